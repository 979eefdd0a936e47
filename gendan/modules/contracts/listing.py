"""The list and the board of contracts."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.contracts import actions
from gendan.modules.contracts.access import CONTRACT as KIND
from gendan.modules.contracts.forms import NoOrderForm
from gendan.modules.contracts.models import STANDING
from gendan.modules.contracts.procedure import CONTRACT, UNSIGNED
from gendan.modules.contracts.words import Market, Supply
from gendan.modules.customers.models import ABC
from gendan.ui.listing.declare import Board, Bulk, Column, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.each import one_by_one
from gendan.ui.listing.filters import Asked, Choice, Custom, Dates, InDepartment, NextStep, Numbers, Person

REVIEWING = ("proposal", "proposal_check", "confirming", "review", "review_up", "resolving", "approval")


def _ending(asked: Asked) -> Q:
    return Q(state="in_force", ends_on__lt=asked.today + timedelta(days=366))


def _without_order(asked: Asked) -> Q:  # noqa: ARG001
    return Q(state__in=STANDING, no_order_reason="")


CONTRACTS = Listing(
    key="contracts",
    kind=KIND,
    title=_("Contracts"),
    lead=Lead(title=pgettext_lazy("list", "contract"), value="name", badge="customer.abc"),
    columns=(
        Column(key="number", title=_("number"), value="title_number", format=Format.CODE, width=130),
        Column(key="customer", title=_("customer"), value="customer.short_name", width=140, format=Format.LINK,
               url=lambda row: f"/customers/{row.customer_id}"),
        Column(key="state", title=_("state"), format=Format.STATE, width=120),
        Column(key="kind", title=_("kind of contract"), value="kind.name", width=130),
        Column(key="special", title=_("special requirements"), format=Format.YES_NO, width=80),
        Column(key="amount_cny", title=_("amount"), unit=_("yuan"), format=Format.AMOUNT, width=110, total=True, order="amount"),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=90),
        Column(key="signed_on", title=_("signed on"), format=Format.DATE, width=90, order="signed"),
        Column(key="ends_on", title=_("contract until"), format=Format.DATE, width=90, order="ending"),
        Column(key="delivery_on", title=_("delivery until"), format=Format.DATE, width=90, default=False),
        Column(key="currency", title=_("currency"), width=60, default=False),
        Column(key="market", title=_("market"), format=Format.CHOICE, width=70, default=False),
        Column(key="supply", title=_("supply"), format=Format.CHOICE, width=90, default=False),
        Column(key="review_number", title=_("review number"), format=Format.CODE, width=110, default=False),
        Column(key="archive_place", title=_("kept at"), width=110, default=False),
        Column(key="no_order_reason", title=_("why no order"), width=140, default=False),
        Column(key="created_at", title=_("entered at"), format=Format.DATE, width=90, default=False, order="newest"),
    ),
    orders=(
        urgency(title=_("next step, the urgent first")),
        Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),)),
        Order(key="amount", title=_("amount, largest first"), fields=(("amount_cny", "desc"),)),
        Order(key="signed", title=_("signed last first"), fields=(("signed_on", "desc"),), nulls=True),
        Order(key="ending", title=_("ending first"), fields=(("ends_on", "asc"),), nulls=True),
    ),
    views=(
        View(key="mine", title=_("My contracts"), query="f.owner=me&f.phase=live"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below&f.phase=live"),
        View(key="review", title=_("Under review"), query="f.phase=review"),
        View(key="unsigned", title=_("To be signed"), query="f.state=approved"),
        View(key="standing", title=_("In force"), query="f.phase=standing"),
        View(key="ending", title=_("Ending within a year"), query="f.attention=ending"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=_("owner"), quick=True),
        Custom(
            key="phase", title=_("phase"), quick=True,
            meanings=(
                ("live", _("not yet ended"), lambda _asked: Q(state__in=(*UNSIGNED, *STANDING))),
                ("review", pgettext_lazy("contract", "under review"), lambda _asked: Q(state__in=REVIEWING)),
                ("standing", pgettext_lazy("contract", "in force"), lambda _asked: Q(state__in=STANDING)),
            ),
        ),
        Choice(key="state", title=_("state"), quick=True, choices=[(state.key, state.title) for state in CONTRACT.states]),
        NextStep(quick=True),
        Choice(key="special", title=_("special requirements"), choices=[("True", _("yes")), ("False", _("no"))]),
        Choice(key="market", title=_("market"), choices=Market),
        Choice(key="supply", title=_("supply"), choices=[pair for pair in Supply.choices if pair[0]]),
        InDepartment(key="department", title=_("department")),
        Dates(key="signed_on", title=_("signed on")),
        Dates(key="ends_on", title=_("contract until")),
        Dates(key="delivery_on", title=_("delivery until")),
        Dates(key="created_at", title=_("entered at")),
        Numbers(key="amount_cny", title=_("amount"), unit=_("yuan")),
        Choice(key="customer_abc", title=_("customer class"), field="customer__abc", choices=ABC),
        Custom(
            key="attention", title=_("wants attention"),
            meanings=(("ending", _("ends within a year"), _ending), ("no_order", _("signed, and no word about an order"), _without_order)),
        ),
    ),
    bulk=(
        Bulk(key="no_order", title=_("Why no order"), icon="ban", action="edit", form=NoOrderForm,
             run=one_by_one(KIND, actions.explain_no_order, action="edit")),
    ),
    board=Board(
        procedure="contract", columns=("draft", "review", "review_up", "resolving", "approval", "approved", "signed", "in_force"),
        second="customer.short_name", badge="customer.abc", amount="amount_cny", date="delivery_on", date_words=_("delivery until"),
    ),
    related=("customer", "owner", "department", "case", "kind"),
    search=lambda text: Q(name__icontains=text) | Q(number__istartswith=text) | Q(customer__name__icontains=text),
    search_words=_("name, number, customer"),
    list_url="contracts:list",
    create=("contracts:create", _("New contract")),
    empty=_("No contract yet. Begin one here, from an opportunity or from an accepted quotation."),
)

"""The lists of orders, coordinations, changes and rush requests, and the board of orders."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.money import Currency
from gendan.modules.orders import actions
from gendan.modules.orders.access import CHANGE as CHANGE_KIND
from gendan.modules.orders.access import COORDINATION as COORDINATION_KIND
from gendan.modules.orders.access import ORDER as KIND
from gendan.modules.orders.access import RUSH as RUSH_KIND
from gendan.modules.orders.forms import AssignForm
from gendan.modules.orders.procedure import CHANGE, COORDINATION, ORDER, RUSH
from gendan.modules.orders.words import ChangeKind, Market, Stage
from gendan.ui.listing.declare import Board, Bulk, Column, Format, Lead, Listing, View, urgency
from gendan.ui.listing.declare import Order as Sort
from gendan.ui.listing.each import one_by_one
from gendan.ui.listing.filters import Asked, Choice, Custom, Dates, InDepartment, NextStep, Numbers, Person, YesNo

REVIEWED = ("received", "review", "planning", "negotiating", "leader", "coordinating", "notice")


def _late(asked: Asked) -> Q:
    return Q(state="running", stage_due_on__lt=asked.today)


def _promise_passed(asked: Asked) -> Q:
    return Q(state_kind="open", promised_on__lt=asked.today)


def _special(asked: Asked) -> Q:  # noqa: ARG001
    return Q(special=True) | (~Q(irregular=[]) & Q(waived=False))


CUSTOMER = Column(
    key="customer", title=_("customer"), value="customer.short_name", width=140, url=lambda row: f"/customers/{row.customer_id}",
    format=Format.LINK,
)
OWNER = Column(key="owner", title=_("owner"), format=Format.PERSON, width=96)
NEWEST = Sort(key="newest", title=_("newest first"), fields=(("created_at", "desc"),))
URGENCY = urgency(title=_("next step, the urgent first"))


def _states(procedure: Any) -> list[tuple[str, Any]]:
    return [(state.key, state.title) for state in procedure.states]


ORDERS = Listing(
    key="orders",
    kind=KIND,
    title=_("Orders"),
    lead=Lead(title=_("order"), value="name", badge="customer.abc"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=110),
        CUSTOMER,
        Column(key="state", title=_("state"), format=Format.STATE, width=110),
        Column(key="stage", title=pgettext_lazy("order", "progress"), format=Format.CHOICE, width=96),
        Column(key="amount_cny", title=_("amount in yuan"), unit=_("yuan"), format=Format.AMOUNT, width=110, total=True, order="amount"),
        Column(key="wanted_on", title=_("wanted by the customer on"), format=Format.DATE, width=96),
        Column(key="promised_on", title=pgettext_lazy("order", "promised for"), format=Format.DATE, width=96, order="promised"),
        Column(key="rush", title=_("rush"), format=Format.YES_NO, width=60),
        OWNER,
        Column(key="market", title=_("domestic or export"), format=Format.CHOICE, width=90, default=False),
        Column(key="special", title=_("special technical requirement"), format=Format.YES_NO, width=80, default=False),
        Column(key="currency", title=_("currency"), width=60, default=False),
        Column(key="amount", title=_("amount"), format=Format.AMOUNT, width=110, default=False),
        Column(key="notice_number", title=_("order notice"), format=Format.CODE, width=110, default=False),
        Column(key="version", title=_("version"), format=Format.NUMBER, width=60, default=False),
        Column(key="customer_number", title=_("customer's order number"), width=120, default=False),
        Column(key="stage_due_on", title=_("next stage planned for"), format=Format.DATE, width=96, default=False),
        Column(key="shipped_on", title=_("shipped on"), format=Format.DATE, width=96, default=False),
        Column(key="ordered_on", title=_("ordered on"), format=Format.DATE, width=96, default=False),
        Column(key="department", title=_("department"), width=110, default=False),
        Column(key="created_at", title=_("entered at"), format=Format.DATE, width=96, default=False, order="newest"),
    ),
    orders=(
        URGENCY,
        NEWEST,
        Sort(key="promised", title=pgettext_lazy("order", "promised for"), fields=(("promised_on", "asc"),), nulls=True),
        Sort(key="amount", title=_("amount, largest first"), fields=(("amount_cny", "desc"),)),
    ),
    views=(
        View(key="mine", title=_("My orders"), query="f.owner=me&f.phase=open"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below&f.phase=open"),
        View(key="review", title=_("In review"), query="f.phase=review"),
        View(key="running", title=_("In production"), query="f.state=running&sort=promised"),
        View(key="late", title=_("Late"), query="f.attention=late"),
        View(key="rush", title=pgettext_lazy("order", "Rush"), query="f.rush=yes&f.phase=open"),
        View(key="returned", title=_("Returned"), query="f.state=returned"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=_("owner"), quick=True),
        Custom(
            key="phase", title=_("phase"), quick=True,
            meanings=(
                ("open", pgettext_lazy("phase", "open"), lambda _asked: Q(state_kind__in=("open", "waiting"))),
                ("review", _("in review"), lambda _asked: Q(state__in=REVIEWED)),
                ("closed", pgettext_lazy("phase", "closed"), lambda _asked: Q(state__in=("shipped", "returned", "cancelled"))),
            ),
        ),
        Choice(key="state", title=_("state"), quick=True, choices=_states(ORDER)),
        Choice(key="stage", title=pgettext_lazy("order", "progress"), choices=Stage),
        NextStep(quick=True),
        Custom(
            key="attention", title=_("wants attention"),
            meanings=(
                ("late", _("a stage is late"), _late),
                ("promise_passed", _("promised day has passed"), _promise_passed),
                ("special", _("special order"), _special),
            ),
        ),
        YesNo(key="rush", title=_("rush")),
        Choice(key="market", title=_("domestic or export"), choices=Market),
        Choice(key="currency", title=_("currency"), choices=Currency),
        InDepartment(key="department", title=_("department")),
        Dates(key="promised_on", title=pgettext_lazy("order", "promised for")),
        Dates(key="wanted_on", title=_("wanted by the customer on")),
        Dates(key="created_at", title=_("entered at")),
        Dates(key="closed_on", title=_("closed on")),
        Numbers(key="amount_cny", title=_("amount in yuan"), unit=_("yuan")),
    ),
    bulk=(Bulk(key="assign", title=_("Hand over"), run=one_by_one(KIND, actions.assign_order, action="assign"), icon="transfer", action="assign", form=AssignForm),),
    board=Board(
        procedure="order",
        columns=("draft", *REVIEWED, "running", "shipped", "returned"),
        second="customer.short_name",
        badge="customer.abc",
        amount="amount_cny",
        date="promised_on",
        date_words=pgettext_lazy("order", "promised for"),
    ),
    related=("customer", "owner", "department", "case"),
    search=("words_dbl",),
    search_words=_("number, name"),
    list_url="orders:list",
    create=("orders:create", _("New order")),
    empty=_("No order yet. Enter one by itself, from an opportunity, or from a signed contract."),
)

COORDINATIONS = Listing(
    key="coordinations",
    kind=COORDINATION_KIND,
    title=_("Coordination"),
    lead=Lead(title=_("order"), value="order.name"),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=110),
        CUSTOMER,
        Column(key="state", title=_("state"), format=Format.STATE, width=130),
        Column(key="trial", title=_("trial"), format=Format.CHOICE, width=96),
        Column(key="finished_on", title=_("finished on"), format=Format.DATE, width=96),
        OWNER,
    ),
    orders=(URGENCY, NEWEST),
    views=(
        View(key="open", title=pgettext_lazy("phase", "open"), query="f.phase=open"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Custom(key="phase", title=_("phase"), meanings=(("open", pgettext_lazy("phase", "open"), lambda _asked: Q(state_kind="open")),)),
        Choice(key="state", title=_("state"), choices=_states(COORDINATION), quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        NextStep(),
    ),
    related=("customer", "owner", "case", "order"),
    list_url="orders:coordinations",
    empty=_("No special order is in coordination. The leader's signature on one begins it."),
)

CHANGES = Listing(
    key="order-changes",
    kind=CHANGE_KIND,
    title=_("Order changes"),
    lead=Lead(title=_("order"), value=str),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=110),
        CUSTOMER,
        Column(key="kind", title=_("kind of change"), format=Format.CHOICE, width=110),
        Column(key="state", title=_("state"), format=Format.STATE, width=110),
        Column(key="stage", title=pgettext_lazy("order", "progress"), format=Format.CHOICE, width=96),
        Column(key="asked_by", title=_("wanted by"), format=Format.CHOICE, width=90),
        Column(key="reason", title=_("reason"), width=200),
        OWNER,
        Column(key="created_at", title=_("asked for at"), format=Format.DATE, width=96, order="newest", default=False),
    ),
    orders=(URGENCY, NEWEST),
    views=(
        View(key="open", title=pgettext_lazy("phase", "open"), query="f.phase=open"),
        View(key="mine", title=_("Mine"), query="f.owner=me"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Custom(key="phase", title=_("phase"), meanings=(("open", pgettext_lazy("phase", "open"), lambda _asked: Q(state_kind="open")),)),
        Choice(key="kind", title=_("kind of change"), choices=ChangeKind, quick=True),
        Choice(key="state", title=_("state"), choices=_states(CHANGE), quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        Dates(key="created_at", title=_("asked for at")),
        NextStep(),
    ),
    related=("customer", "owner", "case", "order"),
    list_url="orders:changes",
    empty=_("No change was asked for. A noticed order is changed from its page."),
)

RUSHES = Listing(
    key="rushes",
    kind=RUSH_KIND,
    title=_("Rush requests"),
    lead=Lead(title=_("order"), value=str),
    columns=(
        Column(key="number", title=_("number"), format=Format.CODE, width=110),
        CUSTOMER,
        Column(key="requester", title=_("who presses"), width=110),
        Column(key="wanted_on", title=_("wanted for"), format=Format.DATE, width=96),
        Column(key="state", title=_("state"), format=Format.STATE, width=96),
        Column(key="reason", title=_("reason"), width=200),
        Column(key="opinion", title=_("opinion"), width=200),
        OWNER,
    ),
    orders=(URGENCY, NEWEST),
    views=(
        View(key="open", title=pgettext_lazy("phase", "open"), query="f.state=asked"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="state", title=_("state"), choices=_states(RUSH), quick=True),
        Person(key="owner", title=_("owner"), quick=True),
        NextStep(),
    ),
    related=("customer", "owner", "case", "order"),
    list_url="orders:rushes",
    empty=_("Nobody has pressed yet. A rush is asked for on the page of an order."),
)

"""The list and the board of opportunities, and the actions on many of them."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import ABC, Source
from gendan.modules.opportunities import actions, reports
from gendan.modules.opportunities.forms import AssignForm
from gendan.modules.opportunities.models import STAGES, Opportunity
from gendan.modules.opportunities.procedure import OPPORTUNITY, STAGE_CHANCE
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import number
from gendan.spine.procedures.declare import Within
from gendan.ui.form.fields import DAY
from gendan.ui.listing.declare import Board, Bulk, Column, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.each import one_by_one
from gendan.ui.listing.filters import Asked, Choice, Custom, Dates, InDepartment, NextStep, Numbers, Person

STATES = [(state.key, state.title) for state in OPPORTUNITY.states]


def not_deleted(rows: QuerySet) -> QuerySet:
    """What lies in the recycle bin is not listed."""
    return rows.filter(deleted_at=None)


def _expected_passed(asked: Asked) -> Q:
    return Q(state_kind="open", expected_on__lt=asked.today)


def _no_customer(asked: Asked) -> Q:  # noqa: ARG001
    return Q(customer__isnull=True)


def _no_competitor(asked: Asked) -> Q:  # noqa: ARG001
    return Q(state__in=("quote", "price", "sign"), met__isnull=True)


def _stale(asked: Asked) -> Q:
    return Q(state__in=STAGES, case__due_at__lt=asked.now)


def change_cells(opportunity: Opportunity, *, values: dict[str, Any], actor: Employee, now: datetime) -> Opportunity:
    """Change single fields in the list itself (F39.3, F39.4)."""
    return actions.change_opportunity(opportunity, actor=actor, now=now, **values)


class ExpectedForm(forms.Form):
    """A new expected signing date for many."""

    expected_on = forms.DateField(label=_("expected signing"), widget=DAY)


def chances(at: datetime) -> dict[str, float]:
    """The chance of success of each stage in percent, as set in the company."""
    return {key: number(f"opportunity.{one.key}", one.default, at=at) for key, one in STAGE_CHANCE.items()}


def weigh(rows: QuerySet) -> Any:
    """The weighted sum of a queryset, for the head of the board; in yuan."""
    now = datetime.now().astimezone()
    return sum(month["weighted"] for month in reports.forecast(rows, chances=chances(now)))


def usual_stay(state: str) -> timedelta | None:
    """The declared limit of the stage stands for what is usual until enough stays have been seen."""
    limits = {
        one.key: one.due.number.default
        for one in OPPORTUNITY.states if one.key in STAGES and isinstance(one.due, Within)
    }
    return timedelta(days=limits[state] * 1.4) if state in limits else None


OPPORTUNITIES = Listing(
    key="opportunities",
    kind="opportunities.opportunity",
    title=_("Opportunities"),
    lead=Lead(title=_("opportunity"), value="name", badge="customer.abc"),
    columns=(
        Column(key="customer", title=_("customer"), value="customer.short_name", width=140, grouped="customer",
               url=lambda row: f"/customers/{row.customer_id}" if row.customer_id else "", format=Format.LINK),
        Column(key="state", title=_("stage"), format=Format.STATE, width=96),
        Column(key="owner", title=_("owner"), format=Format.PERSON, width=96),
        Column(key="amount", title=_("amount"), unit=_("yuan"), format=Format.AMOUNT, width=110, total=True,
               order="amount", edit="amount"),
        Column(key="expected_on", title=_("expected signing"), format=Format.DATE, width=96, order="expected",
               edit="expected_on"),
        Column(key="last_activity_at", title=_("last follow-up"), format=Format.DATE, width=96),
        Column(key="source", title=_("source"), format=Format.CHOICE, width=96),
        Column(key="region", title=_("region"), width=96, grouped="region"),
        Column(key="contract_amount", title=_("contract amount"), unit=_("yuan"), format=Format.AMOUNT, width=110,
               total=True, default=False),
        Column(key="signed_on", title=_("signed on"), format=Format.DATE, width=96, default=False),
        Column(key="closed_on", title=_("closed on"), format=Format.DATE, width=96, default=False),
        Column(key="loss_reason", title=_("reason of the loss"), width=160, default=False, grouped="loss_reason"),
        Column(key="contact_name", title=_("contact"), width=96, default=False),
        Column(key="phone", title=_("phone"), format=Format.PHONE, width=120, default=False, mask="phone"),
        Column(key="department", title=_("department"), width=110, default=False, grouped="department"),
        Column(key="number", title=_("number"), format=Format.CODE, width=110, default=False),
        Column(key="created_at", title=_("registered at"), format=Format.DATE, width=96, default=False, order="newest"),
    ),
    orders=(
        urgency(title=_("next step, the urgent first")),
        Order(key="newest", title=_("newest first"), fields=(("created_at", "desc"),)),
        Order(key="expected", title=_("expected signing"), fields=(("expected_on", "asc"),), nulls=True),
        Order(key="amount", title=_("amount, largest first"), fields=(("amount", "desc"),), nulls=True),
    ),
    views=(
        View(key="mine", title=_("My opportunities"), query="f.owner=me&f.phase=funnel"),
        View(key="below", title=_("Mine and my people's"), query="f.owner=below&f.phase=funnel"),
        View(key="quarter", title=_("Signing this quarter"), query="f.phase=funnel&f.expected_on=this_quarter"),
        View(key="stale", title=_("Too long in the stage"), query="f.attention=stale"),
        View(key="without", title=_("No next step"), query="f.phase=open&f.next=none"),
        View(key="review", title=_("Under review"), query="f.state=submitted"),
        View(key="no_customer", title=_("Without customer"), query="f.attention=no_customer"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=_("owner"), quick=True),
        Custom(
            key="phase", title=_("phase"), quick=True,
            meanings=(
                ("open", pgettext_lazy("phase", "open"), lambda _asked: Q(state_kind__in=("open", "waiting"))),
                ("registration", _("registration"),
                 lambda _asked: Q(state__in=("draft", "submitted", "returned", "rejected", "appealed"))),
                ("funnel", _("in the funnel"), lambda _asked: Q(state__in=STAGES)),
                ("closed", pgettext_lazy("phase", "closed"), lambda _asked: Q(state__in=("won", "lost", "duplicate"))),
            ),
        ),
        Choice(key="state", title=_("stage"), quick=True, choices=STATES),
        NextStep(quick=True),
        InDepartment(key="department", title=_("department")),
        Dates(key="expected_on", title=_("expected signing")),
        Dates(key="created_at", title=_("registered at")),
        Dates(key="closed_on", title=_("closed on")),
        Dates(key="last_activity_at", title=_("last follow-up")),
        Numbers(key="amount", title=_("amount"), unit=_("yuan")),
        Choice(key="source", title=_("source"), choices=Source),
        Choice(key="customer_abc", title=_("customer class"), field="customer__abc", choices=ABC),
        Custom(
            key="attention", title=_("wants attention"),
            meanings=(
                ("stale", _("too long in the stage"), _stale),
                ("expected_passed", _("expected date has passed"), _expected_passed),
                ("no_competitor", _("no competitor recorded"), _no_competitor),
                ("no_customer", _("without customer"), _no_customer),
            ),
        ),
    ),
    bulk=(
        Bulk(key="assign", title=_("Hand over"), run=one_by_one("opportunities.opportunity", actions.assign_opportunity, action="assign"), icon="transfer", action="assign", form=AssignForm),
        Bulk(key="expect", title=_("Expected signing"), run=one_by_one("opportunities.opportunity", actions.change_opportunity), icon="calendar", form=ExpectedForm),
    ),
    board=Board(
        procedure="opportunity",
        columns=(*STAGES, "won", "lost"),
        second="customer.short_name",
        badge="customer.abc",
        amount="amount",
        date="expected_on",
        date_words=_("signing expected"),
        usual=usual_stay,
        weight=weigh,
    ),
    base=not_deleted,
    groups=(Column(key="customer_abc", title=_("customer class"), value="customer.abc", format=Format.CLASS),),
    related=("customer", "owner", "department", "case"),
    search=lambda text: Q(name__icontains=text) | Q(number__istartswith=text) | Q(customer__name__icontains=text),
    change=change_cells,
    search_words=_("name, number, customer"),
    list_url="opportunities:list",
    create=("opportunities:create", _("Register an opportunity")),
    empty=_("No opportunity yet. Register the first one: who wants to buy, and how it began."),
)



def _count_meetings(rows: QuerySet) -> QuerySet:
    return rows.annotate(
        times_met=Count("met", distinct=True),
        times_won=Count("met", filter=Q(met__opportunity__state="won"), distinct=True),
        times_lost=Count("won_against_us", distinct=True),
    )


COMPETITORS = Listing(
    key="competitors",
    kind="opportunities.competitor",
    title=_("Competitors"),
    lead=Lead(title=_("competitor"), value="name"),
    columns=(
        Column(key="times_met", title=_("met"), format=Format.NUMBER, width=72),
        Column(key="times_won", title=_("won"), format=Format.NUMBER, width=72),
        Column(key="times_lost", title=_("lost to them"), format=Format.NUMBER, width=96),
        Column(key="price_range", title=_("public price range"), width=180),
        Column(key="strengths", title=_("strengths"), width=360),
    ),
    orders=(Order(key="name", title=_("name"), fields=(("name", "asc"),)),),
    views=(View(key="all", title=_("All"), query=""),),
    annotate=_count_meetings,
    search=lambda text: Q(name__icontains=text) | Q(strengths__icontains=text),
    search_words=_("name, strengths"),
    list_url="opportunities:competitors",
    create=("opportunities:competitor_new", _("New competitor")),
    next_step=False,
    peek=False,
    empty=_("No competitor yet. They are recorded where they are met, on the opportunity, or here."),
)

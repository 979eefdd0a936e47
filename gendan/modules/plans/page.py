"""The list of plans, the head of a plan's page, and what somebody who approves is told."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.plans import grid, numbers, queries
from gendan.modules.plans.access import PLAN
from gendan.modules.plans.models import Plan, Result
from gendan.modules.plans.procedure import MONTHLY_PLAN
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Detail, Figure
from gendan.ui.detail.story import STORY
from gendan.ui.listing.declare import Column, Format, Lead, Listing, View, urgency
from gendan.ui.listing.filters import Asked, Choice, Dates, NextStep, Person

STATES = [(state.key, state.title) for state in MONTHLY_PLAN.states]
LISTING = Listing(
    key="plans",
    kind=PLAN,
    title=gettext_lazy("Monthly plans"),
    lead=Lead(title=gettext_lazy("plan"), value=str),
    columns=(
        Column(key="state", title=gettext_lazy("state"), format=Format.STATE, width=150),
        Column(key="owner", title=gettext_lazy("customer manager"), format=Format.PERSON, width=110),
        Column(key="month", title=gettext_lazy("month"), value=lambda row: f"{row.month:%Y-%m}", width=90),
        Column(key="results_due_on", title=gettext_lazy("results due"), format=Format.DATE, width=110),
    ),
    orders=(urgency(title=gettext_lazy("next step, the urgent first")),),
    views=(
        View(key="mine", title=gettext_lazy("Mine"), query="f.owner=me"),
        View(key="submitted", title=gettext_lazy("To approve"), query="f.state=submitted&f.state=results"),
        View(key="running", title=gettext_lazy("Being carried out"), query="f.state=approved"),
        View(key="all", title=gettext_lazy("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=gettext_lazy("customer manager"), quick=True),
        Choice(key="state", title=gettext_lazy("state"), choices=STATES, quick=True),
        Dates(key="month", title=gettext_lazy("month")), NextStep(),
    ),
    related=("owner", "case"),
    list_url="plans:list",
    create=("plans:begin", gettext_lazy("Begin a monthly plan")),
    empty=gettext_lazy("No monthly plan yet. At the start of a month each customer manager gets one; you may begin yours now."),
)


def figures(record: Plan, asked: Asked) -> list[Figure]:  # noqa: ARG001
    """How far the month has come."""
    found = queries.in_the_plan(record).aggregate(
        all=Count("id"), done=Count("id", filter=Q(result=Result.DONE)),
        not_done=Count("id", filter=Q(result__in=(Result.NOT_DONE, Result.CARRIED))),
        carried=Count("id", filter=Q(carried_from__isnull=False)), customers=Count("customer", distinct=True),
    )
    share = f"{found['done'] / found['all']:.0%}" if found["all"] else "—"
    return [
        Figure(label=_("actions"), value=found["all"], note=_("%(n)d customers") % {"n": found["customers"]}),
        Figure(label=_("★ done"), value=found["done"], note=share),
        Figure(label=_("● not done"), value=found["not_done"]),
        Figure(label=_("carried over from before"), value=found["carried"]),
        Figure(label=_("due, but without a free day"), value=record.left_out,
               note=_("at most %(n)d a day") % {"n": numbers.value(numbers.PER_DAY, at=record.created_at)}),
        Figure(label=_("results due"), value=record.results_due_on),
    ]


def buttons(record: Plan, asked: Asked) -> list[Button]:
    """Write the analysis; today's list."""
    answer = may(asked.user, "edit", record)
    return [
        Button(key="analysis", title=_("Analysis of the month"), icon="edit", dialog=True, url=reverse("plans:analysis", args=[record.pk]),
               allowed=answer.allowed, reason=answer.reason, who=answer.who),
        Button(key="today", title=_("Today's customers"), icon="route", url=reverse("plans:today")),
    ]


DETAIL = Detail(
    kind=PLAN,
    title=gettext_lazy("Monthly plans"),
    listing="plans",
    url_name="plans:detail",
    tabs=(STORY,),
    name=str,
    related=("owner", "department", "case"),
    path_states=("plan", "submitted", "approved", "results", "closed"),
    figures=figures,
    buttons=buttons,
    moves_first=True,
)


def brief(record: Plan, asked: Asked) -> list[tuple[Any, Any]]:
    """What whoever approves wants to know before signing."""
    shown = grid.grid_of(record, today=asked.today)
    classes = "、".join(
        _("%(abc)s: %(customers)d customers, %(actions)d actions") % {"abc": abc, "customers": pair[0], "actions": pair[1]}
        for abc, pair in grid.sums(shown).items()
    )
    found: list[tuple[Any, Any]] = [(_("customer manager"), record.owner), (_("actions"), f"{shown.count}"), (_("by class"), classes or "—")]
    if record.state == "results":
        found.append((_("★ done"), f"{shown.done} / {shown.count}"))
    if record.left_out:
        found.append((_("due, but without a free day"), record.left_out))
    return [*found, (_("market, brand and customers"), record.analysis or "—")]

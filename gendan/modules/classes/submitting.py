"""The list and the page of the monthly submissions (F92)."""

from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.modules.classes import collected
from gendan.modules.classes.access import KIND
from gendan.modules.classes.models import Submission, SubmittedCustomer
from gendan.modules.classes.procedure import SUBMISSION
from gendan.modules.customers.models import Customer
from gendan.ui.detail.declare import Detail, Figure, Tab
from gendan.ui.detail.files import UNCOUNTED
from gendan.ui.detail.story import STORY
from gendan.ui.listing.declare import Column, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.filters import Asked, Choice, Custom, Dates, InDepartment, NextStep, Person

STATES = [(state.key, state.title) for state in SUBMISSION.states]
COLLECTING = ("draft", "checked")
SHOWN = 500


def overdue(asked: Asked) -> Q:
    """Not submitted, and the day has passed."""
    return Q(state__in=COLLECTING, due_on__lt=asked.today)


def _figure(name: str) -> Any:
    return lambda row: row.figures.get(name)


LISTING = Listing(
    key="submissions",
    kind=KIND,
    title=gettext_lazy("Monthly customer data"),
    lead=Lead(title=gettext_lazy("department"), value="department.name"),
    columns=(
        Column(key="month", title=gettext_lazy("month"), value=lambda row: f"{row.month:%Y-%m}", width=80, order="newest"),
        Column(key="state", title=gettext_lazy("state"), format=Format.STATE, width=104),
        Column(key="owner", title=gettext_lazy("who submits"), format=Format.PERSON, width=96),
        Column(key="due_on", title=gettext_lazy("due on"), format=Format.DATE, width=96),
        Column(key="submitted_at", title=gettext_lazy("submitted at"), format=Format.MOMENT, width=112),
        Column(key="customers", title=gettext_lazy("customers"), value=_figure("customers"), format=Format.NUMBER, width=72),
        Column(key="flawless", title=gettext_lazy("without fault"), value=_figure("flawless"), format=Format.NUMBER, width=88),
        Column(key="completeness", title=gettext_lazy("archive"), unit="%", value=_figure("completeness"), format=Format.NUMBER, width=80),
        Column(key="late", title=gettext_lazy("late"), format=Format.YES_NO, width=64),
        Column(key="correct", title=gettext_lazy("spot check"), width=88,
               value=lambda row: f"{row.correct}/{row.sampled}" if row.sampled else ""),
    ),
    orders=(
        urgency(title=gettext_lazy("next step, the urgent first")),
        Order(key="newest", title=gettext_lazy("newest month first"), fields=(("month", "desc"),)),
    ),
    views=(
        View(key="open", title=gettext_lazy("To be submitted"), query="f.stand=open"),
        View(key="overdue", title=pgettext_lazy("submission", "Overdue"), query="f.stand=overdue"),
        View(key="late", title=gettext_lazy("Submitted late"), query="f.stand=late&sort=newest"),
        View(key="all", title=pgettext_lazy("moves", "All"), query="sort=newest"),
    ),
    filters=(
        InDepartment(key="department", title=gettext_lazy("department"), quick=True),
        Choice(key="state", title=gettext_lazy("state"), choices=STATES, quick=True),
        Custom(key="stand", title=gettext_lazy("how it stands"), meanings=(
            ("open", gettext_lazy("to be submitted"), lambda _asked: Q(state__in=COLLECTING)),
            ("overdue", gettext_lazy("overdue"), overdue),
            ("late", gettext_lazy("submitted late"), lambda _asked: Q(late=True)),
            ("returned", gettext_lazy("spot check not flawless"), lambda _asked: Q(correct__lt=F("sampled"))),
        )),
        Dates(key="month", title=gettext_lazy("month")), Person(key="owner", title=gettext_lazy("who submits")), NextStep(),
    ),
    related=("department", "owner", "case"),
    list_url="classes:submissions",
    row_url=lambda row: reverse("classes:submission", args=[row.pk]),
    peek=False,
    empty=gettext_lazy("Nobody submits customer data yet. Say which departments have to, under “Who submits”."),
)


def figures(record: Submission, asked: Asked) -> list[Figure]:
    """By when, and what was submitted; before that, what has been collected so far."""
    found = record.figures or collected.figures_of(
        collected.lines_of(record, now=asked.now), changed=collected.changed(record, now=asked.now)
    )
    late = not record.submitted_at and asked.today > record.due_on
    said = timezone.localtime(record.submitted_at).strftime("%m-%d %H:%M") if record.submitted_at else _("not submitted yet")
    return [
        Figure(label=_("due on"), value=record.due_on, note=said, state="overdue" if late or record.late else "", glyph=late),
        Figure(label=_("customers"), value=found["customers"], note=_("%(n)d changed") % {"n": found["changed"]}),
        Figure(label=_("without fault"), value=found["flawless"], note=_said_problems(found["problems"])),
        Figure(label=_("archive completeness"), value="—" if found["completeness"] is None else f"{found['completeness']}%"),
        Figure(label=_("spot check"), value=f"{record.correct}/{record.sampled}" if record.sampled else "—", note=record.finding),
    ]


def _said_problems(found: dict[str, int]) -> str:
    return "、".join(f"{collected.PROBLEMS[key]} {count}" for key, count in found.items() if key in collected.PROBLEMS)


def customers_tab(record: Submission, asked: Asked) -> dict[str, Any]:
    """The customers with what is wrong: as submitted, else as collected so far; of those that the person sees."""
    if record.submitted_at:
        items = SubmittedCustomer.objects.filter(submission=record).values_list("customer_id", "completeness", "problems")
        lines: list[collected.Line] = list(items)
    else:
        lines = collected.lines_of(record, now=asked.now)
    seen = Customer.objects.visible_to(asked.user).select_related("owner").in_bulk([pk for pk, _percent, _found in lines[:SHOWN]])
    rows = [
        (seen[pk], percent, [collected.PROBLEMS[key] for key in found if key in collected.PROBLEMS])
        for pk, percent, found in lines if pk in seen
    ]
    return {"rows": rows, "frozen": record.submitted_at, "since": record.since, "whole": len(lines)}


DETAIL = Detail(
    kind=KIND,
    title=gettext_lazy("Monthly customer data"),
    listing="submissions",
    url_name="classes:submission",
    tabs=(
        Tab(key="customers", title=gettext_lazy("Customers"), template="classes/tab_submitted.html", context=customers_tab),
        STORY,
        UNCOUNTED,
    ),
    name=lambda record: str(record),
    path_states=("draft", "checked", "submitted", "entered", "spot_checked", "filed"),
    related=("department", "owner", "case"),
    figures=figures,
    moves_first=True,
)

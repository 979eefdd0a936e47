"""The lists and pages of visit reports and sales situation meetings."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.modules.plans import queries, tracking
from gendan.modules.plans.access import MEETING, REPORT
from gendan.modules.plans.models import Meeting, ReportKind, VisitReport
from gendan.modules.plans.procedure import VISIT_REPORT
from gendan.spine.access.queries import may
from gendan.spine.org.models import Employee
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.story import STORY
from gendan.ui.listing.declare import Column, Format, Lead, Listing, Order, View, urgency
from gendan.ui.listing.filters import Asked, Choice, Dates, NextStep, Person

STATES = [(state.key, state.title) for state in VISIT_REPORT.states]
REPORTS = Listing(
    key="visit-reports",
    kind=REPORT,
    title=gettext_lazy("Visit reports"),
    lead=Lead(title=gettext_lazy("visit report"), value=str),
    columns=(
        Column(key="kind", title=gettext_lazy("kind of report"), format=Format.CHOICE, width=100),
        Column(key="state", title=gettext_lazy("state"), format=Format.STATE, width=100),
        Column(key="owner", title=gettext_lazy("who"), format=Format.PERSON, width=100),
        Column(key="day", title=pgettext_lazy("visits", "from"), format=Format.DATE, width=90),
        Column(key="submitted_at", title=gettext_lazy("submitted at"), format=Format.MOMENT, width=130),
    ),
    orders=(urgency(title=gettext_lazy("next step, the urgent first")),),
    views=(
        View(key="mine", title=gettext_lazy("Mine"), query="f.owner=me"),
        View(key="submitted", title=gettext_lazy("To collate"), query="f.state=submitted"),
        View(key="urgent", title=gettext_lazy("Urgent"), query="f.kind=urgent"),
        View(key="all", title=gettext_lazy("All"), query=""),
    ),
    filters=(
        Person(key="owner", title=gettext_lazy("who"), quick=True),
        Choice(key="kind", title=gettext_lazy("kind of report"), choices=ReportKind, quick=True),
        Choice(key="state", title=gettext_lazy("state"), choices=STATES, quick=True),
        Dates(key="day", title=pgettext_lazy("visits", "from")), NextStep(),
    ),
    related=("owner", "case"),
    list_url="plans:reports",
    create=("plans:report_new", gettext_lazy("Write a periodic report")),
    empty=gettext_lazy("No report yet. Whoever meets a customer in person gets a daily report to submit on the same day."),
)


def figures(record: VisitReport, asked: Asked) -> list[Figure]:
    """How many contacts, by when."""
    rows = asked.once(("lines", record.pk), lambda: list(queries.lines_of(record)))
    return [
        Figure(label=_("contacts in person"), value=len(rows), note=_("%(n)d customers") % {"n": len({one.customer_id for one in rows})}),
        Figure(label=_("problems"), value=sum(bool(getattr(one, "visit", None) and one.visit.problem) for one in rows)),
        Figure(label=_("submitted at"), value=record.submitted_at or "—"),
    ]


def lines(record: VisitReport, asked: Asked) -> dict[str, Any]:
    """The lines, which are the contacts themselves."""
    return {"lines": asked.once(("lines", record.pk), lambda: list(queries.lines_of(record)))}


def buttons(record: VisitReport, asked: Asked) -> list[Button]:
    """Write the summary."""
    if record.state != "draft":
        return []
    answer = may(asked.user, "edit", record)
    return [Button(key="summary", title=_("Write the summary"), icon="pencil", dialog=True, url=reverse("plans:summary", args=[record.pk]),
                   allowed=answer.allowed, reason=answer.reason, who=answer.who)]


REPORT_PAGE = Detail(
    kind=REPORT,
    title=gettext_lazy("Visit reports"),
    listing="visit-reports",
    url_name="plans:visit_report",
    tabs=(
        Tab(key="lines", title=gettext_lazy("Contacts"), template="plans/tab_lines.html", context=lines),
        STORY,
    ),
    name=str,
    figures=figures,
    buttons=buttons,
    moves_first=True,
)

MEETINGS = Listing(
    key="meetings",
    kind=MEETING,
    title=gettext_lazy("Sales situation meetings"),
    lead=Lead(title=gettext_lazy("meeting"), value=str),
    columns=(
        Column(key="held_at", title=gettext_lazy("held at"), format=Format.MOMENT, width=130),
        Column(key="owner", title=gettext_lazy("who led it"), format=Format.PERSON, width=100),
        Column(key="notes", title=gettext_lazy("what was talked about"), width=420),
    ),
    orders=(Order(key="held", title=gettext_lazy("newest first"), fields=(("held_at", "desc"),)),),
    views=(View(key="all", title=gettext_lazy("All"), query=""),),
    filters=(Choice(key="kind", title=gettext_lazy("kind of meeting"), choices=Meeting.Kind, quick=True),
             Dates(key="held_at", title=gettext_lazy("held at"), quick=True)),
    related=("owner",),
    next_step=False,
    list_url="plans:meetings",
    create=("plans:meeting_new", gettext_lazy("Write down a meeting")),
    empty=gettext_lazy("No meeting yet. Before or after work, or once a week: who waits, who is pressed, what is decided."),
)


def meeting_tab(record: Meeting, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """Who took part and what was talked about."""
    return {"people": list(Employee.objects.filter(pk__in=[record.owner_id, *record.related_ids]).order_by("pinyin", "pk"))}


MEETING_PAGE = Detail(
    kind=MEETING,
    title=gettext_lazy("Sales situation meetings"),
    listing="meetings",
    url_name="plans:meeting",
    tabs=(
        Tab(key="notes", title=gettext_lazy("Notes"), template="plans/tab_meeting.html", context=meeting_tab),
        STORY,
    ),
    name=str,
    related=("owner", "department"),
    path=False,
)


def agenda(user: Employee, asked: Asked) -> list[dict[str, Any]]:
    """What the rules of tracking say of one's own department: the matter of the meeting."""
    rows = tracking.by_owner(tracking.customers_of_department(user), now=asked.now)
    return [row for row in rows if row["too_long"] or row["too_often"] or row["no_record"]]

"""Visit reports and sales situation meetings over REST (F50)."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_move_routes, add_signoff_routes, add_story_routes, add_todo_routes, person, seen
from gendan.api.schemas import Page
from gendan.modules.plans import actions
from gendan.modules.plans.actions.reporting import Decision
from gendan.modules.plans.models import Meeting, ReportKind, VisitReport

report_router = Router(tags=["visit reports"])
meeting_router = Router(tags=["meetings"])


class ReportOut(Schema):
    """A report of one person over some days; its lines are the follow-ups in person of those days."""

    id: int
    kind: ReportKind
    day: date
    until: date
    owner_id: int | None
    visit_id: int | None
    text: str
    state: str
    submitted_at: datetime | None
    created_at: datetime


class ReportPage(Page):
    items: list[ReportOut]


class ReportFilter(Schema):
    """What to narrow by."""

    kind: ReportKind | None = None
    owner_id: int | None = None
    day: date | None = None
    state: str | None = None


class ReportIn(Schema):
    """A periodic report over some days; the daily one of today with `daily`."""

    day: date
    until: date | None = None
    daily: bool = False
    text: str = ""


class SummaryIn(Schema):
    """The words above the lines, while the report is a draft."""

    text: str


class DecisionIn(Schema):
    """What somebody is to do by when."""

    title: str = Field(min_length=1, max_length=200)
    assignee_id: int
    due_at: datetime


class MeetingIn(Schema):
    """A meeting that was held, who took part, and what was decided."""

    kind: Meeting.Kind = Meeting.Kind.MORNING
    held_at: datetime
    notes: str = ""
    people_ids: list[int] = []
    decisions: list[DecisionIn] = Field([], max_length=50)


class MeetingOut(Schema):
    """A meeting on the situation of sales; its decisions are among its to-dos."""

    id: int
    kind: Meeting.Kind
    held_at: datetime
    notes: str
    owner_id: int | None
    related_ids: list[int] = Field(description="who took part")
    created_at: datetime


class MeetingPage(Page):
    items: list[MeetingOut]


@report_router.get("", response=ReportPage, summary="Visit reports that you may see, newest first")
def reports(request: Any, window: Query[Window], wanted: Query[ReportFilter]) -> Any:
    rows = VisitReport.objects.visible_to(request.user).filter(**wanted.dict(exclude_none=True))
    return page_of(rows, window)


@report_router.post("", response=ReportOut, summary="Begin a report; submit it by its move")
def begin(request: Any, payload: ReportIn) -> Any:
    now = timezone.now()
    if not payload.daily:
        until = payload.until or payload.day
        return actions.periodic_report(day=payload.day, until=until, text=payload.text, actor=request.user, now=now)
    made = actions.daily_report(request.user, day=payload.day, actor=request.user, now=now)
    return actions.write_report(made, text=payload.text, actor=request.user, now=now) if payload.text else made


@report_router.get("/{pk}", response=ReportOut, summary="One report")
def report(request: Any, pk: int) -> Any:
    return seen(VisitReport, request, pk)


@report_router.patch("/{pk}", response=ReportOut, summary="Write its summary")
def write(request: Any, pk: int, payload: SummaryIn) -> Any:
    return actions.write_report(seen(VisitReport, request, pk), text=payload.text, actor=request.user, now=timezone.now())


@meeting_router.get("", response=MeetingPage, summary="Meetings that you may see, newest first")
def meetings(request: Any, window: Query[Window]) -> Any:
    return page_of(Meeting.objects.visible_to(request.user), window)


@meeting_router.post("", response=MeetingOut, summary="Write a meeting down; each decision becomes a to-do")
def hold(request: Any, payload: MeetingIn) -> Any:
    return actions.hold_meeting(
        kind=payload.kind, held_at=payload.held_at, notes=payload.notes, people=[person(pk) for pk in payload.people_ids],
        decisions=[Decision(one.title, person(one.assignee_id), one.due_at) for one in payload.decisions],
        actor=request.user, now=timezone.now(),
    )


@meeting_router.get("/{pk}", response=MeetingOut, summary="One meeting")
def meeting(request: Any, pk: int) -> Any:
    return seen(Meeting, request, pk)


add_move_routes(report_router, VisitReport)
add_signoff_routes(report_router, VisitReport)
for router, model in ((report_router, VisitReport), (meeting_router, Meeting)):
    add_todo_routes(router, model)
    add_story_routes(router, model)

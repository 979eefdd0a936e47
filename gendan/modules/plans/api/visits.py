"""Visits over REST: plan, tick, arrive, report."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.api.schemas import Page
from gendan.modules.customers.models import Customer
from gendan.modules.followups.actions import NextStep
from gendan.modules.plans import actions
from gendan.modules.plans.actions.visiting import Question, Where
from gendan.modules.plans.models import Visit

visit_router = Router(tags=["visits"])


class VisitOut(Schema):
    """One planned contact; what happened is the activity."""

    id: int
    customer_id: int
    customer: str = Field(alias="customer.name")
    owner_id: int
    way: str
    at: datetime
    place: str
    focus: str
    state: str
    ticked: list[str]
    prepared_at: datetime | None
    arrived_at: datetime | None
    arrived_place: str
    activity_id: int | None
    expected_items: str
    expected_amount: Decimal | None
    actual_items: str
    actual_amount: Decimal | None
    problem: str
    urgency: str


class VisitPage(Page):
    items: list[VisitOut]


class VisitFilter(Schema):
    """Narrow the list."""

    customer_id: int | None = None
    owner_id: int | None = None
    state: str | None = None


class VisitIn(Schema):
    """The contact plan (F31)."""

    customer_id: int
    at: datetime
    focus: str = Field(min_length=1, max_length=200)
    way: str = "visit"
    place: str = ""
    expected_items: str = ""
    expected_amount: Decimal | None = None
    companions: str = ""


class TicksIn(Schema):
    """The keys of what is prepared."""

    ticked: list[str]


class ArrivalIn(Schema):
    """Where one stands."""

    place: str = ""
    latitude: Decimal | None = Field(None, ge=-90, le=90)
    longitude: Decimal | None = Field(None, ge=-180, le=180)
    accuracy: int | None = None


class QuestionIn(Schema):
    """A question with the day of its answer."""

    question: str
    due_at: datetime


class ReportIn(Schema):
    """What came of it and what comes next; without a next step the reason."""

    text: str = Field(min_length=1)
    result: str = ""
    next_title: str = ""
    next_due_at: datetime | None = None
    no_next_reason: str = ""
    questions: list[QuestionIn] = []
    participants: str = ""
    topics: str = ""
    problem: str = ""
    urgency: str = Field("plain", pattern="^(plain|urgent)$")
    actual_items: str = ""
    actual_amount: Decimal | None = None
    referral_asked: bool = False
    referral: str = ""
    recording_consent: bool = False


def _seen(request: Any, pk: int) -> Any:
    return seen(Visit, request, pk)


@visit_router.get("", response=VisitPage, summary="Visits that you may see, newest first")
def visits(request: Any, window: Query[Window], wanted: Query[VisitFilter]) -> Any:
    rows = Visit.objects.visible_to(request.user).filter(**wanted.dict(exclude_none=True)).select_related("customer")
    return page_of(rows, window)


@visit_router.post("", response=VisitOut, summary="Plan a visit")
def plan(request: Any, payload: VisitIn) -> Any:
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=payload.customer_id)
    return actions.plan_visit(customer, actor=request.user, now=timezone.now(), **payload.dict(exclude={"customer_id"}))


@visit_router.get("/{pk}", response=VisitOut, summary="One visit")
def visit(request: Any, pk: int) -> Any:
    return _seen(request, pk)


@visit_router.post("/{pk}/preparation", response=VisitOut, summary="Say what is prepared")
def preparation(request: Any, pk: int, payload: TicksIn) -> Any:
    return actions.tick_preparation(_seen(request, pk), ticked=payload.ticked, actor=request.user, now=timezone.now())


@visit_router.post("/{pk}/arrival", response=VisitOut, summary="Arrive")
def arrival(request: Any, pk: int, payload: ArrivalIn) -> Any:
    return actions.arrive(_seen(request, pk), where=Where(**payload.dict()), actor=request.user, now=timezone.now())


@visit_router.post("/{pk}/report", response=VisitOut, summary="Report what came of it, with the next step")
def report(request: Any, pk: int, payload: ReportIn) -> Any:
    step = NextStep(payload.next_title, payload.next_due_at, no_next_reason=payload.no_next_reason)
    return actions.report(
        _seen(request, pk), text=payload.text, result=payload.result, next_step=step,
        questions=[Question(one.question, one.due_at) for one in payload.questions], told=payload.dict(), actor=request.user,
        now=timezone.now(),
    )


add_record_routes(visit_router, Visit)

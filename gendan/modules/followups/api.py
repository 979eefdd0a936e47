"""Follow-ups over REST."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.own import FILTERED, WithOwn, narrowed, own_field, saved
from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, add_story_routes, person, seen
from gendan.api.schemas import Page
from gendan.modules.customers.models import Customer
from gendan.modules.followups import actions, subjects
from gendan.modules.followups.access import KIND
from gendan.modules.followups.models import Activity, Attitude, Promise, Result, Way
from gendan.spine import records
from gendan.spine.refusal import Refusal

router = Router(tags=["followups"])
promise_router = Router(tags=["promises"])


class ActivityOut(WithOwn):
    """One contact with a customer; `attempt` counts the tries to reach the person, `seconds` is the length."""

    id: int
    customer_id: int
    contact_id: int | None
    record_kind: str
    record_id: int | None
    way: str
    at: datetime
    seconds: int | None
    attempt: int
    text: str
    result: str
    attitude: str
    effect: str
    checked: list[str]
    owner_id: int | None
    next_todo_id: int | None
    no_next_reason: str
    created_at: datetime
    own: dict[str, Any] = own_field(KIND)


class ActivityPage(Page):
    items: list[ActivityOut]


class ActivityIn(Schema):
    """What happened and what comes next; without a next step the reason is needed. `once` makes retries harmless."""

    customer_id: int
    contact_id: int | None = None
    record_kind: str = ""
    record_id: int | None = None
    way: Way = Way.CALL
    at: datetime | None = None
    seconds: int | None = Field(None, ge=0)
    text: str = ""
    result: str = ""
    attitude: str = ""
    effect: str = ""
    purpose: str = ""
    checked: list[Annotated[str, Field(max_length=200)]] = Field([], max_length=60, description="points of a check-list, in words")
    next_title: str = ""
    next_due_at: datetime | None = None
    next_way: str = ""
    next_assignee_id: int | None = None
    no_next_reason: str = ""
    promise_question: str = ""
    promise_due_at: datetime | None = None
    once: UUID | None = None
    own: dict[str, Any] | None = own_field(KIND, given=True)


class ActivityChange(Schema):
    """What may be corrected afterwards."""

    text: str = ""
    result: Result | Literal[""] = ""
    attitude: Attitude | Literal[""] = ""
    effect: str = ""
    own: dict[str, Any] | None = own_field(KIND, given=True)


class MaterialIn(Schema):
    """Material on its way (F02.4)."""

    customer_id: int
    what: str = Field(min_length=1, max_length=200)
    arrives_at: datetime
    technical: bool = False
    carrier: str = ""


class MaterialOut(Schema):
    """Material on its way, and the to-do that it made."""

    id: int
    customer_id: int
    what: str
    technical: bool
    arrives_at: datetime
    todo_id: int | None


class PromiseOut(Schema):
    """An answer promised to a customer."""

    id: int
    customer_id: int
    question: str
    due_at: datetime
    answer: str
    answered_at: datetime | None
    kept: bool | None
    state: str
    owner_id: int | None


class PromisePage(Page):
    items: list[PromiseOut]


class PromiseIn(Schema):
    """A question that gets its answer on a date (F02.6)."""

    customer_id: int
    question: str = Field(min_length=1, max_length=300)
    due_at: datetime


class FollowupFilter(Schema):
    """Narrow the list."""

    customer_id: int | None = None
    owner_id: int | None = None


def _customer(request: Any, pk: int) -> Customer:
    return get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)


def _subject(request: Any, payload: ActivityIn) -> Any:
    """The record that the activity is about, seen with the rights of the caller."""
    if not payload.record_kind or payload.record_kind == "customers.customer":
        return None
    if not subjects.is_subject(payload.record_kind):
        raise Refusal(f"activities are not written on {payload.record_kind}", field="record_kind", code="invalid")
    return seen(records.model_of(payload.record_kind), request, payload.record_id or 0)


@router.get("", response=ActivityPage, summary="Follow-ups that you may see, newest first", openapi_extra={FILTERED: KIND})
def followups(request: Any, window: Query[Window], wanted: Query[FollowupFilter]) -> Any:
    rows = Activity.objects.visible_to(request.user).filter(**wanted.dict(exclude_none=True))
    return page_of(narrowed(rows, request), window)


@router.post("", response=ActivityOut, summary="Log a contact with its next step")
def log(request: Any, payload: ActivityIn) -> Any:
    customer = _customer(request, payload.customer_id)
    contact = get_object_or_404(customer.contacts, pk=payload.contact_id) if payload.contact_id else None
    assignee = person(payload.next_assignee_id) if payload.next_assignee_id else None
    told = payload.dict(include={"way", "at", "seconds", "text", "result", "attitude", "effect", "purpose",
                                 "promise_question", "promise_due_at", "once", "checked"})
    step = actions.NextStep(payload.next_title, payload.next_due_at, payload.next_way, assignee, payload.no_next_reason)
    now, subject = timezone.now(), _subject(request, payload)

    def save() -> Activity:
        return actions.log_activity(customer, actor=request.user, now=now, contact=contact, subject=subject, next_step=step, **told)

    return saved(save, own=payload.own, actor=request.user, now=now, new=True, complete=True)


@router.post("/materials", response=MaterialOut, summary="Note material on its way")
def material(request: Any, payload: MaterialIn) -> Any:
    values = payload.dict(exclude={"customer_id"})
    return actions.send_material(
        _customer(request, payload.customer_id), actor=request.user, now=timezone.now(), **values
    )


@router.get("/{pk}", response=ActivityOut, summary="One follow-up")
def followup(request: Any, pk: int) -> Any:
    return seen(Activity, request, pk)


@router.patch("/{pk}", response=ActivityOut, summary="Correct what was written")
def correct(request: Any, pk: int, payload: ActivityChange) -> Any:
    row, now = seen(Activity, request, pk), timezone.now()

    def save() -> Activity:
        return actions.change_activity(row, actor=request.user, now=now, **payload.dict(exclude_unset=True, exclude={"own"}))

    return saved(save, own=payload.own, actor=request.user, now=now)


@promise_router.get("", response=PromisePage, summary="Promises that you may see, newest first")
def promises(request: Any, window: Query[Window], wanted: Query[FollowupFilter]) -> Any:
    return page_of(Promise.objects.visible_to(request.user).filter(**wanted.dict(exclude_none=True)), window)


@promise_router.post("", response=PromiseOut, summary="Promise an answer for a date")
def promise(request: Any, payload: PromiseIn) -> Any:
    return actions.make_promise(
        _customer(request, payload.customer_id), question=payload.question, due_at=payload.due_at,
        actor=request.user, now=timezone.now(),
    )


@promise_router.get("/{pk}", response=PromiseOut, summary="One promise")
def one_promise(request: Any, pk: int) -> Any:
    return seen(Promise, request, pk)


add_story_routes(router, Activity)
add_record_routes(promise_router, Promise)

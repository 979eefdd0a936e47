"""Monthly plans over REST: the months, their actions, ticking and dropping."""

from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.api.schemas import Page
from gendan.modules.customers.models import Customer
from gendan.modules.plans import actions, queries
from gendan.modules.plans.models import Action, Plan
from gendan.spine.access.queries import require_any

router = Router(tags=["plans"])
action_router = Router(tags=["plan_actions"])


class ActionOut(Schema):
    """One action; `sign` is ☆, ● or ★ as it stands in the grid."""

    id: int
    plan_id: int
    customer_id: int
    customer: str = Field(alias="customer.name")
    day: date
    way: str
    title: str
    kind: str
    result: str
    note: str
    sign: str
    carried_from_id: int | None
    activity_id: int | None
    done_at: datetime | None


class PlanOut(Schema):
    """One month of one customer manager."""

    id: int
    owner_id: int
    month: date
    state: str
    results_due_on: date
    analysis: str
    left_out: int
    next_due_at: datetime | None


class PlanPage(Page):
    items: list[PlanOut]


class PlanFilter(Schema):
    """Narrow the list."""

    owner_id: int | None = None
    month: date | None = None
    state: str | None = None


class MonthIn(Schema):
    """The first day of a month."""

    month: date


class ActionIn(Schema):
    """An action to put in."""

    customer_id: int
    day: date
    way: str = "visit"
    title: str = Field("", max_length=120)


class ChangeIn(Schema):
    """Another day, way or words."""

    day: date
    way: str
    title: str = Field("", max_length=120)


class ResultIn(Schema):
    """`result` is done or not_done; the latter says why."""

    result: str = Field(pattern="^(done|not_done)$")
    note: str = Field("", max_length=300)


class DropIn(Schema):
    """Why it is dropped."""

    reason: str = Field("", max_length=200)


@router.get("", response=PlanPage, summary="Monthly plans that you may see, newest first")
def plans(request: Any, window: Query[Window], wanted: Query[PlanFilter]) -> Any:
    return page_of(Plan.objects.visible_to(request.user).filter(**wanted.dict(exclude_none=True)), window)


@router.post("", response=PlanOut, summary="Begin your own month: carried over and generated; an existing one is returned")
def begin(request: Any, payload: MonthIn) -> Any:
    require_any(request.user, "create", Plan)
    month = payload.month.replace(day=1)
    return actions.begin_month(request.user, month=month, actor=request.user, now=timezone.now())


@router.get("/{pk}", response=PlanOut, summary="One month")
def plan(request: Any, pk: int) -> Any:
    return seen(Plan, request, pk)


@router.get("/{pk}/actions", response=list[ActionOut], summary="What the grid of a month shows")
def month_actions(request: Any, pk: int) -> Any:
    return queries.in_the_plan(seen(Plan, request, pk)).order_by("day", "pk")


@router.post("/{pk}/actions", response=ActionOut, summary="Put an action in")
def put(request: Any, pk: int, payload: ActionIn) -> Any:
    row = seen(Plan, request, pk)
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=payload.customer_id)
    values = payload.dict(exclude={"customer_id"})
    return actions.add_action(row, customer=customer, actor=request.user, now=timezone.now(), **values)


@action_router.get("/{pk}", response=ActionOut, summary="One action")
def action(request: Any, pk: int) -> Any:
    return seen(Action, request, pk)


@action_router.patch("/{pk}", response=ActionOut, summary="Another day, way or words")
def change(request: Any, pk: int, payload: ChangeIn) -> Any:
    return actions.change_action(seen(Action, request, pk), actor=request.user, now=timezone.now(), **payload.dict())


@action_router.post("/{pk}/result", response=ActionOut, summary="Tick it, or say why it was not done")
def tick(request: Any, pk: int, payload: ResultIn) -> Any:
    return actions.finish_action(seen(Action, request, pk), actor=request.user, now=timezone.now(), **payload.dict())


@action_router.post("/{pk}/drop", response={204: None}, summary="Take it out of the plan")
def drop(request: Any, pk: int, payload: DropIn) -> Any:
    actions.drop_action(seen(Action, request, pk), actor=request.user, now=timezone.now(), reason=payload.reason)
    return 204, None


add_record_routes(router, Plan)

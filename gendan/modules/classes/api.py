"""The classes over REST: who stands where by turnover, who moved, and a class by hand."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.api.schemas import Page
from gendan.modules.classes import actions
from gendan.modules.classes.models import Override, Shift, Standing, Submission, SubmittedCustomer
from gendan.modules.customers.models import Customer

router = Router(tags=["classes"])
submission_router = Router(tags=["submissions"])
Letter = Literal["A", "B", "C"]


class StandingOut(Schema):
    """Where a customer stands by turnover; `abc` is what the turnover says, `abc_now` what counts."""

    customer_id: int
    name: str = Field(alias="customer.name")
    rank: int
    turnover: Decimal
    purchases: int
    running: Decimal
    abc: str
    abc_now: str = Field(alias="customer.abc")
    first_on: date
    last_on: date


class StandingPage(Page):
    items: list[StandingOut]


class ShiftOut(Schema):
    """A customer whose class by turnover changed."""

    customer_id: int
    name: str = Field(alias="customer.name")
    day: date = Field(alias="run.day")
    before: str
    after: str
    turnover_before: Decimal | None
    turnover: Decimal
    rank_before: int | None
    rank: int
    held: bool


class ShiftPage(Page):
    items: list[ShiftOut]


class Narrow(Schema):
    """Narrow the list."""

    abc: Letter | None = None


class ClassIn(Schema):
    """A class by hand, why, and until when."""

    abc: Letter
    reason: str = Field(min_length=1, max_length=200)
    until: date | None = None


class OverrideOut(Schema):
    """A class set by hand."""

    customer_id: int
    abc: str
    instead_of: str
    reason: str
    until: date | None
    set_by_id: int


@router.get("", response=StandingPage, summary="Customers by turnover")
def standings(request: Any, window: Query[Window], wanted: Query[Narrow]) -> Any:
    rows = Standing.objects.visible_to(request.user).filter(customer__deleted_at=None).select_related("customer")
    return page_of(rows.filter(**wanted.dict(exclude_none=True)), window)


@router.get("/moves", response=ShiftPage, summary="Customers whose class by turnover changed, newest first")
def moves(request: Any, window: Query[Window]) -> Any:
    rows = Shift.objects.visible_to(request.user).filter(customer__deleted_at=None)
    return page_of(rows.select_related("customer", "run"), window)


@router.post("/{pk}", response=OverrideOut, summary="Set a customer's class by hand")
def set_class(request: Any, pk: int, payload: ClassIn) -> Any:
    return actions.set_class(seen(Customer, request, pk), actor=request.user, now=timezone.now(), **payload.dict())


@router.delete("/{pk}", response=OverrideOut, summary="Let the turnover speak again")
def end_override(request: Any, pk: int) -> Any:
    rows = Override.objects.visible_to(request.user).select_related("customer")
    return actions.end_override(get_object_or_404(rows, customer_id=pk, ended_at=None), actor=request.user, now=timezone.now())


class SubmissionOut(Schema):
    """The customer data of a department for a month; `figures` are frozen at submission."""

    id: int
    department_id: int
    owner_id: int | None
    month: date
    due_on: date
    state: str
    submitted_at: datetime | None
    late: bool
    figures: dict[str, Any]
    sampled: int | None
    correct: int | None
    finding: str


class SubmissionPage(Page):
    items: list[SubmissionOut]


class LineOut(Schema):
    """A customer as it was submitted."""

    customer_id: int
    completeness: int
    problems: list[str]


@submission_router.get("", response=SubmissionPage, summary="Monthly customer data that you may see, newest first")
def submissions(request: Any, window: Query[Window]) -> Any:
    return page_of(Submission.objects.visible_to(request.user), window)


@submission_router.get("/{pk}", response=SubmissionOut, summary="The customer data of one month")
def submission(request: Any, pk: int) -> Any:
    return seen(Submission, request, pk)


@submission_router.get("/{pk}/customers", response=list[LineOut], summary="What was submitted, of the customers that you see")
def submitted(request: Any, pk: int) -> Any:
    row = seen(Submission, request, pk)
    return SubmittedCustomer.objects.visible_to(request.user).filter(submission=row)


add_record_routes(submission_router, Submission)

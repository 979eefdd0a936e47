"""The classes over REST: who stands where by turnover, who moved, and a class by hand."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import seen
from gendan.api.schemas import Page
from gendan.modules.classes import actions
from gendan.modules.classes.models import Override, Shift, Standing
from gendan.modules.customers.models import Customer

router = Router(tags=["classes"])
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

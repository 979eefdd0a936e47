"""Orders over REST: orders with their lines and progress, coordinations, changes and rush requests."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_move_routes, add_record_routes, seen
from gendan.api.schemas import Page
from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.orders import actions, queries
from gendan.modules.orders.models import Change, Coordination, Order, Rush

router = Router(tags=["orders"])
coordination_router = Router(tags=["coordinations"])
change_router = Router(tags=["order-changes"])
rush_router = Router(tags=["rushes"])


class LineOut(Schema):
    """A line of the newest version; amounts in the order's currency."""

    key: int
    product_id: int | None
    name: str
    specification: str
    quantity: Decimal
    unit: str
    price: Decimal
    tax_rate: Decimal
    amount: Decimal


class LineIn(Schema):
    """A product wanted; without a price the one of the catalogue."""

    product_id: int
    quantity: Decimal = Field(gt=0)
    price: Decimal | None = Field(default=None, ge=0)


class OrderOut(Schema):
    """An order as its newest version says it."""

    id: int
    number: str
    name: str
    customer_id: int
    opportunity_id: int | None
    customer_number: str
    market: str
    currency: str
    amount: Decimal
    amount_cny: Decimal
    payment_terms: str
    ordered_on: date
    wanted_on: date | None
    quoted_days: int | None
    promised_on: date | None
    first_promised_on: date | None
    shipped_on: date | None
    special: bool
    requirement: str
    packaging: str
    from_stock: bool
    rush: bool
    state: str
    stage: str
    version: int
    notice_number: str
    owner_id: int | None
    next_due_at: datetime | None
    revision: int


class OrderPage(Page):
    items: list[OrderOut]


class OrderIn(Schema):
    """A new order, by itself or from an opportunity."""

    customer_id: int | None = None
    opportunity_id: int | None = None
    name: str = Field(default="", max_length=160)
    customer_number: str = Field(default="", max_length=60)
    market: str | None = None
    currency: str = "CNY"
    payment_terms: str = Field(default="", max_length=200)
    wanted_on: date | None = None
    quoted_days: int | None = None
    special: bool = False
    requirement: str = ""
    packaging: str = Field(default="", max_length=200)
    from_stock: bool = False
    lines: list[LineIn] = []


class OrderChange(Schema):
    """Fields of a draft; what is left out stays."""

    name: str | None = None
    customer_number: str | None = None
    payment_terms: str | None = None
    wanted_on: date | None = None
    quoted_days: int | None = None
    special: bool | None = None
    requirement: str | None = None
    packaging: str | None = None
    from_stock: bool | None = None
    revision: int | None = None


class PromiseIn(Schema):
    """The day to promise; another one than before needs its reason."""

    on: date
    reason: str = ""


class CheckOut(Schema):
    """What the check of capacity and material says."""

    earliest_on: date | None
    material_on: date
    waits_for: str = ""
    unchecked: list[str]


class ProgressOut(Schema):
    """A stage; `line_key` 0 is the order as a whole."""

    line_key: int
    stage: str
    planned_on: date
    first_planned_on: date
    actual_on: date | None
    note: str


class ProgressIn(Schema):
    """A stage done or planned."""

    stage: str
    line_key: int = 0
    actual_on: date | None = None
    planned_on: date | None = None
    note: str = ""


class ChangeIn(Schema):
    """A wish to change a noticed order."""

    kind: str
    reason: str = Field(min_length=1, max_length=200)
    asked_by: str = "customer"
    line_key: int | None = None
    product_id: int | None = None
    quantity: Decimal | None = None
    price: Decimal | None = None
    new_on: date | None = None
    text: str = ""


class ChangeOut(Schema):
    """A change that was asked for; `allowed` is what the stage said to it."""

    id: int
    number: str
    order_id: int
    kind: str
    stage: str
    allowed: str
    state: str
    reason: str
    asked_by: str
    line_key: int | None
    product_id: int | None
    quantity: Decimal | None
    price: Decimal | None
    new_on: date | None
    text: str


class ChangePage(Page):
    items: list[ChangeOut]


class RushIn(Schema):
    """Who presses, for when, and why."""

    requester: str = Field(min_length=1, max_length=60)
    wanted_on: date
    reason: str = Field(min_length=1, max_length=200)


class RushOut(Schema):
    """A request to go first."""

    id: int
    number: str
    order_id: int
    requester: str
    wanted_on: date
    reason: str
    state: str
    opinion: str


class RushPage(Page):
    items: list[RushOut]


class CoordinationOut(Schema):
    """A special order that is being made possible."""

    id: int
    number: str
    order_id: int
    state: str
    trial: str
    structure_only: bool
    finished_on: date | None


class CoordinationPage(Page):
    items: list[CoordinationOut]


class FormulaIn(Schema):
    """The next version of formula and process."""

    process: str = Field(min_length=1)
    formula: str = ""
    materials: str = ""
    structure_only: bool = False


class FormulaOut(Schema):
    number: int
    formula: str
    process: str
    materials: str


def _wanted(request: Any, lines: list[LineIn]) -> list[tuple[Product, Decimal, Decimal | None]]:
    return [(seen(Product, request, one.product_id), one.quantity, one.price) for one in lines]


@router.get("", response=OrderPage, summary="Orders that you may see")
def orders(request: Any, window: Query[Window]) -> Any:
    return page_of(Order.objects.visible_to(request.user), window)


@router.post("", response=OrderOut, summary="Enter an order")
def enter(request: Any, payload: OrderIn) -> Any:
    values = payload.dict(exclude={"customer_id", "opportunity_id", "lines"}, exclude_none=True)
    if payload.opportunity_id is not None:
        source = seen(Opportunity, request, payload.opportunity_id)
        return actions.register_from_opportunity(source, actor=request.user, now=timezone.now(), **values)
    customer = seen(Customer, request, payload.customer_id or 0)
    return actions.enter_order(customer, actor=request.user, now=timezone.now(), lines=_wanted(request, payload.lines), **values)


@router.get("/{pk}", response=OrderOut, summary="One order")
def order(request: Any, pk: int) -> Any:
    return seen(Order, request, pk)


@router.patch("/{pk}", response=OrderOut, summary="Change a draft")
def change(request: Any, pk: int, payload: OrderChange) -> Any:
    values = payload.dict(exclude={"revision"}, exclude_unset=True)
    return actions.change_order(seen(Order, request, pk), actor=request.user, now=timezone.now(), revision=payload.revision, **values)


@router.get("/{pk}/lines", response=list[LineOut], summary="Its lines, by the newest version")
def lines(request: Any, pk: int) -> Any:
    return queries.lines_of(seen(Order, request, pk))


@router.put("/{pk}/lines", response=list[LineOut], summary="Replace the products of a draft")
def set_lines(request: Any, pk: int, payload: list[LineIn]) -> Any:
    record = seen(Order, request, pk)
    made = actions.set_lines(record, lines=_wanted(request, payload), actor=request.user, now=timezone.now())
    return queries.lines_of(made)


@router.get("/{pk}/check", response=CheckOut, summary="When it could leave, by capacity and key materials")
def check(request: Any, pk: int) -> Any:
    found = actions.check_order(seen(Order, request, pk), actor=request.user, now=timezone.now())
    return {
        "earliest_on": found.earliest_on, "material_on": found.material_on, "unchecked": list(found.unchecked),
        "waits_for": found.waits_for.name if found.waits_for else "",
    }


@router.post("/{pk}/promise", response=OrderOut, summary="Promise a day")
def promise(request: Any, pk: int, payload: PromiseIn) -> Any:
    record = seen(Order, request, pk)
    return actions.promise_date(record, on=payload.on, reason=payload.reason, actor=request.user, now=timezone.now())


@router.get("/{pk}/progress", response=list[ProgressOut], summary="Planned and actual days of its stages")
def progress(request: Any, pk: int) -> Any:
    return seen(Order, request, pk).progress.all()


class TellingOut(Schema):
    """What the customer was told of a moved day; `state` is how far what was sent has come, "" where a person told him."""

    way: str
    told: str
    text: str
    at: datetime
    state: str


class MoveOut(Schema):
    """A promised day that was moved, and how the customer heard of it."""

    old: date
    new: date
    reason: str
    told_at: datetime | None
    tellings: list[TellingOut]


@router.get("/{pk}/promises", response=list[MoveOut], summary="How the promised day moved, and what the customer was told")
def promises(request: Any, pk: int) -> Any:
    return seen(Order, request, pk).promise_moves.prefetch_related("tellings__mail", "tellings__message")


@router.post("/{pk}/progress", response=OrderOut, summary="Write a stage as done or planned")
def record_stage(request: Any, pk: int, payload: ProgressIn) -> Any:
    return actions.record_stage(seen(Order, request, pk), **payload.dict(), actor=request.user, now=timezone.now())


@router.post("/{pk}/changes", response=ChangeOut, summary="Ask for a change of a noticed order")
def ask_change(request: Any, pk: int, payload: ChangeIn) -> Any:
    values = payload.dict(exclude={"product_id"})
    product = seen(Product, request, payload.product_id) if payload.product_id is not None else None
    return actions.ask_change(seen(Order, request, pk), **values, product=product, actor=request.user, now=timezone.now())


class DifferenceOut(Schema):
    """One thing that is to become different, in words."""

    what: str
    old: str
    new: str


@router.get("/{pk}/contract", response=list[DifferenceOut], summary="What its changed contract says otherwise")
def contract_differences(request: Any, pk: int) -> Any:
    record = seen(Order, request, pk)
    contract = queries.binding(record)
    return actions.differences_from(record, contract) if contract is not None else []


@router.post("/{pk}/contract", response=OrderOut, summary="Follow the changed contract")
def follow_contract(request: Any, pk: int) -> Any:
    record = seen(Order, request, pk)
    actions.follow_contract(record, actor=request.user, now=timezone.now())
    return seen(Order, request, pk)


@router.post("/{pk}/rushes", response=RushOut, summary="Ask that it goes first")
def ask_rush(request: Any, pk: int, payload: RushIn) -> Any:
    return actions.ask_rush(seen(Order, request, pk), **payload.dict(), actor=request.user, now=timezone.now())


add_record_routes(router, Order)


@change_router.get("", response=ChangePage, summary="Changes that you may see")
def changes(request: Any, window: Query[Window]) -> Any:
    return page_of(Change.objects.visible_to(request.user), window)


@rush_router.get("", response=RushPage, summary="Rush requests that you may see")
def rushes(request: Any, window: Query[Window]) -> Any:
    return page_of(Rush.objects.visible_to(request.user), window)


@coordination_router.get("", response=CoordinationPage, summary="Coordinations that you may see")
def coordinations(request: Any, window: Query[Window]) -> Any:
    return page_of(Coordination.objects.visible_to(request.user), window)


@coordination_router.post("/{pk}/formulas", response=FormulaOut, summary="Write formula and process")
def write_formula(request: Any, pk: int, payload: FormulaIn) -> Any:
    record = seen(Coordination, request, pk)
    return actions.write_formula(record, **payload.dict(), actor=request.user, now=timezone.now())


for _router, _model in ((change_router, Change), (rush_router, Rush), (coordination_router, Coordination)):
    add_move_routes(_router, _model)

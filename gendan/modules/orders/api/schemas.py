"""What REST takes and gives of orders and what belongs to them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from ninja import Field, Schema

from gendan.api.own import WithOwn, own_field
from gendan.api.schemas import Page
from gendan.modules.orders.access import ORDER


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


class OrderOut(WithOwn):
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
    own: dict[str, Any] = own_field(ORDER)


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
    own: dict[str, Any] | None = own_field(ORDER, given=True)


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
    own: dict[str, Any] | None = own_field(ORDER, given=True)


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


class TellingOut(Schema):
    """What the customer was told of a moved day; `state` is how far what was sent has come, "" where a person told him."""

    way: str
    told: str
    text: str
    at: datetime
    state: str


class PromiseMoveOut(Schema):
    """A promised day that was moved, and how the customer heard of it."""

    old: date
    new: date
    reason: str
    told_at: datetime | None
    tellings: list[TellingOut]


class ConfirmationOut(Schema):
    """What the customer was asked to confirm; `verdict` is empty while his answer is awaited."""

    id: int
    subject: str
    note: str
    attachment_id: int | None
    version: int
    asked_at: datetime
    verdict: str
    answered_by: str
    answered_how: str
    words: str
    answered_at: datetime | None


class ConfirmationIn(Schema):
    """What the customer is asked to confirm; the file is one of the order's."""

    subject: str = Field(min_length=1, max_length=120)
    note: str = Field(default="", max_length=300)
    attachment_id: int | None = None


class ConfirmationAnswer(Schema):
    """What the customer said: confirmed or declined."""

    verdict: Literal["confirmed", "declined"]
    name: str = Field(min_length=1, max_length=60)
    how: str = Field(min_length=1, max_length=60)
    said: str = Field(default="", max_length=300)


class OrderDifferenceOut(Schema):
    """One thing that is to become different, in words."""

    what: str
    old: str
    new: str

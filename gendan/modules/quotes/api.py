"""Quotations over REST: the same verbs, rules and words as the pages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.masking import Masked
from gendan.api.own import FILTERED, WithOwn, narrowed, own_field, saved
from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, person, seen
from gendan.api.schemas import Page
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.quotes import actions, queries
from gendan.modules.quotes.access import KIND
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.pasting import MOST, Row

router = Router(tags=["quotes"])


class QuoteOut(Masked, WithOwn):
    """A quotation; `amount` in its currency with tax, `amount_cny` in yuan. Costs are null for those who do not read them."""

    mask_kind: ClassVar[str] = KIND
    id: int
    number: str
    name: str
    customer_id: int
    contact_id: int | None
    opportunity_id: int | None
    market: str
    enquiry: str
    enquired_at: datetime
    wanted: str
    due_on: date
    currency: str
    amount: Decimal
    amount_cny: Decimal
    margin_percent: Decimal | None
    round: int
    valid_until: date | None
    first_sent_at: datetime | None
    last_sent_at: datetime | None
    same_day: bool | None
    repeats: int
    approver_id: int | None
    accepted_by: str
    accepted_at: datetime | None
    answer: str
    state: str
    state_kind: str
    state_since: datetime | None
    owner_id: int | None
    department_id: int | None
    next_title: str
    next_due_at: datetime | None
    created_at: datetime
    updated_at: datetime
    revision: int
    own: dict[str, Any] = own_field(KIND)


class QuotePage(Page):
    items: list[QuoteOut]


class QuoteIn(Schema):
    """A new enquiry; the price is due by the end of the same day at work (F68.2)."""

    customer_id: int
    name: str = Field(max_length=160)
    contact_id: int | None = None
    opportunity_id: int | None = None
    market: str = "domestic"
    enquiry: str = "mail"
    enquired_at: datetime | None = None
    currency: str = "CNY"
    wanted: str = ""
    own: dict[str, Any] | None = own_field(KIND, given=True)


class QuoteChange(Schema):
    """Fields to change; `revision` as it was read, so that nobody's work is overwritten."""

    revision: int
    name: str | None = None
    market: str | None = None
    enquiry: str | None = None
    enquired_at: datetime | None = None
    wanted: str | None = None
    own: dict[str, Any] | None = own_field(KIND, given=True)


class QuoteFilter(Schema):
    """Narrow the list."""

    state: str | None = None
    owner_id: int | None = None
    customer_id: int | None = None
    opportunity_id: int | None = None
    same_day: bool | None = None


class LineIn(Schema):
    """A line; what is left out comes from the product and the customer's price list."""

    code: str = Field("", max_length=60)
    name: str = Field("", max_length=160)
    specification: str = Field("", max_length=200)
    quantity: Decimal = Field(Decimal(1), gt=0, max_digits=14, decimal_places=3)
    unit: str = Field("", max_length=20)
    price: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=4)
    tax_rate: Decimal | None = Field(None, ge=0, le=100)
    factory_price: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=4)


class LinesIn(Schema):
    """All lines of the version that is being written."""

    revision: int | None = None
    lines: list[LineIn] = Field(max_length=MOST)


class LineOut(Masked):
    """A line as it was offered."""

    mask_kind: ClassVar[str] = KIND
    product_id: int | None
    name: str
    specification: str
    quantity: Decimal
    unit: str
    price: Decimal
    tax_rate: Decimal
    amount: Decimal
    list_price: Decimal | None
    floor: Decimal | None
    factory_price: Decimal | None


class TermsIn(Schema):
    """Terms and costs to change; costs only by those who read them."""

    revision: int | None = None
    currency: str | None = None
    incoterm: str | None = None
    incoterm_place: str | None = None
    payment_terms: str | None = None
    delivery_terms: str | None = None
    valid_until: date | None = None
    note: str | None = None
    domestic_costs: Decimal | None = Field(None, ge=0)
    freight: Decimal | None = Field(None, ge=0)
    carrier: str | None = None
    company_costs: Decimal | None = Field(None, ge=0)
    profit_percent: Decimal | None = Field(None, ge=0, lt=100)


class VersionOut(Masked):
    """A version; what was sent is never changed."""

    mask_kind: ClassVar[str] = KIND
    number: int
    round: int
    reason: str
    currency: str
    rate: Decimal
    incoterm: str
    incoterm_place: str
    payment_terms: str
    delivery_terms: str
    valid_until: date | None
    note: str
    domestic_costs: Decimal | None
    freight: Decimal | None
    company_costs: Decimal | None
    profit_percent: Decimal | None
    amount: Decimal
    amount_cny: Decimal
    cost: Decimal | None
    margin: Decimal | None
    margin_percent: Decimal | None
    depth: Decimal
    approved_by_id: int | None
    approved_at: datetime | None
    sent_by_id: int | None
    sent_at: datetime | None
    file_name: str


class AssignIn(Schema):
    """Who takes it over, and why."""

    owner_id: int
    reason: str = Field(min_length=1, max_length=200)


@router.get("", response=QuotePage, summary="Quotations that you may see, newest first", openapi_extra={FILTERED: KIND})
def quotes(request: Any, window: Query[Window], wanted: Query[QuoteFilter]) -> Any:
    rows = Quote.objects.visible_to(request.user).filter(**wanted.dict(exclude_none=True))
    return page_of(narrowed(rows, request), window)


@router.post("", response=QuoteOut, summary="Enter an enquiry")
def create(request: Any, payload: QuoteIn) -> Any:
    now = timezone.now()
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=payload.customer_id)
    values = payload.dict(exclude={"customer_id", "contact_id", "opportunity_id", "own"})
    if payload.opportunity_id is not None:
        values["opportunity"] = get_object_or_404(Opportunity.objects.visible_to(request.user), pk=payload.opportunity_id)
    if payload.contact_id is not None:
        values["contact"] = get_object_or_404(Contact.objects.visible_to(request.user), pk=payload.contact_id)
    return saved(
        lambda: actions.new_quote(customer, actor=request.user, now=now, **values), own=payload.own, actor=request.user, now=now,
        new=True,
    )


@router.get("/{pk}", response=QuoteOut, summary="One quotation")
def quote(request: Any, pk: int) -> Any:
    return seen(Quote, request, pk)


@router.patch("/{pk}", response=QuoteOut, summary="Correct the enquiry")
def change(request: Any, pk: int, payload: QuoteChange) -> Any:
    record, now = seen(Quote, request, pk), timezone.now()
    values = payload.dict(exclude_unset=True, exclude={"revision", "own"})
    return saved(
        lambda: actions.change_quote(record, values=values, revision=payload.revision, actor=request.user, now=now),
        own=payload.own, actor=request.user, now=now,
    )


@router.get("/{pk}/lines", response=list[LineOut], summary="The lines of the present version")
def lines(request: Any, pk: int) -> Any:
    version = seen(Quote, request, pk).current
    return version.lines.all()


@router.put("/{pk}/lines", response=QuoteOut, summary="Replace the lines of the version that is being written")
def write_lines(request: Any, pk: int, payload: LinesIn) -> Any:
    record = seen(Quote, request, pk)
    rows = [Row(**one.dict()) for one in payload.lines]
    actions.write_lines(record, rows=rows, revision=payload.revision, actor=request.user, now=timezone.now())
    return seen(Quote, request, pk)


@router.post("/{pk}/terms", response=QuoteOut, summary="Change terms and costs of the version that is being written")
def write_terms(request: Any, pk: int, payload: TermsIn) -> Any:
    record = seen(Quote, request, pk)
    values = payload.dict(exclude_unset=True, exclude={"revision"})
    actions.write_terms(record, values=values, revision=payload.revision, actor=request.user, now=timezone.now())
    return seen(Quote, request, pk)


@router.post("/{pk}/prices-from-costs", response=QuoteOut, summary="Work the prices out from the costs")
def by_costs(request: Any, pk: int) -> Any:
    actions.price_by_costs(seen(Quote, request, pk), actor=request.user, now=timezone.now())
    return seen(Quote, request, pk)


@router.get("/{pk}/versions", response=list[VersionOut], summary="All versions, the newest first")
def versions(request: Any, pk: int) -> Any:
    return queries.versions_of(seen(Quote, request, pk))


@router.post("/{pk}/assign", response=QuoteOut, summary="Give it to another person")
def assign(request: Any, pk: int, payload: AssignIn) -> Any:
    record = seen(Quote, request, pk)
    return actions.assign_quote(
        record, owner=person(payload.owner_id), reason=payload.reason, actor=request.user, now=timezone.now()
    )


add_record_routes(router, Quote)

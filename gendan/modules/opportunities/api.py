"""Opportunities over REST: the same verbs, rules and words as the pages."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from gendan.api.masking import Masked
from gendan.api.own import FILTERED, WithOwn, narrowed, own_field, saved
from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, person, seen
from gendan.api.schemas import Page, ReasonIn
from gendan.modules.catalog.queries import products_for
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities import actions, bin, queries  # noqa: A004 the recycle bin
from gendan.modules.opportunities.models import Competitor, Opportunity

KIND = "opportunities.opportunity"
router = Router(tags=["opportunities"])
competitor_router = Router(tags=["competitors"])
COMPETITOR = "opportunities.competitor"


class OpportunityOut(Masked, WithOwn):
    """An opportunity; amounts in yuan with tax."""

    mask_kind: ClassVar[str] = KIND
    id: int
    number: str
    name: str
    customer_id: int | None
    contact_name: str
    phone: str
    source: str
    region: str
    initiation: str
    amount: Decimal | None
    expected_on: date | None
    state: str
    state_kind: str
    state_since: datetime | None
    owner_id: int | None
    department_id: int | None
    next_title: str
    next_due_at: datetime | None
    contract_number: str
    contract_amount: Decimal | None
    signed_on: date | None
    loss_reason: str
    lost_to_id: int | None
    summary: str
    lesson: str
    closed_on: date | None
    created_at: datetime
    updated_at: datetime
    revision: int
    own: dict[str, Any] = own_field(KIND)


class OpportunityPage(Page):
    items: list[OpportunityOut]


class OpportunityIn(Schema):
    """A new draft; the six mandatory fields are asked for at submission (F38.2)."""

    name: str = Field(max_length=160)
    customer_id: int | None = None
    contact_name: str = ""
    phone: str = ""
    source: str = ""
    region: str = ""
    initiation: str = ""
    amount: Decimal | None = None
    expected_on: date | None = None
    current_supplier: str = ""
    duplicate_reason: str = ""
    own: dict[str, Any] | None = own_field(KIND, given=True)


class OpportunityChange(Schema):
    """Fields to change; `revision` as it was read, so that nobody's work is overwritten."""

    revision: int
    name: str | None = None
    customer_id: int | None = None
    contact_name: str | None = None
    phone: str | None = None
    source: str | None = None
    region: str | None = None
    initiation: str | None = None
    amount: Decimal | None = None
    expected_on: date | None = None
    current_supplier: str | None = None
    duplicate_reason: str | None = None
    own: dict[str, Any] | None = own_field(KIND, given=True)


class OpportunityFilter(Schema):
    """Narrow the list."""

    state: str | None = None
    owner_id: int | None = None
    customer_id: int | None = None
    without_customer: bool | None = None


class AssignIn(Schema):
    """Who takes it over, and why."""

    owner_id: int
    reason: str = Field(min_length=1, max_length=200)


class CompetitorIn(Schema):
    """A competitor met on the way; public information only."""

    name: str = Field(min_length=1, max_length=120)
    note: str = ""
    countermeasure: str = ""


class CompetitorOut(Schema):
    """A competitor met on the way."""

    competitor_id: int
    name: str = Field(alias="competitor.name")
    note: str
    countermeasure: str
    met_at: datetime


class CheckOut(Schema):
    """What the duplicate check found at one submission, and what was decided."""

    id: int
    checked_at: datetime
    decision: str
    decided_by_id: int | None
    decided_at: datetime | None
    reason: str


class ChooseIn(Schema):
    """Whose opportunity it is."""

    customer_id: int


class LineOut(Schema):
    """A product wanted."""

    product_id: int
    quantity: Decimal
    price: Decimal | None


class LineIn(Schema):
    """A product wanted."""

    product_id: int
    quantity: Decimal = Field(gt=0)
    price: Decimal | None = Field(None, ge=0)


def _customer(request: Any, pk: int | None) -> Customer | None:
    return None if pk is None else get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)


@router.get(
    "", response=OpportunityPage, summary="Opportunities that you may see, newest first", openapi_extra={FILTERED: KIND},
)
def opportunities(request: Any, window: Query[Window], wanted: Query[OpportunityFilter]) -> Any:
    rows = Opportunity.objects.visible_to(request.user)
    given = wanted.dict(exclude_none=True)
    without_customer = given.pop("without_customer", None)
    if without_customer is not None:
        rows = rows.filter(customer__isnull=without_customer)
    return page_of(narrowed(rows.filter(**given), request), window)


@router.post("", response=OpportunityOut, summary="Enter a draft")
def draft(request: Any, payload: OpportunityIn) -> Any:
    values, now = payload.dict(exclude={"customer_id", "own"}), timezone.now()

    def save() -> Opportunity:
        customer = _customer(request, payload.customer_id)
        return actions.draft_opportunity(actor=request.user, now=now, customer=customer, **values)

    return saved(save, own=payload.own, actor=request.user, now=now, new=True)


@router.get("/bin", response=OpportunityPage, summary="The recycle bin, as far as you may restore from it")
def in_bin(request: Any, window: Query[Window]) -> Any:
    return page_of(queries.binned_for(request.user), window)


@router.post("/{pk}/bin", response={204: None}, summary="Move it to the recycle bin")
def bin_opportunity(request: Any, pk: int, payload: ReasonIn) -> Any:
    bin.move_to_bin(seen(Opportunity, request, pk), reason=payload.reason, actor=request.user, now=timezone.now())
    return Status(204, None)


@router.delete("/{pk}/bin", response={204: None}, summary="Remove it for ever from the recycle bin")
def remove_finally(request: Any, pk: int) -> Any:
    bin.remove_finally(_binned(request, pk), actor=request.user, now=timezone.now())
    return Status(204, None)


@router.post("/{pk}/restore", response=OpportunityOut, summary="Restore it from the recycle bin")
def restore(request: Any, pk: int) -> Any:
    return bin.restore(_binned(request, pk), actor=request.user, now=timezone.now())


def _binned(request: Any, pk: int) -> Opportunity:
    return get_object_or_404(queries.binned_for(request.user), pk=pk)


@router.get("/{pk}", response=OpportunityOut, summary="One opportunity")
def opportunity(request: Any, pk: int) -> Any:
    return seen(Opportunity, request, pk)


@router.patch("/{pk}", response=OpportunityOut, summary="Change fields")
def change(request: Any, pk: int, payload: OpportunityChange) -> Any:
    record, now = seen(Opportunity, request, pk), timezone.now()
    values = payload.dict(exclude_unset=True, exclude={"revision", "own"})
    if "customer_id" in values:
        values["customer"] = _customer(request, values.pop("customer_id"))

    def save() -> Opportunity:
        return actions.change_opportunity(record, actor=request.user, now=now, revision=payload.revision, **values)

    return saved(save, own=payload.own, actor=request.user, now=now)


@router.post("/{pk}/assign", response=OpportunityOut, summary="Give it to another person")
def assign(request: Any, pk: int, payload: AssignIn) -> Any:
    record = seen(Opportunity, request, pk)
    return actions.assign_opportunity(
        record, owner=person(payload.owner_id), reason=payload.reason, actor=request.user, now=timezone.now()
    )


@router.post("/{pk}/customer", response=OpportunityOut, summary="Name the customer of one that came without")
def choose_customer(request: Any, pk: int, payload: ChooseIn) -> Any:
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=payload.customer_id)
    return actions.choose_customer(
        seen(Opportunity, request, pk), customer=customer, actor=request.user, now=timezone.now()
    )


@router.get("/{pk}/competitors", response=list[CompetitorOut], summary="Competitors met")
def competitors(request: Any, pk: int) -> Any:
    return seen(Opportunity, request, pk).met.select_related("competitor").order_by("met_at", "pk")


@router.get("/{pk}/checks", response=list[CheckOut], summary="Duplicate checks and their decisions")
def checks(request: Any, pk: int) -> Any:
    return seen(Opportunity, request, pk).duplicate_checks.order_by("-checked_at", "-pk")


@router.get("/{pk}/lines", response=list[LineOut], summary="The products wanted")
def wanted_lines(request: Any, pk: int) -> Any:
    return seen(Opportunity, request, pk).lines.all()


@router.post("/{pk}/competitors", response=OpportunityOut, summary="Record a competitor met")
def meet(request: Any, pk: int, payload: CompetitorIn) -> Any:
    record = seen(Opportunity, request, pk)
    actions.meet_competitor(record, actor=request.user, now=timezone.now(), **payload.dict())
    return record


@router.put("/{pk}/lines", response=OpportunityOut, summary="Replace the products wanted")
def lines(request: Any, pk: int, payload: list[LineIn]) -> Any:
    record = seen(Opportunity, request, pk)
    catalogue = products_for(request.user)
    wanted = [(get_object_or_404(catalogue, pk=one.product_id), one.quantity, one.price) for one in payload]
    return actions.set_lines(record, lines=wanted, actor=request.user, now=timezone.now())


add_record_routes(router, Opportunity)


# -- competitors ------------------------------------------------------------------------------------------------


class CompetitorRecord(WithOwn):
    """Somebody who sells against us; public knowledge only (F39.5)."""

    id: int
    name: str
    strengths: str
    price_range: str
    own: dict[str, Any] = own_field(COMPETITOR)


class CompetitorPage(Page):
    items: list[CompetitorRecord]


class CompetitorChange(Schema):
    """What may be written."""

    name: str = Field("", max_length=120)
    strengths: str = ""
    price_range: str = Field("", max_length=120)
    own: dict[str, Any] | None = own_field(COMPETITOR, given=True)


class CompetitorNew(CompetitorChange):
    """A new competitor."""

    name: str = Field(min_length=1, max_length=120)


def _competitor_written(request: Any, record: Competitor | None, payload: CompetitorChange) -> Competitor:
    values, now = payload.dict(exclude_unset=True, exclude={"own"}), timezone.now()
    return saved(
        lambda: actions.write_competitor(record, values=values, actor=request.user, now=now), own=payload.own,
        actor=request.user, now=now, new=record is None, complete=record is None,
    )


@competitor_router.get("", response=CompetitorPage, summary="Competitors", openapi_extra={FILTERED: COMPETITOR})
def all_competitors(request: Any, window: Query[Window]) -> Any:
    return page_of(narrowed(Competitor.objects.visible_to(request.user), request), window)


@competitor_router.post("", response=CompetitorRecord, summary="Add a competitor")
def add_competitor(request: Any, payload: CompetitorNew) -> Any:
    return _competitor_written(request, None, payload)


@competitor_router.get("/{pk}", response=CompetitorRecord, summary="One competitor")
def one_competitor(request: Any, pk: int) -> Any:
    return seen(Competitor, request, pk)


@competitor_router.patch("/{pk}", response=CompetitorRecord, summary="Change a competitor")
def change_competitor(request: Any, pk: int, payload: CompetitorChange) -> Any:
    return _competitor_written(request, seen(Competitor, request, pk), payload)

"""Export consignments over REST: note, packing list, objection, and the moves of the procedure."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.api.schemas import Page
from gendan.modules.consignments import actions, queries
from gendan.modules.consignments.models import Consignment
from gendan.modules.orders.models import Order

router = Router(tags=["consignments"])


class ConsignmentOut(Schema):
    """An export consignment from the factory to the customer's port."""

    id: int
    number: str
    order_id: int
    customer_id: int
    contact_id: int | None
    part: bool
    factory: str
    sample_id: int | None
    expected_on: date | None
    finished_on: date | None
    goods: str
    consignee: str
    notify: str
    from_port: str
    to_port: str
    incoterm: str
    freight: str
    latest_on: date | None
    marks: str
    remarks: str
    clerk_id: int | None
    carrier: str
    vessel: str
    voyage: str
    booking_number: str
    closes_at: datetime | None
    sails_on: date | None
    arrives_on: date | None
    loaded_on: date | None
    container: str
    seal: str
    bill_number: str
    told_at: datetime | None
    told_how: str
    received_on: date | None
    state: str
    owner_id: int | None
    next_due_at: datetime | None


class ConsignmentPage(Page):
    items: list[ConsignmentOut]


class ConsignmentIn(Schema):
    """A part of an export order; the whole of it has its consignment from the notice on."""

    order_id: int
    part: bool = True


class NoteIn(Schema):
    """What the export consignment note says; what is left out stays."""

    factory: str | None = Field(None, max_length=120)
    sample_id: int | None = None
    expected_on: date | None = None
    part: bool | None = None
    goods: str | None = Field(None, max_length=200)
    consignee: str | None = None
    notify: str | None = None
    from_port: str | None = Field(None, max_length=80)
    to_port: str | None = Field(None, max_length=80)
    incoterm: str | None = None
    freight: str | None = None
    latest_on: date | None = None
    marks: str | None = None
    remarks: str | None = None


class PackedIn(Schema):
    """Packages of one kind; `line_key` is the line of the order, weights and volume are those of all of them together."""

    line_key: int
    packages: int = Field(gt=0, le=100_000)
    quantity: Decimal = Field(gt=0, max_digits=14, decimal_places=3)
    net_kg: Decimal = Field(ge=0, max_digits=12, decimal_places=2)
    gross_kg: Decimal = Field(ge=0, max_digits=12, decimal_places=2)
    volume_m3: Decimal = Field(ge=0, max_digits=10, decimal_places=3)


class PackedOut(PackedIn):
    """A line of the packing list."""

    position: int
    name: str
    unit: str


class PushOut(Schema):
    """What the factory said when it was asked."""

    at: datetime
    text: str
    expected_on: date | None
    by_id: int


class ObjectionIn(Schema):
    """What the customer objects to."""

    objection: str = Field(min_length=1)


@router.get("", response=ConsignmentPage, summary="Export consignments that you may see")
def consignments(request: Any, window: Query[Window]) -> Any:
    return page_of(Consignment.objects.visible_to(request.user), window)


@router.post("", response=ConsignmentOut, summary="Consign a part of an export order")
def begin(request: Any, payload: ConsignmentIn) -> Any:
    order = seen(Order, request, payload.order_id)
    return actions.begin_consignment(order, part=payload.part, actor=request.user, now=timezone.now())


@router.get("/{pk}", response=ConsignmentOut, summary="One export consignment")
def consignment(request: Any, pk: int) -> Any:
    return seen(Consignment, request, pk)


@router.patch("/{pk}", response=ConsignmentOut, summary="Write the export consignment note")
def write_note(request: Any, pk: int, payload: NoteIn) -> Any:
    record = seen(Consignment, request, pk)
    values = payload.dict(exclude_unset=True)
    if "sample_id" in values:
        wanted = values.pop("sample_id")
        values["sample"] = get_object_or_404(queries.confirmed_samples(record.customer_id), pk=wanted) if wanted else None
    return actions.write_note(record, values=values, actor=request.user, now=timezone.now())


@router.get("/{pk}/packing", response=list[PackedOut], summary="The packing list")
def packing(request: Any, pk: int) -> Any:
    return seen(Consignment, request, pk).packed.all()


@router.put("/{pk}/packing", response=list[PackedOut], summary="Write the packing list")
def write_packing(request: Any, pk: int, payload: list[PackedIn]) -> Any:
    record = seen(Consignment, request, pk)
    return actions.write_packing(record, rows=[row.dict() for row in payload], actor=request.user, now=timezone.now()).packed.all()


@router.get("/{pk}/pushes", response=list[PushOut], summary="What the factory said")
def pushes(request: Any, pk: int) -> Any:
    return seen(Consignment, request, pk).pushes.all()


@router.post("/{pk}/objection", response=ConsignmentOut, summary="The customer objects: the manager hears of it, a complaint begins")
def objection(request: Any, pk: int, payload: ObjectionIn) -> Any:
    return actions.object_to(seen(Consignment, request, pk), objection=payload.objection, actor=request.user, now=timezone.now())


add_record_routes(router, Consignment)

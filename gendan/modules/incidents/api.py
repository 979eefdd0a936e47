"""Incidents over REST: open one on all affected orders, log the carrier, see who was told what."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.api.schemas import Page
from gendan.modules.incidents import actions, queries
from gendan.modules.incidents.models import Incident, Notice
from gendan.modules.orders.models import Order

router = Router(tags=["incidents"])
notice_router = Router(tags=["incident-notices"])


class IncidentOut(Schema):
    """Something that happened to goods on their way."""

    id: int
    number: str
    mode: str
    conveyance: str
    voyage: str
    carrier: str
    place: str
    event: str
    occurred_at: datetime
    noticed_at: datetime
    notice: str
    insured: bool
    policy: str
    damage: str
    damage_text: str
    result: str
    state: str
    owner_id: int | None
    closed_at: datetime | None


class IncidentPage(Page):
    items: list[IncidentOut]


class IncidentIn(Schema):
    """The carrier's notice; `insured` is yes or no, never left open (F34.3)."""

    mode: str = "sea"
    conveyance: str = Field(min_length=1, max_length=80)
    voyage: str = Field("", max_length=80)
    carrier: str = Field(min_length=1, max_length=120)
    place: str = Field(min_length=1, max_length=120)
    event: str
    occurred_at: datetime
    notice: str = ""
    insured: bool
    policy: str = Field("", max_length=120)
    order_ids: list[int] = Field(min_length=1)


class OrdersIn(Schema):
    """More orders that were on board."""

    order_ids: list[int] = Field(min_length=1)


class EnquiryIn(Schema):
    """A line of the log with the carrier; `way` is asked or answered."""

    way: str
    channel: str
    with_whom: str = Field(min_length=1, max_length=80)
    text: str = Field(min_length=1)


class EnquiryOut(Schema):
    """A line of the log with the carrier."""

    id: int
    way: str
    at: datetime
    channel: str
    with_whom: str
    text: str


class NoticeOut(Schema):
    """What one customer has to be told."""

    id: int
    incident_id: int
    customer_id: int
    insured: bool | None
    policy: str
    told_at: datetime | None
    state: str
    owner_id: int | None


class NoticePage(Page):
    items: list[NoticeOut]


class WordOut(Schema):
    """What the customer was told, when, by which channel; `by_id` null = written by gendan."""

    at: datetime
    channel: str
    contact_id: int | None
    text: str
    by_id: int | None


class HoldOut(Schema):
    """Whether charges of an order may be asked for; if not, why, and who can lift it."""

    held: bool
    why: str
    who: str


def _orders(request: Any, ids: list[int]) -> list[Order]:
    return [seen(Order, request, pk) for pk in ids]


@router.get("", response=IncidentPage, summary="Transport incidents that you may see")
def incidents(request: Any, window: Query[Window]) -> Any:
    return page_of(Incident.objects.visible_to(request.user), window)


@router.post("", response=IncidentOut, summary="Open an incident on all affected orders")
def open_incident(request: Any, payload: IncidentIn) -> Any:
    orders = _orders(request, payload.order_ids)
    return actions.open_incident(values=payload.dict(exclude={"order_ids"}), orders=orders, actor=request.user, now=timezone.now())


@router.get("/orders/{pk}/hold", response=HoldOut, summary="Whether charges of an order may be asked for")
def hold(request: Any, pk: int) -> Any:
    return queries.hold(seen(Order, request, pk))


@router.get("/{pk}", response=IncidentOut, summary="One incident")
def incident(request: Any, pk: int) -> Any:
    return seen(Incident, request, pk)


@router.post("/{pk}/orders", response=IncidentOut, summary="More orders were on board")
def add_orders(request: Any, pk: int, payload: OrdersIn) -> Any:
    return actions.add_orders(seen(Incident, request, pk), orders=_orders(request, payload.order_ids), actor=request.user, now=timezone.now())


@router.get("/{pk}/enquiries", response=list[EnquiryOut], summary="The log with the carrier")
def enquiries(request: Any, pk: int) -> Any:
    return seen(Incident, request, pk).enquiries.all()


@router.post("/{pk}/enquiries", response=EnquiryOut, summary="Write the log with the carrier")
def note_enquiry(request: Any, pk: int, payload: EnquiryIn) -> Any:
    return actions.note_enquiry(seen(Incident, request, pk), values=payload.dict(), actor=request.user, now=timezone.now())


@notice_router.get("", response=NoticePage, summary="Notices to customers that you may see")
def notices(request: Any, window: Query[Window]) -> Any:
    return page_of(Notice.objects.visible_to(request.user), window)


@notice_router.get("/{pk}", response=NoticeOut, summary="One notice to a customer")
def notice(request: Any, pk: int) -> Any:
    return seen(Notice, request, pk)


@notice_router.get("/{pk}/told", response=list[WordOut], summary="What the customer was told")
def told(request: Any, pk: int) -> Any:
    return seen(Notice, request, pk).told.all()


add_record_routes(router, Incident)
add_record_routes(notice_router, Notice)

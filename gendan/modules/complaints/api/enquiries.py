"""Other calls over REST: taken, answered by their moves, and turned into complaints."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.api.schemas import Page
from gendan.modules.complaints import actions
from gendan.modules.complaints.api.complaints import NAMED, ComplaintIn, ComplaintOut, named
from gendan.modules.complaints.models import Enquiry
from gendan.modules.customers.models import Customer

router = Router(tags=["enquiries"])


class EnquiryOut(Schema):
    """A call that is no complaint."""

    id: int
    number: str
    matter: str
    subject: str
    text: str
    customer_id: int | None
    caller: str
    phone: str
    channel: str
    answer: str
    feasible: bool | None
    complaint_id: int | None
    state: str
    owner_id: int | None
    received_at: datetime


class EnquiryPage(Page):
    items: list[EnquiryOut]


class EnquiryIn(Schema):
    """A demand, a question or a suggestion."""

    matter: str
    subject: str = Field(min_length=1, max_length=160)
    text: str = ""
    customer_id: int | None = None
    caller: str = Field("", max_length=60)
    phone: str = Field("", max_length=40)
    channel: str = "hotline"


@router.get("", response=EnquiryPage, summary="Other calls that you may see")
def enquiries(request: Any, window: Query[Window]) -> Any:
    return page_of(Enquiry.objects.visible_to(request.user), window)


@router.post("", response=EnquiryOut, summary="Take a call")
def take(request: Any, payload: EnquiryIn) -> Any:
    values = payload.dict(exclude={"customer_id"})
    if payload.customer_id is not None:
        values["customer"] = seen(Customer, request, payload.customer_id)
    return actions.take_enquiry(values, actor=request.user, now=timezone.now())


@router.get("/{pk}", response=EnquiryOut, summary="One call")
def enquiry(request: Any, pk: int) -> Any:
    return seen(Enquiry, request, pk)


@router.post("/{pk}/complaint", response=ComplaintOut, summary="It is a complaint after all")
def turn(request: Any, pk: int, payload: ComplaintIn) -> Any:
    values = payload.dict(exclude=NAMED, exclude_unset=True) | named(request, payload)
    return actions.turn_into_complaint(seen(Enquiry, request, pk), values=values, actor=request.user, now=timezone.now())


add_record_routes(router, Enquiry)

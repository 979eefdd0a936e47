"""Returns over REST: register, inspect, decide; the service desk with its days."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.api.schemas import Page
from gendan.modules.catalog.queries import products_for
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.orders.models import Order
from gendan.modules.returns import actions, sources
from gendan.modules.returns.models import DeskDay, DeskReturn, Return, Voice, Wanted
from gendan.spine.org.queries import at_work
from gendan.spine.refusal import Refusal

router = Router(tags=["returns"])
day_router = Router(tags=["desk-days"])
desk_router = Router(tags=["desk-returns"])
voice_router = Router(tags=["desk-complaints"])
wanted_router = Router(tags=["wanted-goods"])


class ReturnOut(Schema):
    """Goods that a customer sends back."""

    id: int
    number: str
    source_kind: str
    source_id: int | None
    customer_id: int
    contact_id: int | None
    order_id: int | None
    product_id: int | None
    what: str
    batch: str
    quantity: Decimal
    unit: str
    reason: str
    defect: str
    papers: str
    received_on: date | None
    size: str
    place: str
    isolated_at: datetime | None
    inspection: str
    report_number: str
    inspected: Decimal | None
    defective: Decimal | None
    defect_rate: Decimal | None
    finding: str
    fault: str
    cause: str
    verdict: str
    settlement: str
    wish: str
    amount: Decimal | None
    promised_on: date | None
    document: str
    goods: str
    keep_until: date | None
    state: str
    owner_id: int | None


class ReturnPage(Page):
    items: list[ReturnOut]


class ReturnIn(Schema):
    """Register a return; `source_kind` and `source_id` name the record that asks for it."""

    customer_id: int
    order_id: int | None = None
    product_id: int | None = None
    contact_id: int | None = None
    what: str = Field("", max_length=160)
    batch: str = Field("", max_length=60)
    quantity: Decimal = Field(gt=0)
    unit: str = Field("", max_length=20)
    reason: str = Field(min_length=1, max_length=200)
    defect: str = ""
    papers: str = Field("", max_length=120)
    source_kind: str = ""
    source_id: int | None = None


class LineIn(Schema):
    """A line of the inspection report."""

    item: str = Field(min_length=1, max_length=80)
    requirement: str = Field("", max_length=120)
    result: str = Field(min_length=1, max_length=120)
    inspected: Decimal = Field(gt=0)
    defective: Decimal = Field(Decimal(0), ge=0)
    defect: str = Field("", max_length=80)


class DayOut(Schema):
    """A day of a service desk; amounts in yuan."""

    id: int
    department_id: int | None
    day: date
    signed_in_at: datetime
    in_time: bool
    before_total: Decimal
    before_difference: Decimal
    float_brought: Decimal | None
    float_start: Decimal | None
    float_end: Decimal | None
    end_difference: Decimal | None
    end_reason: str
    slips_total: Decimal | None
    system_total: Decimal | None
    total_reason: str
    state: str
    owner_id: int | None


class DayPage(Page):
    items: list[DayOut]


class ExpenseIn(Schema):
    """Cash taken from the float."""

    what: str = Field(min_length=1, max_length=120)
    amount: Decimal = Field(gt=0)


class HandOverIn(Schema):
    """The next shift takes the desk over."""

    to_id: int
    cash: Decimal = Field(ge=0)
    meeting: str = ""
    promotion: str = ""
    lost: str = ""


class HandOverOut(Schema):
    """What was handed over, with all that was open."""

    id: int
    at: datetime
    by_id: int
    to_id: int
    cash: Decimal
    meeting: str
    promotion: str
    lost: str
    open_items: list[dict[str, str]]


class DeskIn(Schema):
    """Goods come back to the desk (kind refund or exchange), or a price difference (kind price)."""

    kind: str = "refund"
    receipt: str = Field(min_length=1, max_length=60)
    goods: str = Field(min_length=1, max_length=160)
    quantity: int = Field(1, ge=1)
    amount: Decimal = Field(gt=0)
    reason: str
    inspector_id: int | None = None
    note: str = Field("", max_length=200)
    name: str = Field("", max_length=60)
    phone: str = Field("", max_length=30)


class DeskOut(Schema):
    """A return at the desk."""

    id: int
    number: str
    day_id: int
    kind: str
    receipt: str
    goods: str
    quantity: int
    amount: Decimal
    reason: str
    note: str
    name: str
    phone: str
    inspector_id: int | None
    condition: str
    finding: str
    paid_by: str
    in_time: bool | None
    satisfied: bool | None
    sorted_to: str
    state: str
    created_at: datetime
    done_at: datetime | None


class DeskPage(Page):
    items: list[DeskOut]


class VoiceIn(Schema):
    """A complaint at the desk; the telephone number is needed."""

    text: str = Field(min_length=1)
    name: str = Field("", max_length=60)
    phone: str = Field(min_length=1, max_length=30)


class VoiceOut(Schema):
    """A complaint at the desk."""

    id: int
    text: str
    name: str
    phone: str
    result: str
    state: str
    created_at: datetime


class VoicePage(Page):
    items: list[VoiceOut]


class WantedIn(Schema):
    """Goods that somebody wanted; the telephone number is needed."""

    goods: str = Field(min_length=1, max_length=160)
    quantity: int = Field(1, ge=1)
    name: str = Field("", max_length=60)
    phone: str = Field(min_length=1, max_length=30)


class WantedOut(Schema):
    """Goods that somebody wanted."""

    id: int
    goods: str
    quantity: int
    name: str
    phone: str
    available: bool | None
    answer: str
    said: str
    state: str
    created_at: datetime


class WantedPage(Page):
    items: list[WantedOut]


@router.get("", response=ReturnPage, summary="Returns that you may see")
def returns(request: Any, window: Query[Window]) -> Any:
    return page_of(Return.objects.visible_to(request.user), window)


@router.post("", response=ReturnOut, summary="Register a return")
def register(request: Any, payload: ReturnIn) -> Any:
    customer = seen(Customer, request, payload.customer_id)
    source = sources.of(payload.source_kind, payload.source_id, user=request.user)
    values = payload.dict(include={"what", "batch", "quantity", "unit", "reason", "defect", "papers"}) | {
        "order": seen(Order, request, payload.order_id) if payload.order_id else None,
        "contact": seen(Contact, request, payload.contact_id) if payload.contact_id else None,
        "product": products_for(request.user).filter(pk=payload.product_id).first() if payload.product_id else None,
    }
    return actions.open_return(customer, values=values, source=source, actor=request.user, now=timezone.now())


@router.get("/{pk}", response=ReturnOut, summary="One return")
def one_return(request: Any, pk: int) -> Any:
    return seen(Return, request, pk)


@router.get("/{pk}/inspection", response=list[LineIn], summary="The lines of its inspection report")
def inspection(request: Any, pk: int) -> Any:
    return seen(Return, request, pk).lines.all()


@router.put("/{pk}/inspection", response=list[LineIn], summary="Write the lines of its inspection report")
def write_inspection(request: Any, pk: int, payload: list[LineIn]) -> Any:
    rows = [line.dict() for line in payload]
    return actions.write_inspection(seen(Return, request, pk), rows=rows, actor=request.user, now=timezone.now())


@day_router.get("", response=DayPage, summary="Days of service desks that you may see")
def days(request: Any, window: Query[Window]) -> Any:
    return page_of(DeskDay.objects.visible_to(request.user), window)


@day_router.post("", response=DayOut, summary="Sign in at the desk of your department")
def sign_in(request: Any) -> Any:
    return actions.sign_in(actor=request.user, now=timezone.now())


@day_router.get("/{pk}", response=DayOut, summary="One day")
def one_day(request: Any, pk: int) -> Any:
    return seen(DeskDay, request, pk)


@day_router.post("/{pk}/expenses", response=DayOut, summary="Note cash taken from the float")
def expense(request: Any, pk: int, payload: ExpenseIn) -> Any:
    day = seen(DeskDay, request, pk)
    actions.note_expense(day, values=payload.dict(), actor=request.user, now=timezone.now())
    return day


@day_router.get("/{pk}/handovers", response=list[HandOverOut], summary="Its hand-overs")
def handovers(request: Any, pk: int) -> Any:
    return seen(DeskDay, request, pk).handovers.all()


@day_router.post("/{pk}/handovers", response=HandOverOut, summary="Hand the desk over")
def hand_over(request: Any, pk: int, payload: HandOverIn) -> Any:
    values = payload.dict(exclude={"to_id"}) | {"to": _colleague(payload.to_id, "to_id")}
    return actions.hand_over(seen(DeskDay, request, pk), values=values, actor=request.user, now=timezone.now())


def _colleague(pk: int | None, field: str) -> Any:
    found = at_work().filter(pk=pk).first() if pk else None
    if pk and found is None:
        raise Refusal(_("Nobody who works here has this id."), field=field, code="nobody")
    return found


@desk_router.get("", response=DeskPage, summary="Returns at service desks that you may see")
def desk_returns(request: Any, window: Query[Window]) -> Any:
    return page_of(DeskReturn.objects.visible_to(request.user), window)


@desk_router.post("", response=DeskOut, summary="Take goods back at the desk; the five minutes begin")
def take_back(request: Any, payload: DeskIn) -> Any:
    values = payload.dict(exclude={"inspector_id"}) | {"inspector": _colleague(payload.inspector_id, "inspector_id")}
    return actions.register_return(values=values, actor=request.user, now=timezone.now())


@desk_router.get("/{pk}", response=DeskOut, summary="One return at the desk")
def desk_return(request: Any, pk: int) -> Any:
    return seen(DeskReturn, request, pk)


@voice_router.get("", response=VoicePage, summary="Complaints at service desks that you may see")
def voices(request: Any, window: Query[Window]) -> Any:
    return page_of(Voice.objects.visible_to(request.user), window)


@voice_router.post("", response=VoiceOut, summary="Note a complaint at the desk")
def hear(request: Any, payload: VoiceIn) -> Any:
    return actions.hear(values=payload.dict(), actor=request.user, now=timezone.now())


@voice_router.get("/{pk}", response=VoiceOut, summary="One complaint at the desk")
def voice(request: Any, pk: int) -> Any:
    return seen(Voice, request, pk)


@wanted_router.get("", response=WantedPage, summary="Wanted goods that you may see")
def wanted(request: Any, window: Query[Window]) -> Any:
    return page_of(Wanted.objects.visible_to(request.user), window)


@wanted_router.post("", response=WantedOut, summary="Note wanted goods")
def note_wanted(request: Any, payload: WantedIn) -> Any:
    return actions.note_wanted(values=payload.dict(), actor=request.user, now=timezone.now())


@wanted_router.get("/{pk}", response=WantedOut, summary="One of them")
def one_wanted(request: Any, pk: int) -> Any:
    return seen(Wanted, request, pk)


for _router, _model in ((router, Return), (day_router, DeskDay), (desk_router, DeskReturn), (voice_router, Voice), (wanted_router, Wanted)):
    add_record_routes(_router, _model)

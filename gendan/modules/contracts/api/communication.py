"""Product information, summaries of the day and troubles over REST."""

from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_move_routes, person, seen
from gendan.api.schemas import Page
from gendan.modules.contracts import actions
from gendan.modules.contracts.models import Contract, Release, Summary, Trouble
from gendan.modules.customers.models import Customer

router = Router(tags=["contracts"])
release_router = Router(tags=["product-information"])
summary_router = Router(tags=["daily-summaries"])
trouble_router = Router(tags=["troubles"])


class ReleaseOut(Schema):
    """Product information on its way to the public."""

    id: int
    number: str
    name: str
    product_id: int | None
    media: str
    audience: str
    text: str
    technical_opinion: str
    state: str
    owner_id: int | None
    published_on: date | None
    address: str


class ReleasePage(Page):
    items: list[ReleaseOut]


class ReleaseIn(Schema):
    name: str = Field(min_length=1, max_length=160)
    media: str = "wechat"
    audience: str = Field(min_length=1, max_length=200)
    text: str = Field(min_length=1)


class SummaryOut(Schema):
    """The information of one day in one department."""

    id: int
    day: date
    department_id: int | None
    owner_id: int | None
    state: str


class SummaryPage(Page):
    items: list[SummaryOut]


class LineOut(Schema):
    id: int
    customer_id: int | None
    who: str
    content: str
    only_to_know: bool
    assigned_to_id: int | None


class LineIn(Schema):
    who: str = Field(min_length=1, max_length=120)
    content: str = Field(min_length=1, max_length=300)


class AssignIn(Schema):
    """Who takes it on; nobody means that it is only to know."""

    assigned_to_id: int | None = None


class TroubleOut(Schema):
    """Something that a customer has to be told."""

    id: int
    number: str
    customer_id: int
    contract_id: int | None
    trigger: str
    happened: str
    effect: str
    new_date: date | None
    told_at: datetime | None
    told_whom: str
    said: str
    answer: str
    state: str
    owner_id: int | None


class TroublePage(Page):
    items: list[TroubleOut]


class TroubleIn(Schema):
    trigger: str
    happened: str = Field(min_length=1, max_length=500)
    effect: str = Field(min_length=1, max_length=300)
    new_date: date | None = None
    contract_id: int | None = None


@release_router.get("", response=ReleasePage, summary="Product information that you may see, newest first")
def releases(request: Any, window: Query[Window]) -> Any:
    return page_of(Release.objects.visible_to(request.user), window)


@release_router.post("", response=ReleaseOut, summary="Begin product information")
def begin_release(request: Any, payload: ReleaseIn) -> Any:
    return actions.write_release(None, values=payload.dict(), actor=request.user, now=timezone.now())


@summary_router.get("", response=SummaryPage, summary="Summaries that you may see, newest first")
def summaries(request: Any, window: Query[Window]) -> Any:
    return page_of(Summary.objects.visible_to(request.user), window)


@summary_router.post("", response=SummaryOut, summary="Begin today's, with what was logged of customers")
def begin_summary(request: Any) -> Any:
    return actions.begin_summary(day=timezone.localdate(), actor=request.user, now=timezone.now())


@summary_router.get("/{pk}/lines", response=list[LineOut], summary="The information of the day")
def lines(request: Any, pk: int) -> Any:
    return seen(Summary, request, pk).lines.all()


@summary_router.post("/{pk}/lines", response=LineOut, summary="One line more")
def add_line(request: Any, pk: int, payload: LineIn) -> Any:
    return actions.add_information(seen(Summary, request, pk), **payload.dict(), actor=request.user, now=timezone.now())


@summary_router.post("/{pk}/lines/{line}", response=LineOut, summary="Assign it")
def assign(request: Any, pk: int, line: int, payload: AssignIn) -> Any:
    row = get_object_or_404(seen(Summary, request, pk).lines.select_related("summary__department__head", "customer"), pk=line)
    whom = person(payload.assigned_to_id) if payload.assigned_to_id else None
    return actions.assign_information(row, assigned_to=whom, actor=request.user, now=timezone.now())


@trouble_router.get("", response=TroublePage, summary="Troubles that you may see, newest first")
def troubles(request: Any, window: Query[Window]) -> Any:
    return page_of(Trouble.objects.visible_to(request.user), window)


@router.post("/customers/{pk}/troubles", response=TroubleOut, summary="Note a trouble that the customer has to be told")
def note_trouble(request: Any, pk: int, payload: TroubleIn) -> Any:
    values = payload.dict(exclude={"contract_id"})
    if payload.contract_id:
        values["contract"] = get_object_or_404(Contract.objects.visible_to(request.user).filter(customer=pk), pk=payload.contract_id)
    return actions.note_trouble(seen(Customer, request, pk), **values, actor=request.user, now=timezone.now())


for listed, model in ((release_router, Release), (summary_router, Summary), (trouble_router, Trouble)):
    add_move_routes(listed, model)

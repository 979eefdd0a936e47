"""Bids over REST."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from ninja import Field, File, Query, Router, Schema, UploadedFile

from gendan.api.own import FILTERED, WithOwn, narrowed, own_field, saved
from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, person, seen
from gendan.api.schemas import Page
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Competitor, Opportunity
from gendan.modules.samples.models import SampleRequest
from gendan.modules.tenders import actions, queries
from gendan.modules.tenders.access import KIND
from gendan.modules.tenders.models import Tender
from gendan.modules.tenders.words import Public

router = Router(tags=["bids"])


class TenderOut(WithOwn):
    """A bid; `amount` is the last quotation, in yuan with tax."""

    id: int
    number: str
    name: str
    customer_id: int
    contact_id: int | None
    opportunity_id: int | None
    reference: str
    scope: str
    submit_on: date | None
    evaluation: str
    needs_mock_up: bool
    mock_up_id: int | None
    round_no: int
    amount: Decimal | None
    result: str
    lost_to_id: int | None
    loss_reason: str
    lesson: str
    state: str
    owner_id: int | None
    created_at: datetime
    own: dict[str, Any] = own_field(KIND)


class TenderPage(Page):
    items: list[TenderOut]


class TenderIn(Schema):
    """Register a bid; the tasks of the first stage become to-dos."""

    customer_id: int
    name: str = Field(min_length=1, max_length=160)
    opportunity_id: int | None = None
    contact_id: int | None = None
    reference: str = Field("", max_length=60)
    scope: str = ""
    submit_on: date | None = None
    evaluation: str = ""
    needs_mock_up: bool = False
    own: dict[str, Any] | None = own_field(KIND, given=True)


class TaskOut(Schema):
    """One task of a stage, and the effort that went into it."""

    id: int
    stage: int
    letter: str
    area: str
    state: str
    note: str
    hours: Decimal
    done_on: date | None


class TaskIn(Schema):
    """A task is done, or left out with the reason."""

    state: str
    note: str = Field(min_length=1)
    hours: Decimal = Field(Decimal(0), ge=0)


class CriterionOut(Schema):
    """A criterion; weights sum up to a hundred, scores are of a hundred."""

    id: int
    name: str
    weight: Decimal
    estimate: Decimal | None
    score: Decimal | None


class CriterionIn(Schema):
    """A criterion with its weight and our estimate."""

    name: str = Field(min_length=1, max_length=80)
    weight: Decimal = Field(gt=0, le=100)
    estimate: Decimal | None = Field(None, ge=0, le=100)


class ScoreIn(Schema):
    """The result of one criterion."""

    id: int
    score: Decimal = Field(ge=0, le=100)


class StakeholderOut(Schema):
    """Somebody who has a say."""

    id: int
    name: str
    department: str
    title: str
    influence: int
    attitude: int
    is_hub: bool
    contact_id: int | None
    introduced_by_id: int | None
    note: str


class StakeholderIn(Schema):
    """Somebody who has a say: influence 1 to 5, attitude -2 to 2."""

    name: str = Field(min_length=1, max_length=60)
    department: str = Field(min_length=1, max_length=60)
    title: str = ""
    influence: int = Field(3, ge=1, le=5)
    attitude: int = Field(0, ge=-2, le=2)
    is_hub: bool = False
    note: str = ""


class DocumentOut(Schema):
    """A paper that the tender asks for; `attachment_id` is what lies there."""

    id: int
    name: str
    needed: bool
    note: str
    responsible_id: int
    due_on: date
    attachment_id: int | None
    attached_at: datetime | None


class DocumentIn(Schema):
    """A paper that is asked for, who sees to it, and by when."""

    name: str = Field(min_length=1, max_length=120)
    responsible_id: int
    due_on: date
    needed: bool = True
    note: str = Field("", max_length=200)


class OfferOut(Schema):
    """One round of the quotation."""

    number: int
    amount: Decimal
    offered_on: date
    change: str


class PriceOut(Schema):
    """A public price of a competitor."""

    id: int
    competitor_id: int
    low: Decimal
    high: Decimal
    source: str
    place: str
    seen_on: date


class PriceIn(Schema):
    """A public price of a competitor, with where it stands; nothing else is taken (U6)."""

    competitor_id: int
    low: Decimal = Field(gt=0)
    high: Decimal = Field(gt=0)
    source: str = Public.NOTICE
    place: str = Field(max_length=200)
    seen_on: date


class MockUpIn(Schema):
    """The sample that serves as the mock-up."""

    sample_request_id: int


@router.get("", response=TenderPage, summary="Bids that you may see", openapi_extra={FILTERED: KIND})
def tenders(request: Any, window: Query[Window]) -> Any:
    return page_of(narrowed(Tender.objects.visible_to(request.user), request), window)


@router.post("", response=TenderOut, summary="Register a bid")
def register(request: Any, payload: TenderIn) -> Any:
    customer, now = seen(Customer, request, payload.customer_id), timezone.now()
    values = payload.dict(exclude={"customer_id", "opportunity_id", "contact_id", "own"})
    values["contact"] = seen(Contact, request, payload.contact_id) if payload.contact_id else None
    values["opportunity"] = seen(Opportunity, request, payload.opportunity_id) if payload.opportunity_id else None

    def save() -> Tender:
        return actions.register_tender(customer, values=values, actor=request.user, now=now)

    return saved(save, own=payload.own, actor=request.user, now=now, new=True)


@router.get("/{pk}", response=TenderOut, summary="One bid")
def tender(request: Any, pk: int) -> Any:
    return seen(Tender, request, pk)


@router.get("/{pk}/tasks", response=list[TaskOut], summary="Tasks of both stages")
def tasks(request: Any, pk: int) -> Any:
    return seen(Tender, request, pk).tasks.all()


@router.post("/{pk}/tasks/{task_id}", response=TaskOut, summary="A task is done, or left out")
def finish(request: Any, pk: int, task_id: int, payload: TaskIn) -> Any:
    rows = Tender.objects.visible_to(request.user).filter(pk=seen(Tender, request, pk).pk)
    task = queries.tasks_of(rows).filter(pk=task_id).first()
    if task is None:
        return seen(Tender, request, 0)
    return actions.finish_task(task, **payload.dict(), actor=request.user, now=timezone.now())


@router.get("/{pk}/criteria", response=list[CriterionOut], summary="Criteria with weights")
def criteria(request: Any, pk: int) -> Any:
    return seen(Tender, request, pk).criteria.all()


@router.put("/{pk}/criteria", response=list[CriterionOut], summary="Write the criteria; weights sum up to a hundred")
def set_criteria(request: Any, pk: int, payload: list[CriterionIn]) -> Any:
    rows = [one.dict() for one in payload]
    return actions.set_criteria(seen(Tender, request, pk), rows=rows, actor=request.user, now=timezone.now())


@router.post("/{pk}/scores", response=list[CriterionOut], summary="Write the result of criteria")
def write_scores(request: Any, pk: int, payload: list[ScoreIn]) -> Any:
    record = seen(Tender, request, pk)
    actions.write_scores(record, scores={one.id: one.score for one in payload}, actor=request.user, now=timezone.now())
    return record.criteria.all()


@router.get("/{pk}/stakeholders", response=list[StakeholderOut], summary="Who has a say")
def stakeholders(request: Any, pk: int) -> Any:
    return seen(Tender, request, pk).stakeholders.all()


@router.post("/{pk}/stakeholders", response=StakeholderOut, summary="Put somebody on the map")
def add_stakeholder(request: Any, pk: int, payload: StakeholderIn) -> Any:
    return actions.write_stakeholder(seen(Tender, request, pk), None, values=payload.dict(), actor=request.user, now=timezone.now())


@router.get("/{pk}/documents", response=list[DocumentOut], summary="Papers that are asked for")
def documents(request: Any, pk: int) -> Any:
    return seen(Tender, request, pk).documents.all()


@router.post("/{pk}/documents", response=DocumentOut, summary="Put a paper on the list")
def ask_document(request: Any, pk: int, payload: DocumentIn) -> Any:
    record = seen(Tender, request, pk)
    values = payload.dict(exclude={"responsible_id"}) | {"responsible": person(payload.responsible_id)}
    return actions.ask_document(record, values=values, actor=request.user, now=timezone.now())


@router.post("/{pk}/documents/{document_id}", response=DocumentOut, summary="The paper lies there: its file")
def attach_document(request: Any, pk: int, document_id: int, file: File[UploadedFile]) -> Any:
    rows = queries.documents_of(Tender.objects.visible_to(request.user).filter(pk=seen(Tender, request, pk).pk))
    row = rows.filter(pk=document_id).first()
    if row is None:
        return seen(Tender, request, 0)
    return actions.attach_document(row, upload=file, actor=request.user, now=timezone.now())


@router.get("/{pk}/offers", response=list[OfferOut], summary="Rounds of the quotation")
def offers(request: Any, pk: int) -> Any:
    return seen(Tender, request, pk).offers.all()


@router.get("/{pk}/prices", response=list[PriceOut], summary="Public prices of competitors")
def prices(request: Any, pk: int) -> Any:
    return queries.prices_of(seen(Tender, request, pk))


@router.post("/{pk}/prices", response=PriceOut, summary="Note a public price")
def note_price(request: Any, pk: int, payload: PriceIn) -> Any:
    values = payload.dict(exclude={"competitor_id"}) | {"competitor": seen(Competitor, request, payload.competitor_id)}
    return actions.note_price(seen(Tender, request, pk), values=values, actor=request.user, now=timezone.now())


@router.post("/{pk}/mock-up", response=TenderOut, summary="Link the sample that serves as the mock-up")
def link_mock_up(request: Any, pk: int, payload: MockUpIn) -> Any:
    sample = seen(SampleRequest, request, payload.sample_request_id)
    return actions.link_mock_up(seen(Tender, request, pk), mock_up=sample, actor=request.user, now=timezone.now())


add_record_routes(router, Tender)

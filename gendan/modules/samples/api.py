"""Samples over REST: the library, what customers asked for, and uniforms made to measure."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from ninja import Field, File, Query, Router, Schema, Status, UploadedFile

from gendan.api.own import FILTERED, WithOwn, narrowed, own_field, saved
from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, add_story_routes, seen
from gendan.api.schemas import Page, ReasonIn
from gendan.modules.catalog.queries import products_for
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.samples import actions, queries
from gendan.modules.samples.access import PROJECT, REQUEST
from gendan.modules.samples.models import Project, Sample, SampleRequest
from gendan.spine.access.queries import masked

router = Router(tags=["samples"])
request_router = Router(tags=["sample-requests"])
project_router = Router(tags=["uniforms"])


class SampleOut(Schema):
    """A sample of the library; its pictures are at /samples/{id}/pictures."""

    id: int
    number: str
    name: str
    kind_id: int | None
    product_id: int | None
    specification: str
    material: str
    colour: str
    size: str
    unit: str
    quantity: int
    place: str
    note: str
    state: str
    owner_id: int | None
    master_at: datetime | None
    created_at: datetime


class SamplePage(Page):
    items: list[SampleOut]


class KindOut(Schema):
    """A product kind of the library."""

    id: int
    name: str
    is_active: bool


class SampleIn(Schema):
    """A new sample; only authorised clerks enter one (F45.1)."""

    name: str = Field(min_length=1, max_length=120)
    kind_id: int | None = None
    product_id: int | None = None
    quantity: int = Field(1, ge=0)
    place: str = Field("", max_length=60)


class MasterIn(Schema):
    """The master record (F45.4)."""

    specification: str = Field(min_length=1, max_length=200)
    unit: str = Field(min_length=1, max_length=20)
    material: str = Field("", max_length=120)
    colour: str = Field("", max_length=60)
    size: str = Field("", max_length=60)
    note: str = ""


class PictureOut(Schema):
    """A picture; the file is at /attachments/{file_id}/content."""

    id: int
    file_id: int
    caption: str
    position: int


class RequestOut(WithOwn):
    """A sample for a customer; amounts in its currency, `fee_cny` in yuan."""

    id: int
    number: str
    customer_id: int
    contact_id: int | None
    opportunity_id: int | None
    project_id: int | None
    origin: str
    what: str
    details: str
    product_id: int | None
    sample_id: int | None
    quantity: int
    batch: str
    currency: str
    fee: Decimal
    fee_cny: Decimal
    fee_payer: str
    freight: Decimal
    freight_payer: str
    trial_cost: Decimal
    trial_payer: str
    maker_id: int | None
    due_on: date | None
    ready_on: date | None
    round_no: int
    accepted: bool | None
    accepted_by: str
    objection: str
    cause: str
    state: str
    owner_id: int | None
    created_at: datetime
    own: dict[str, Any] = own_field(REQUEST)


class RequestPage(Page):
    items: list[RequestOut]


class RequestIn(Schema):
    """Ask for a sample: from stock, or made anew."""

    customer_id: int
    origin: str
    what: str = Field(min_length=1, max_length=160)
    details: str = ""
    contact_id: int | None = None
    opportunity_id: int | None = None
    product_id: int | None = None
    sample_id: int | None = None
    quantity: int = Field(1, ge=1)
    currency: str = "CNY"
    fee: Decimal = Field(Decimal(0), ge=0)
    freight: Decimal = Field(Decimal(0), ge=0)
    own: dict[str, Any] | None = own_field(REQUEST, given=True)


class RequirementsIn(Schema):
    """F27.2: one requirement a line, by kind."""

    stated: str = ""
    unstated: str = ""
    legal: str = ""


class WantedOut(Schema):
    """One requirement: a stated, b unstated but needed, c by law."""

    id: int
    kind: str
    text: str
    noted_at: datetime


class RoundOut(Schema):
    """One round of a sample."""

    number: int
    wanted: str
    begun_on: date
    due_on: date
    ready_on: date | None
    way: str
    carrier: str
    waybill: str
    sent_on: date | None
    verdict: str
    said: str


class ProjectOut(WithOwn):
    """Uniforms made to measure; costs and price for one piece in yuan, the cost null for whom it is masked."""

    id: int
    number: str
    name: str
    customer_id: int
    opportunity_id: int | None
    product_type: str
    quantity: int | None
    needed_on: date | None
    listened: str
    observed: str
    answers: dict[str, str]
    style_source: str
    style: str
    fabric: str
    trimmings: str
    colour: str
    quality: str
    budget: Decimal | None
    decoration: str
    price: Decimal | None
    amount: Decimal | None
    unit_cost: Decimal | None
    sample_due_on: date | None
    contract_form: str
    contract_number: str
    payment_terms: str
    state: str
    owner_id: int | None
    own: dict[str, Any] = own_field(PROJECT)

    @staticmethod
    def resolve_unit_cost(record: Project, context: Any) -> Decimal | None:
        """The cost, where the caller may know it."""
        return None if masked(context["request"].user, PROJECT, "unit_cost") else record.unit_cost


class ProjectPage(Page):
    items: list[ProjectOut]


class ProjectIn(Schema):
    """Begin with the need talk (F24.1)."""

    customer_id: int
    name: str = Field(min_length=1, max_length=120)
    product_type: str
    quantity: int | None = Field(None, ge=1)
    needed_on: date | None = None
    contact_id: int | None = None
    opportunity_id: int | None = None
    own: dict[str, Any] | None = own_field(PROJECT, given=True)


def _kind(pk: int | None) -> Any:
    return queries.kinds().filter(pk=pk).first() if pk else None


def _product(request: Any, pk: int | None) -> Any:
    return products_for(request.user).filter(pk=pk).first() if pk else None


@router.get("", response=SamplePage, summary="The sample library")
def samples(request: Any, window: Query[Window]) -> Any:
    return page_of(Sample.objects.visible_to(request.user), window)


@router.get("/kinds", response=list[KindOut], summary="Product kinds of the library")
def kinds(request: Any) -> Any:  # noqa: ARG001
    return queries.kinds()


@router.post("", response=SampleOut, summary="Enter a sample; needs an authorisation record")
def enter(request: Any, payload: SampleIn) -> Any:
    values = payload.dict(exclude={"kind_id", "product_id"}) | {"kind": _kind(payload.kind_id), "product": _product(request, payload.product_id)}
    return actions.enter_sample(values=values, actor=request.user, now=timezone.now())


@router.get("/{pk}", response=SampleOut, summary="One sample")
def sample(request: Any, pk: int) -> Any:
    return seen(Sample, request, pk)


@router.post("/{pk}/master", response=SampleOut, summary="Write the master record")
def master(request: Any, pk: int, payload: MasterIn) -> Any:
    return actions.write_master(seen(Sample, request, pk), values=payload.dict(), actor=request.user, now=timezone.now())


@router.get("/{pk}/pictures", response=list[PictureOut], summary="Pictures, the first one first")
def pictures(request: Any, pk: int) -> Any:
    return seen(Sample, request, pk).pictures.all()


@router.post("/{pk}/pictures", response=PictureOut, summary="Add a picture (multipart, field “file”)")
def add_picture(request: Any, pk: int, file: File[UploadedFile]) -> Any:
    return actions.add_picture(seen(Sample, request, pk), upload=file, actor=request.user, now=timezone.now())


@router.post("/{pk}/retire", response=SampleOut, summary="Take it out of the library")
def retire(request: Any, pk: int, payload: ReasonIn) -> Any:
    return actions.retire_sample(seen(Sample, request, pk), reason=payload.reason, actor=request.user, now=timezone.now())


@router.delete("/pictures/{pk}", response={204: None}, summary="Take a picture away")
def remove_picture(request: Any, pk: int) -> Any:
    found = queries.pictures_of(Sample.objects.visible_to(request.user)).filter(pk=pk).first()
    if found is None:
        return seen(Sample, request, 0)
    actions.remove_picture(found, actor=request.user, now=timezone.now())
    return Status(204, None)


@request_router.get("", response=RequestPage, summary="Samples for customers that you may see", openapi_extra={FILTERED: REQUEST})
def requests(request: Any, window: Query[Window]) -> Any:
    return page_of(narrowed(SampleRequest.objects.visible_to(request.user), request), window)


def _under(request: Any, payload: RequestIn | ProjectIn) -> dict[str, Any]:
    contact = seen(Contact, request, payload.contact_id) if payload.contact_id else None
    deal = seen(Opportunity, request, payload.opportunity_id) if payload.opportunity_id else None
    return {"contact": contact, "opportunity": deal}


@request_router.post("", response=RequestOut, summary="Ask for a sample for a customer")
def ask(request: Any, payload: RequestIn) -> Any:
    customer, now = seen(Customer, request, payload.customer_id), timezone.now()
    values = payload.dict(include={"origin", "what", "details", "quantity", "currency", "fee", "freight"}) | _under(request, payload)
    values |= {"product": _product(request, payload.product_id), "sample": seen(Sample, request, payload.sample_id) if payload.sample_id else None}

    def save() -> SampleRequest:
        return actions.ask_sample(customer, values=values, actor=request.user, now=now)

    return saved(save, own=payload.own, actor=request.user, now=now, new=True)


@request_router.get("/{pk}", response=RequestOut, summary="One sample for a customer")
def one_request(request: Any, pk: int) -> Any:
    return seen(SampleRequest, request, pk)


@request_router.get("/{pk}/rounds", response=list[RoundOut], summary="Its rounds")
def rounds(request: Any, pk: int) -> Any:
    return seen(SampleRequest, request, pk).rounds.all()


@request_router.get("/{pk}/requirements", response=list[WantedOut], summary="What is required of the product")
def requirements(request: Any, pk: int) -> Any:
    return seen(SampleRequest, request, pk).wanted.all()


@request_router.post("/{pk}/requirements", response=list[WantedOut], summary="Note requirements")
def note(request: Any, pk: int, payload: RequirementsIn) -> Any:
    record = seen(SampleRequest, request, pk)
    actions.note_requirements(record, values=payload.dict(), actor=request.user, now=timezone.now())
    return record.wanted.all()


@project_router.get("", response=ProjectPage, summary="Uniforms made to measure that you may see", openapi_extra={FILTERED: PROJECT})
def projects(request: Any, window: Query[Window]) -> Any:
    return page_of(narrowed(Project.objects.visible_to(request.user), request), window)


@project_router.post("", response=ProjectOut, summary="Begin uniforms made to measure")
def begin(request: Any, payload: ProjectIn) -> Any:
    customer, now = seen(Customer, request, payload.customer_id), timezone.now()
    values = payload.dict(include={"name", "product_type", "quantity", "needed_on"}) | _under(request, payload)

    def save() -> Project:
        return actions.begin_project(customer, values=values, actor=request.user, now=now)

    return saved(save, own=payload.own, actor=request.user, now=now, new=True)


@project_router.get("/{pk}", response=ProjectOut, summary="One project")
def project(request: Any, pk: int) -> Any:
    return seen(Project, request, pk)


add_story_routes(router, Sample)
add_record_routes(request_router, SampleRequest)
add_record_routes(project_router, Project)

"""Complaints over REST: taken, registered, joined; findings, replies, joint meetings; moves are those of the page."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.own import FILTERED, WithOwn, narrowed, own_field, saved
from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, person, seen
from gendan.api.schemas import Page, ReasonIn
from gendan.modules.catalog.queries import products_for
from gendan.modules.complaints import actions, candidates, queries
from gendan.modules.complaints.access import COMPLAINT
from gendan.modules.complaints.models import Complaint, Meeting
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.orders.models import Order
from gendan.spine.access.queries import masked

router = Router(tags=["complaints"])
NAMED = {"customer_id", "contact_id", "order_id", "product_id", "respondent_id", "own"}


class ComplaintOut(WithOwn):
    """A complaint; the cost is null for whoever may not see it."""

    id: int
    number: str
    subject: str
    text: str
    customer_id: int | None
    contact_id: int | None
    complainant_name: str
    phone: str
    email: str
    address: str
    channel: str
    source: str
    klass: str
    phase: str
    grade: int
    is_major: bool
    location: str
    mood: str
    grasp: str
    order_id: int | None
    product_id: int | None
    batch: str
    defect: str
    defect_rate: Decimal | None
    quantity: Decimal | None
    delivery: str
    shortage: Decimal | None
    responsible_department_id: int | None
    responsible_side: str
    respondent_id: int | None
    verifier_id: int | None
    approver_id: int | None
    received_at: datetime
    respond_due_at: datetime | None
    responded_at: datetime | None
    promised_at: datetime | None
    visit_due_at: datetime | None
    visited_at: datetime | None
    improve_due_at: datetime | None
    improved_at: datetime | None
    closed_at: datetime | None
    fault: str
    verdict_text: str
    cause_id: int | None
    solution: str
    agreement: str
    cost_cny: Decimal | None
    needs_capa: bool
    no_capa_reason: str
    outcome_score: int | None
    outcome_text: str
    reopened_times: int
    level: int
    joined_to_id: int | None
    state: str
    owner_id: int | None
    own: dict[str, Any] = own_field(COMPLAINT)

    @staticmethod
    def resolve_cost_cny(record: Complaint, context: Any) -> Decimal | None:
        """What it costs, for those who may see costs."""
        return None if masked(context["request"].user, COMPLAINT, "cost_cny") else record.cost_cny


class ComplaintPage(Page):
    items: list[ComplaintOut]


class ComplaintIn(Schema):
    """A complaint at the desk; without a customer he is found by the telephone number."""

    subject: str = Field(min_length=1, max_length=160)
    klass: str
    text: str = ""
    customer_id: int | None = None
    contact_id: int | None = None
    complainant_name: str = Field("", max_length=60)
    phone: str = Field("", max_length=40)
    email: str = ""
    address: str = Field("", max_length=200)
    channel: str = "phone"
    source: str = ""
    phase: str = ""
    grade: int = Field(2, ge=1, le=3)
    is_major: bool = False
    location: str = ""
    mood: str = ""
    first_words: str = Field("", max_length=300)
    grasp: str = ""
    order_id: int | None = None
    product_id: int | None = None
    batch: str = Field("", max_length=60)
    defect: str = Field("", max_length=200)
    defect_rate: Decimal | None = Field(default=None, ge=0, le=100)
    quantity: Decimal | None = Field(default=None, ge=0)
    delivery: str = ""
    shortage: Decimal | None = None
    respondent_id: int | None = None
    received_at: datetime | None = None
    promised_at: datetime | None = None
    own: dict[str, Any] | None = own_field(COMPLAINT, given=True)


class FindingIn(Schema):
    """One thing that was looked at."""

    kind: str
    result: str
    place: str = Field("", max_length=80)
    value: str = Field("", max_length=80)
    document: str = Field("", max_length=80)
    laboratory: str = Field("", max_length=80)
    valid: bool | None = None
    text: str = ""


class FindingOut(FindingIn):
    id: int
    by_id: int
    at: datetime


class ReplyOut(Schema):
    """A version of the reply; what was sent is never changed."""

    id: int
    version: int
    text: str
    language: str
    drafted_by_id: int
    drafted_at: datetime
    approved_by_id: int | None
    approved_at: datetime | None
    sent_at: datetime | None
    channel: str


class SimilarIn(Schema):
    """Who complains, and about which goods."""

    customer_id: int | None = None
    phone: str = Field("", max_length=40)
    order_id: int | None = None
    product_id: int | None = None
    batch: str = Field("", max_length=60)
    defect: str = Field("", max_length=200)


class AgainIn(Schema):
    """What he says when he complains again."""

    text: str = Field(min_length=1)
    channel: str = "phone"
    complainant_name: str = Field("", max_length=60)
    phone: str = Field("", max_length=40)


class JoinIn(Schema):
    """To which complaint it belongs."""

    to_id: int


class MeetingIn(Schema):
    """Who meets, and when."""

    at: datetime
    participant_ids: list[int]


class TaskIn(Schema):
    """Somebody does something until a time."""

    title: str = Field(min_length=1, max_length=200)
    assignee_id: int
    due_at: datetime


class MinutesIn(Schema):
    """Whether there is a problem, which, and who does what until when."""

    minutes: str = Field(min_length=1)
    fault: str = ""
    verdict: str = Field("", max_length=300)
    tasks: list[TaskIn] = []


class MeetingOut(Schema):
    """A joint meeting; without `written_at` its minutes are still to be written."""

    id: int
    at: datetime
    called_by_id: int
    participant_ids: list[int]
    minutes: str
    fault: str
    verdict: str
    written_by_id: int | None
    written_at: datetime | None

    @staticmethod
    def resolve_participant_ids(record: Meeting) -> list[int]:
        """Who sits there."""
        return [one.pk for one in record.participants.all()]


class HandlerIn(Schema):
    """Who handles it from now on."""

    owner_id: int
    reason: str = Field("", max_length=200)


def named(request: Any, payload: ComplaintIn) -> dict[str, Any]:
    """The records that the ids mean, as far as the caller sees them."""
    found: dict[str, Any] = {}
    for name, model in (("customer", Customer), ("contact", Contact), ("order", Order)):
        if (pk := getattr(payload, f"{name}_id")) is not None:
            found[name] = seen(model, request, pk)
    if payload.product_id is not None:
        found["product"] = get_object_or_404(products_for(request.user), pk=payload.product_id)
    if payload.respondent_id is not None:
        found["respondent"] = person(payload.respondent_id)
    return found


@router.get("", response=ComplaintPage, summary="Complaints that you may see", openapi_extra={FILTERED: COMPLAINT})
def complaints(request: Any, window: Query[Window]) -> Any:
    return page_of(narrowed(Complaint.objects.visible_to(request.user), request), window)


@router.post("", response=ComplaintOut, summary="Register a complaint")
def register(request: Any, payload: ComplaintIn) -> Any:
    values, now = payload.dict(exclude=NAMED, exclude_none=True) | named(request, payload), timezone.now()
    return saved(
        lambda: actions.register_complaint(values, actor=request.user, now=now), own=payload.own, actor=request.user, now=now, new=True,
    )


@router.get("/similar", response=list[ComplaintOut], summary="Open complaints that may be about the same matter")
def similar(request: Any, about: Query[SimilarIn]) -> Any:
    found = candidates.same_matter(Complaint.objects.visible_to(request.user), at=timezone.now(), **about.dict())
    return list(found[: candidates.MOST])


@router.get("/{pk}", response=ComplaintOut, summary="One complaint")
def complaint(request: Any, pk: int) -> Any:
    return seen(Complaint, request, pk)


@router.get("/{pk}/findings", response=list[FindingOut], summary="What was looked at")
def findings(request: Any, pk: int) -> Any:
    return queries.found(seen(Complaint, request, pk))


@router.post("/{pk}/findings", response=FindingOut, summary="Write a finding")
def find(request: Any, pk: int, payload: FindingIn) -> Any:
    return actions.note_finding(seen(Complaint, request, pk), values=payload.dict(), actor=request.user, now=timezone.now())


@router.get("/{pk}/replies", response=list[ReplyOut], summary="All versions of the reply")
def replies(request: Any, pk: int) -> Any:
    return seen(Complaint, request, pk).replies.all()


@router.post("/{pk}/major", response=ComplaintOut, summary="It is major: general manager and management representative are told")
def major(request: Any, pk: int, payload: ReasonIn) -> Any:
    return actions.declare_major(seen(Complaint, request, pk), reason=payload.reason, actor=request.user, now=timezone.now())


@router.post("/{pk}/handler", response=ComplaintOut, summary="Hand it over")
def hand_over(request: Any, pk: int, payload: HandlerIn) -> Any:
    row, to = seen(Complaint, request, pk), person(payload.owner_id)
    return actions.assign_complaint(row, owner=to, reason=payload.reason, actor=request.user, now=timezone.now())


@router.post("/{pk}/again", response=ComplaintOut, summary="He complains again: what he says is joined to it")
def again(request: Any, pk: int, payload: AgainIn) -> Any:
    return actions.take_joined(payload.dict(), to=seen(Complaint, request, pk), actor=request.user, now=timezone.now())


@router.post("/{pk}/join", response=ComplaintOut, summary="Join it to another that is still open")
def join(request: Any, pk: int, payload: JoinIn) -> Any:
    row, to = seen(Complaint, request, pk), seen(Complaint, request, payload.to_id)
    return actions.join_complaint(row, to=to, actor=request.user, now=timezone.now())


@router.get("/{pk}/meetings", response=list[MeetingOut], summary="Joint meetings, the newest first")
def meetings(request: Any, pk: int) -> Any:
    return queries.meetings_of(seen(Complaint, request, pk))


@router.post("/{pk}/meetings", response=MeetingOut, summary="Call production and inspection together")
def call_meeting(request: Any, pk: int, payload: MeetingIn) -> Any:
    row, people = seen(Complaint, request, pk), [person(one) for one in payload.participant_ids]
    return actions.call_meeting(row, participants=people, at=payload.at, actor=request.user, now=timezone.now())


@router.post("/{pk}/meetings/{meeting}", response=MeetingOut, summary="Write the minutes, with tasks")
def write_minutes(request: Any, pk: int, meeting: int, payload: MinutesIn) -> Any:
    row = get_object_or_404(queries.meetings_of(seen(Complaint, request, pk)), pk=meeting)
    tasks = [{"title": one.title, "assignee": person(one.assignee_id), "due_at": one.due_at} for one in payload.tasks]
    return actions.write_minutes(row, values=payload.dict(exclude={"tasks"}), tasks=tasks, actor=request.user, now=timezone.now())


add_record_routes(router, Complaint)

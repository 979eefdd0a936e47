"""E-mails over REST."""

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_story_routes, seen
from gendan.api.schemas import Page
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.mails import actions, gate, queries
from gendan.modules.mails.models import Draft, Mail, Mailbox, Thread

router = Router(tags=["mails"])
draft_router = Router(tags=["drafts"])


class ThreadOut(Schema):
    """A conversation by mail; `waiting_since` is set while an answer is awaited."""

    id: int
    customer_id: int | None
    contact_id: int | None
    subject: str
    counterpart: str
    counterpart_name: str
    private: bool
    unread: bool
    count: int
    last_at: datetime
    waiting_since: datetime | None
    owner_id: int | None


class ThreadPage(Page):
    items: list[ThreadOut]


class MailOut(Schema):
    """One mail; `text` is what people read, HTML is left out."""

    id: int
    incoming: bool
    state: str
    sender: str
    sender_name: str
    to: list[Any]
    cc: list[Any]
    subject: str
    text: str
    at: datetime
    automatic: bool
    error: str
    notes: str
    checks: list[Any]


class ThreadFilter(Schema):
    """Narrow the list."""

    customer_id: int | None = None
    owner_id: int | None = None
    unread: bool | None = None


class AttachIn(Schema):
    """Where a thread belongs; `new_contact` names a person to be added with its address."""

    customer_id: int
    contact_id: int | None = None
    new_contact: str = Field("", max_length=60)


class PrivateIn(Schema):
    """Whether a thread is closed to colleagues."""

    private: bool


class SilenceIn(Schema):
    """Why nobody answers, and what is done next (F06)."""

    cause: str
    topic: str = ""
    note: str = Field("", max_length=300)
    next_title: str = Field(min_length=1, max_length=200)
    next_due_at: datetime


class DraftIn(Schema):
    """A mail to a contact, to a customer's main contact, or to any address."""

    customer_id: int | None = None
    contact_id: int | None = None
    to: str = ""
    subject: str = Field("", max_length=300)
    text: str = ""


class DraftChange(Schema):
    """What was written; `ticks` are the points that the writer has declared done."""

    mailbox_id: int | None = None
    to: str = ""
    cc: str = ""
    subject: str = Field("", max_length=300)
    text: str = ""
    notes: str = ""
    ticks: list[str] = []
    next_title: str = Field("", max_length=200)
    next_due_at: datetime | None = None
    no_next_reason: str = Field("", max_length=200)


class DraftOut(Schema):
    """A mail being written."""

    id: int
    thread_id: int | None
    customer_id: int | None
    contact_id: int | None
    mailbox_id: int | None
    to: str
    cc: str
    subject: str
    text: str
    notes: str
    ticks: list[str]
    opinion: str
    next_title: str
    next_due_at: datetime | None
    updated_at: datetime


class PointOut(Schema):
    """One point of the gate (F05)."""

    key: str
    flow: str
    title: str
    level: str
    ok: bool
    blocks: bool
    reason: str


def _box(request: Any, pk: int) -> Mailbox:
    return get_object_or_404(queries.boxes_of(request.user), pk=pk)


@router.get("", response=ThreadPage, summary="E-mails that you may see, newest first")
def threads(request: Any, window: Query[Window], wanted: Query[ThreadFilter]) -> Any:
    return page_of(Thread.objects.visible_to(request.user).filter(**wanted.dict(exclude_none=True)), window)


@router.get("/{pk}", response=ThreadOut, summary="One thread")
def thread(request: Any, pk: int) -> Any:
    return seen(Thread, request, pk)


@router.get("/{pk}/mails", response=list[MailOut], summary="The mails of a thread, newest first")
def mails(request: Any, pk: int) -> Any:
    found = seen(Thread, request, pk)
    return Mail.objects.visible_to(request.user).filter(thread=found).order_by("-at", "-pk")[:200]


@router.post("/{pk}/attach", response=ThreadOut, summary="Put it under a customer, with all others of its address")
def put_under(request: Any, pk: int, payload: AttachIn) -> Any:
    found = seen(Thread, request, pk)
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=payload.customer_id)
    contact = get_object_or_404(customer.contacts, pk=payload.contact_id) if payload.contact_id else None
    return actions.attach(
        found, customer=customer, contact=contact, new_contact=payload.new_contact, actor=request.user, now=timezone.now(),
    )


@router.post("/{pk}/private", response=ThreadOut, summary="Close it to colleagues, or open it again")
def private(request: Any, pk: int, payload: PrivateIn) -> Any:
    return actions.set_private(seen(Thread, request, pk), private=payload.private, actor=request.user)


@router.post("/{pk}/silence", response=ThreadOut, summary="Judge why nobody answers, with the next step")
def silence(request: Any, pk: int, payload: SilenceIn) -> Any:
    found = seen(Thread, request, pk)
    actions.diagnose(found, actor=request.user, now=timezone.now(), **payload.dict())
    return found


@router.post("/{pk}/answer", response=DraftOut, summary="Begin an answer")
def answer(request: Any, pk: int) -> Any:
    found = seen(Thread, request, pk)
    rows = Mail.objects.visible_to(request.user).filter(thread=found).select_related("thread", "mailbox")
    mail = get_object_or_404(rows.order_by("-at", "-pk")[:1])
    return actions.answer(mail, actor=request.user, now=timezone.now())


@draft_router.post("", response=DraftOut, summary="Begin a mail")
def begin(request: Any, payload: DraftIn) -> Any:
    contacts = Contact.objects.visible_to(request.user).select_related("customer")
    contact = get_object_or_404(contacts, pk=payload.contact_id) if payload.contact_id else None
    customer = contact.customer if contact else None
    if customer is None and payload.customer_id:
        customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=payload.customer_id)
    return actions.begin(
        actor=request.user, now=timezone.now(), customer=customer, contact=contact, to=payload.to, subject=payload.subject,
        text=payload.text,
    )


@draft_router.get("/{pk}", response=DraftOut, summary="One draft")
def draft(request: Any, pk: int) -> Any:
    return seen(Draft, request, pk)


@draft_router.patch("/{pk}", response=DraftOut, summary="Keep what was written")
def keep(request: Any, pk: int, payload: DraftChange) -> Any:
    values = payload.dict(exclude_unset=True)
    if "mailbox_id" in values:
        values["mailbox"] = _box(request, values.pop("mailbox_id") or 0)
    return actions.keep_draft(seen(Draft, request, pk), values=values, actor=request.user, now=timezone.now())


@draft_router.get("/{pk}/gate", response=list[PointOut], summary="What the gate says of it (F05)")
def points(request: Any, pk: int) -> Any:
    found = gate.judged(seen(Draft, request, pk), actor=request.user, now=timezone.now())
    return [
        {"key": one.point.key, "flow": one.point.flow, "title": str(one.point.title), "level": one.level, "ok": one.ok,
         "blocks": one.blocks, "reason": one.reason}
        for one in found
    ]


@draft_router.post("/{pk}/send", response=MailOut, summary="Send it, if the gate lets it")
def send(request: Any, pk: int) -> Any:
    return actions.send(seen(Draft, request, pk), actor=request.user, now=timezone.now())


add_story_routes(router, Thread)

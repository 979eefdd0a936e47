"""Personal data over REST: what is held, a look for a reason, the copy, the access log, and requests."""

from datetime import date
from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, ModelSchema, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.api.schemas import Page
from gendan.modules.customers.models import Consent, Contact
from gendan.modules.privacy import actions, page, queries
from gendan.modules.privacy.models import Request, What
from gendan.spine.persons.models import Look
from gendan.spine.persons.queries import all_handled
from gendan.spine.refusal import NotAllowed

router = Router(tags=["persons"])
request_router = Router(tags=["privacy-requests"])


class GroupOut(Schema):
    """A group of personal fields: for what, on which ground, how long."""

    key: str
    title: str
    purpose: str
    basis: str
    sensitive: bool
    months: int


class ValueOut(Schema):
    """A value with its name for people."""

    field: str
    label: str
    value: str


class LineOut(Schema):
    """A row that holds something."""

    text: str
    values: list[ValueOut]


class HoldingOut(Schema):
    """Where something is held: how many rows, how many a duty binds; `closed` ones are shown for a reason only."""

    key: str
    title: str
    count: int
    bound: int
    closed: bool
    lines: list[LineOut]


class SectionOut(Schema):
    """What is held in one group; `consent` is the person's newest word, null where nobody asked."""

    group: GroupOut
    consent: bool | None
    holdings: list[HoldingOut]


class WhyIn(Schema):
    """What it is needed for; it goes into the access log."""

    why: str = Field(min_length=1, max_length=200)


class LookOut(ModelSchema):
    """Somebody looked."""

    employee_id: int

    class Meta:
        model = Look
        fields: ClassVar = ["id", "kind", "object_id", "group", "how", "why", "at"]


class LookPage(Page):
    items: list[LookOut]


class RequestIn(Schema):
    """What the person asks for."""

    what: What
    asked_on: date
    way: Consent.Way = Consent.Way.WRITTEN
    note: str = Field("", max_length=300)


class RequestOut(ModelSchema):
    """A request; `outcome` says by holding how many rows went and how many were set aside."""

    contact_id: int
    customer_id: int
    owner_id: int | None
    approver_id: int | None
    approved_by_id: int | None
    outcome: list[dict[str, Any]]

    class Meta:
        model = Request
        fields: ClassVar = ["id", "number", "what", "asked_on", "way", "note", "answer_by", "answered_at", "state"]


class RequestPage(Page):
    items: list[RequestOut]


def _group(one: Any) -> dict[str, Any]:
    words = {name: str(getattr(one, name)) for name in ("key", "title", "purpose", "basis")}
    return words | {"sensitive": one.sensitive, "months": one.months}


def _lines(lines: Any) -> list[dict[str, Any]]:
    return [
        {"text": line.text, "values": [{"field": name, "label": str(what), "value": text} for name, what, text in line.values]}
        for line in lines
    ]


def _contact(request: Any, pk: int) -> Contact:
    found: Contact = seen(Contact, request, pk)
    return found


@router.get("/groups", response=list[GroupOut], summary="For what, on which ground and how long personal data are kept")
def groups(request: Any) -> Any:  # noqa: ARG001
    return [_group(one) for one in all_handled()]


@router.get("/log", response=LookPage, summary="The access log, newest first")
def log(request: Any, window: Query[Window]) -> Any:
    if not queries.may_audit(request.user):
        raise NotAllowed(_("The access log is read by the data protection officer and by administrators."), who=_("the administrator"))
    return page_of(queries.whole_log(), window)


@router.get("/{pk}", response=list[SectionOut], summary="What is held on a person; what is sensitive stays closed")
def person(request: Any, pk: int) -> Any:
    return [
        {
            "group": _group(section.group), "consent": section.consent.given if section.consent else None,
            "holdings": [
                {"key": one.held.holding.key, "title": str(one.held.holding.title), "count": one.held.count, "bound": one.held.bound,
                 "closed": one.closed, "lines": _lines(one.lines)}
                for one in section.shown
            ],
        }
        for section in page.sections(_contact(request, pk), request.user)
    ]


@router.post("/{pk}/show/{group}", response=list[LineOut], summary="Show one group in the clear; written into the access log")
def show(request: Any, pk: int, group: str, payload: WhyIn) -> Any:
    contact = _contact(request, pk)
    if group not in {one.key for one in all_handled()}:
        raise Http404
    found = actions.show(contact, key=group, why=payload.why, actor=request.user, now=timezone.now())
    return [line for one in found if one.holding.fields for line in _lines(page.lines_for(request.user, one.lines))]


@router.post("/{pk}/export", response=dict, summary="Everything that is held on a person; written into the access log")
def export(request: Any, pk: int, payload: WhyIn) -> Any:
    contact, now = _contact(request, pk), timezone.now()
    return page.as_json(contact, actions.export(contact, why=payload.why, actor=request.user, now=now), now=now)


@router.get("/{pk}/log", response=LookPage, summary="Who looked at the person's data")
def looks(request: Any, pk: int, window: Query[Window]) -> Any:
    return page_of(queries.looks_at(_contact(request, pk)), window)


@router.post("/{pk}/requests", response=RequestOut, summary="Write down what the person asks for")
def ask(request: Any, pk: int, payload: RequestIn) -> Any:
    return actions.take_request(_contact(request, pk), values=payload.dict(), actor=request.user, now=timezone.now())


@request_router.get("", response=RequestPage, summary="Requests about personal data that you may see, newest first")
def requests(request: Any, window: Query[Window]) -> Any:
    return page_of(Request.objects.visible_to(request.user), window)


@request_router.get("/{pk}", response=RequestOut, summary="One request")
def one(request: Any, pk: int) -> Any:
    return seen(Request, request, pk)


add_record_routes(request_router, Request)

"""People, who am I, messages, and the procedures of the company over REST."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import person
from gendan.api.schemas import Page
from gendan.spine.messages import actions, queries
from gendan.spine.org import tables
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import roles_of
from gendan.spine.procedures import registry
from gendan.spine.procedures.declare import Procedure

people_router = Router(tags=["people"])
me_router = Router(tags=["me"])
message_router = Router(tags=["messages"])
procedure_router = Router(tags=["procedures"])


class PersonOut(Schema):
    """Somebody in the address book."""

    id: int
    name: str
    title: str
    department_id: int
    phone: str
    email: str
    status: str


class PersonPage(Page):
    items: list[PersonOut]


class MeOut(Schema):
    """The person whose token this is."""

    id: int
    username: str
    name: str
    department_id: int
    roles: list[str]


class MessageOut(Schema):
    """A message in the inbox."""

    id: int
    topic: str
    title: str
    body: str
    url: str
    created_at: datetime
    read_at: datetime | None


class MessagePage(Page):
    items: list[MessageOut]


class ReadIn(Schema):
    """Which messages were read: the given ones, those of a topic, or all."""

    ids: list[int] | None = None
    topic: str = ""


class CountOut(Schema):
    """How many it was."""

    count: int


class StateOut(Schema):
    """A state: open, waiting (the clock stands), won, lost or done."""

    key: str
    title: str
    kind: str


class TransitionOut(Schema):
    """A move: from where to where."""

    key: str
    title: str
    source: list[str]
    target: str
    reason_required: bool


class ProcedureOut(Schema):
    """A procedure with its states and moves."""

    key: str
    title: str
    flows: list[str]
    states: list[StateOut]
    transitions: list[TransitionOut]


@people_router.get("", response=PersonPage, summary="The address book; `q` finds names, pinyin, initials, phones")
def people(request: Any, window: Query[Window], q: str = "") -> Any:  # noqa: ARG001
    return page_of(tables.find_people(q), window)


@people_router.get("/{pk}", response=PersonOut, summary="One person")
def one_person(request: Any, pk: int) -> Any:  # noqa: ARG001
    return person(pk)


@me_router.get("", response=MeOut, summary="Who am I")
def me(request: Any) -> dict[str, Any]:
    user: Employee = request.user
    return {
        "id": user.pk, "username": user.username, "name": user.name, "department_id": user.department_id,
        "roles": sorted(roles_of(user, on=timezone.localdate())),
    }


@message_router.get("", response=MessagePage, summary="Your messages, newest first; `unread` for those alone")
def messages(request: Any, window: Query[Window], unread: bool = False) -> Any:  # noqa: FBT001 FBT002
    rows = queries.inbox(request.user)
    return page_of(rows.filter(read_at=None) if unread else rows, window)


@message_router.post("/read", response=CountOut, summary="Mark messages as read")
def read(request: Any, payload: ReadIn) -> Any:
    return {"count": actions.mark_read(request.user, ids=payload.ids, topic=payload.topic, now=timezone.now())}


def _told(procedure: Procedure) -> dict[str, Any]:
    return {
        "key": procedure.key, "title": str(procedure.title), "flows": list(procedure.flows),
        "states": [{"key": one.key, "title": str(one.title), "kind": str(one.kind)} for one in procedure.states],
        "transitions": [
            {"key": one.key, "title": str(one.title), "source": list(one.source), "target": one.target,
             "reason_required": one.reason_required} for one in procedure.transitions
        ],
    }


@procedure_router.get("", response=list[ProcedureOut], summary="All procedures with their states and moves")
def procedures(request: Any) -> Any:  # noqa: ARG001
    return [_told(one) for one in registry.procedures()]


@procedure_router.get("/{key}", response=ProcedureOut, summary="One procedure")
def procedure(request: Any, key: str) -> Any:  # noqa: ARG001
    found = registry.find(key)
    if found is None:
        raise Http404
    return _told(found)

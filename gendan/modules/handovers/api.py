"""Hand-overs over REST: all customers of a person, and the staged follow-up with its file."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Field, ModelSchema, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, person, seen
from gendan.api.schemas import Page
from gendan.modules.customers.models import Customer
from gendan.modules.handovers import actions
from gendan.modules.handovers.models import Staged

router = Router(tags=["handovers"])
staged_router = Router(tags=["staged"])
FILE = ("situation", "consulting_plan", "service_plan", "analysis", "guidance")


class PersonIn(Schema):
    """Who takes the customers on, and why; `classes` narrows to customers of these classes."""

    to_id: int
    reason: str = Field(min_length=1, max_length=200)
    classes: list[str] = []


class CountOut(Schema):
    """How many customers changed hands."""

    customers: int


class FileIn(ModelSchema):
    """What goes along; fields left out stay."""

    class Meta:
        model = Staged
        fields = FILE
        fields_optional = "__all__"


class StagedOut(ModelSchema):
    """A customer followed in stages (F26)."""

    customer_id: int
    owner_id: int | None
    consultant_id: int
    director_id: int | None
    state: str
    next_due_at: datetime | None

    class Meta:
        model = Staged
        fields = ("id", *FILE, "started_at", "handed_over_at", "ended_at", "signed_phase")


class StagedPage(Page):
    items: list[StagedOut]


@router.post("/of/{pk}", response=CountOut, summary="Give all customers of a person to somebody else, with everything open")
def of_person(request: Any, pk: int, payload: PersonIn) -> Any:
    count = actions.hand_over_person(
        person(pk), to=person(payload.to_id), reason=payload.reason, classes=payload.classes, actor=request.user,
        now=timezone.now(),
    )
    return {"customers": count}


@staged_router.get("", response=StagedPage, summary="Staged follow-ups that you may see, newest first")
def staged(request: Any, window: Query[Window]) -> Any:
    return page_of(Staged.objects.visible_to(request.user), window)


@staged_router.post("/start/{pk}", response=StagedOut, summary="Begin the staged follow-up of a customer")
def start(request: Any, pk: int, payload: FileIn) -> Any:
    row = seen(Customer, request, pk)
    return actions.start_staged(row, actor=request.user, now=timezone.now(), **payload.dict(exclude_unset=True))


@staged_router.get("/{pk}", response=StagedOut, summary="One staged follow-up")
def one(request: Any, pk: int) -> Any:
    return seen(Staged, request, pk)


@staged_router.patch("/{pk}", response=StagedOut, summary="Keep the file")
def file(request: Any, pk: int, payload: FileIn) -> Any:
    values = payload.dict(exclude_unset=True)
    return actions.write_file(seen(Staged, request, pk), values=values, actor=request.user, now=timezone.now())


add_record_routes(staged_router, Staged)

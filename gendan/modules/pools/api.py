"""The public pools over REST: what lies there, and taking, assigning, giving back."""

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import person, seen
from gendan.api.schemas import Page
from gendan.modules.customers.models import Customer
from gendan.modules.pools import actions, queries
from gendan.modules.pools.models import Pool, Pooled
from gendan.spine.org.models import Employee

router = Router(tags=["pools"])


class PooledOut(Schema):
    """A customer in a pool; how to reach it is told to its new owner."""

    id: int
    pool_id: int
    pool: str = Field(alias="pool.name")
    customer_id: int
    name: str = Field(alias="customer.name")
    abc: str = Field(alias="customer.abc")
    province: str = Field(alias="customer.province")
    city: str = Field(alias="customer.city")
    industry: str = Field(alias="customer.industry")
    stage: str
    former_id: int | None
    why: str
    reason: str
    entered_at: datetime
    last_activity_at: datetime | None = Field(alias="customer.last_activity_at")


class PooledPage(Page):
    items: list[PooledOut]


class PooledFilter(Schema):
    """Narrow the list."""

    pool_id: int | None = None
    former_id: int | None = None


class TakenOut(Schema):
    """The customer with its new owner."""

    customer_id: int = Field(alias="id")
    owner_id: int
    state: str


class PoolOut(Schema):
    """A pool that takes a customer."""

    id: int
    name: str


class AssignIn(Schema):
    """Who gets it, and why."""

    owner_id: int
    reason: str = Field(min_length=1, max_length=200)


class GiveBackIn(Schema):
    """To which pool and why; `include_open` lets the keepers take over what is open under it."""

    pool_id: int
    reason: str = Field(min_length=1, max_length=200)
    include_open: bool = False


def _lying(request: Any) -> Any:
    return Pooled.objects.visible_to(request.user).filter(left_at=None).select_related("pool", "customer")


@router.get("", response=PooledPage, summary="Customers in the pools that you may see, newest first")
def pooled(request: Any, window: Query[Window], wanted: Query[PooledFilter]) -> Any:
    return page_of(_lying(request).filter(**wanted.dict(exclude_none=True)), window)


@router.post("/{pk}/claim", response=TakenOut, summary="Claim a customer")
def claim(request: Any, pk: int) -> Any:
    return actions.claim(seen(Pooled, request, pk), actor=request.user, now=timezone.now())


@router.post("/{pk}/assign", response=TakenOut, summary="Give a customer of the pool to somebody")
def assign(request: Any, pk: int, payload: AssignIn) -> Any:
    row: Pooled = seen(Pooled, request, pk)
    owner: Employee = person(payload.owner_id)
    return actions.assign(row, owner=owner, reason=payload.reason, actor=request.user, now=timezone.now())


@router.post("/{pk}/put-back", response=TakenOut, summary="Return a customer to its former owner")
def put_back(request: Any, pk: int) -> Any:
    return actions.put_back(seen(Pooled, request, pk), actor=request.user, now=timezone.now())


@router.get("/for/{pk}", response=list[PoolOut], summary="The pools that take this customer")
def fitting(request: Any, pk: int) -> Any:
    return queries.pools_for(seen(Customer, request, pk))


@router.post("/give-back/{pk}", response=PooledOut, summary="Give a customer back to a pool")
def give_back(request: Any, pk: int, payload: GiveBackIn) -> Any:
    row = seen(Customer, request, pk)
    pool = get_object_or_404(Pool, pk=payload.pool_id)
    return actions.give_back(
        row, pool=pool, reason=payload.reason, include_open=payload.include_open, actor=request.user, now=timezone.now()
    )

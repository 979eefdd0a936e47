"""Merging over REST: likely duplicates, letting customers go into one, and parting them again."""

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from gendan.api.paging import Window, page_of
from gendan.api.records import seen
from gendan.api.schemas import Page
from gendan.modules.customers.models import Customer
from gendan.modules.merges import actions, queries
from gendan.modules.merges.comparing import Comparison
from gendan.modules.merges.models import Group, Merge
from gendan.modules.merges.people import joined_from
from gendan.spine.access.queries import require_any

router = Router(tags=["merges"])


class AlikeOut(Schema):
    """A customer of a group."""

    id: int
    code: str
    name: str
    owner_id: int | None


class GroupOut(Schema):
    """Customers that are likely the same, and why: credit code, phone, name."""

    id: int = Field(alias="group.pk")
    reasons: list[str] = Field(alias="group.reasons")
    customers: list[AlikeOut]


class GroupPage(Schema):
    """`next` goes into `after` of the next call; empty when there is no more."""

    items: list[GroupOut]
    next: str


class DismissIn(Schema):
    """Why they are not the same."""

    reason: str = Field("", max_length=200)


class PersonIn(Schema):
    """Contacts of different customers that are one person; `take` names, by field, the contact whose value counts."""

    ids: list[int] = Field(min_length=2, max_length=queries.MOST)
    take: dict[str, int] = {}


class MergeIn(Schema):
    """`survivor_id` stays (left out: the one with most behind it), the others go into it.

    `take` names, by field ("owner" too), the customer whose value counts; else the survivor's, where it has one.
    `people` says which contacts are one person; all others stay beside each other.
    """

    ids: list[int] = Field(min_length=2, max_length=queries.MOST)
    survivor_id: int | None = None
    take: dict[str, int] = {}
    people: list[PersonIn] = []
    reason: str = Field(min_length=1, max_length=200)


class MergeOut(Schema):
    """One customer that went into another."""

    id: int
    survivor_id: int
    loser_id: int
    reason: str
    merged_at: datetime
    merged_by_id: int
    undone_at: datetime | None


class MergePage(Page):
    items: list[MergeOut]


@router.get("/groups", response=GroupPage, summary="Likely duplicates of which you may merge two at least")
def groups(request: Any, after: str = "") -> Any:
    require_any(request.user, "merge", Customer)
    rows, following = queries.groups_for(request.user, after=after)
    return {"items": rows, "next": following}


@router.post("/groups/{pk}/dismiss", response={204: None}, summary="They are not the same")
def dismiss(request: Any, pk: int, payload: DismissIn) -> Any:
    require_any(request.user, "merge", Customer)
    actions.dismiss(get_object_or_404(Group, pk=pk), reason=payload.reason, actor=request.user, now=timezone.now())
    return Status(204, None)


@router.get("", response=MergePage, summary="What was merged, newest first")
def merges(request: Any, window: Query[Window]) -> Any:
    return page_of(Merge.objects.visible_to(request.user), window)


@router.post("", response=list[MergeOut], summary="Let customers go into one")
def merge(request: Any, payload: MergeIn) -> Any:
    chosen = [seen(Customer, request, pk, "merge") for pk in dict.fromkeys(payload.ids)]
    given = {f"f.{name}": str(pk) for name, pk in payload.take.items()} | {"survivor": str(payload.survivor_id or "")}
    compared = Comparison(chosen, viewer=request.user, given=given)
    people = joined_from(compared.customers, [(one.ids, one.take) for one in payload.people], viewer=request.user)
    return actions.merge(
        compared.survivor, losers=compared.losers, values=compared.values, own=compared.own, owner=compared.owner,
        people=people, reason=payload.reason, actor=request.user, now=timezone.now(),
    )


@router.post("/{pk}/undo", response=MergeOut, summary="Part the customers again")
def undo(request: Any, pk: int) -> Any:
    return actions.unmerge(seen(Merge, request, pk), actor=request.user, now=timezone.now())

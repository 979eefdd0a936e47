"""Summaries of complaints over REST: of a month, and for the management review; handed in and published by their moves."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from ninja import Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import add_record_routes, seen
from gendan.api.schemas import Page
from gendan.modules.complaints import actions
from gendan.modules.complaints.access import DIGEST as KIND
from gendan.modules.complaints.models import Digest
from gendan.spine.access.queries import masked

router = Router(tags=["complaint summaries"])


class DigestOut(Schema):
    """A summary; `figures` are those of the day on which it was handed in, the cost is null for whoever may not see it."""

    id: int
    number: str
    span: str
    since: date
    until: date
    due_on: date
    text: str
    measures: str
    figures: dict[str, Any]
    cost_cny: Decimal | None
    state: str
    owner_id: int | None
    approver_id: int | None
    approved_by_id: int | None
    published_at: datetime | None

    @staticmethod
    def resolve_cost_cny(record: Digest, context: Any) -> Decimal | None:
        """What the complaints cost, for those who may see costs."""
        return None if masked(context["request"].user, KIND, "cost_cny") else record.cost_cny


class DigestPage(Page):
    items: list[DigestOut]


class ReviewIn(Schema):
    """Over which time the management review looks."""

    since: date
    until: date


@router.get("", response=DigestPage, summary="Summaries that you may see")
def digests(request: Any, window: Query[Window]) -> Any:
    return page_of(Digest.objects.visible_to(request.user), window)


@router.post("", response=DigestOut, summary="Begin a report for the management review")
def review(request: Any, payload: ReviewIn) -> Any:
    return actions.begin_review(since=payload.since, until=payload.until, actor=request.user, now=timezone.now())


@router.get("/{pk}", response=DigestOut, summary="One summary")
def digest(request: Any, pk: int) -> Any:
    return seen(Digest, request, pk)


add_record_routes(router, Digest)

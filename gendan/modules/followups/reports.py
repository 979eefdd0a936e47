"""Figures of follow-ups: each a function from a scoped queryset to rows (reports 10, 12, 13)."""

from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, F, Max, Q, QuerySet
from django.db.models.functions import TruncDate

from gendan.modules.customers.models import FollowKind
from gendan.modules.followups.models import NOT_REACHED, Activity, Promise, Tick, Way
from gendan.modules.followups.rules import LONG_CALL_SECONDS

NEW_CALLS_A_DAY = 5


def calls_by_person(activities: QuerySet[Activity]) -> list[dict[str, Any]]:
    """Calls, reached ones, mean length in seconds, calls over five minutes, mean attempt (F03)."""
    rows = (
        activities.filter(way=Way.CALL)
        .values("owner_id", "owner__name")
        .annotate(
            calls=Count("id"),
            reached=Count("id", filter=~Q(result__in=NOT_REACHED)),
            mean_seconds=Avg("seconds"),
            long_calls=Count("id", filter=Q(seconds__gt=LONG_CALL_SECONDS)),
            attempts=Avg("attempt", filter=~Q(result__in=NOT_REACHED)),
        )
        .order_by("-calls", "owner_id")
    )
    return [row | {"rate": row["reached"] / row["calls"]} for row in rows]


def new_calls_per_day(activities: QuerySet[Activity], *, target: int = NEW_CALLS_A_DAY) -> list[dict[str, Any]]:
    """Calls to customers not yet cooperating, by person and day, against the target (F46.1)."""
    rows = (
        activities.filter(way=Way.CALL, follow_kind=FollowKind.CONVERSION)
        .annotate(day=TruncDate("at"))
        .values("day", "owner_id", "owner__name")
        .annotate(calls=Count("customer_id", distinct=True))
        .order_by("-day", "-calls")
    )
    return [row | {"target": target, "share": row["calls"] / target} for row in rows[:500]]


def by_follow_kind(activities: QuerySet[Activity]) -> list[dict[str, Any]]:
    """Follow-ups and customers per kind of follow-up (F02)."""
    rows = (
        activities.values("follow_kind")
        .annotate(count=Count("id"), customers=Count("customer_id", distinct=True))
        .order_by("-count", "follow_kind")
    )
    return [dict(row) for row in rows]


def points_ticked(ticks: QuerySet[Tick]) -> list[dict[str, Any]]:
    """Each point of check-lists and guides: at which stage, how often, by how many, for how many customers (report 48)."""
    rows = ticks.order_by().values("moment", "point").annotate(
        times=Count("pk"), people=Count("by", distinct=True), customers=Count("customer", distinct=True), last=Max("at"),
    )
    return [dict(row) for row in rows.order_by("-times", "moment", "point")[:500]]


def promises_by_person(promises: QuerySet[Promise], *, now: datetime) -> list[dict[str, Any]]:
    """Kept in time, broken (answered late), open and overdue promises by person (report 13)."""
    still_open = Q(state_kind="open")
    rows = (
        promises.values("owner_id", "owner__name")
        .annotate(
            in_time=Count("id", filter=Q(kept=True)),
            broken=Count("id", filter=Q(kept=False)),
            overdue=Count("id", filter=still_open & Q(due_at__lt=now)),
            open=Count("id", filter=still_open),
            withdrawn=Count("id", filter=Q(state="withdrawn")),
        )
        .order_by("-overdue", F("owner__name"))
    )
    return [dict(row) for row in rows]

"""Figures of corrective actions: open ones by age, overdue ones by department, what worked, and rounds (report 31)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet
from django.db.models.functions import TruncMonth

from gendan.modules.capa.models import Capa, Round
from gendan.modules.capa.queries import OPEN

RUNS = Q(state_kind__in=OPEN)
CLOSED = Q(state="closed")
WEEK, MONTH, QUARTER = timedelta(days=7), timedelta(days=30), timedelta(days=90)


def _ages(now: datetime) -> dict[str, Count]:
    """Open ones: up to a week, a month, a quarter old, and older."""
    edges = (("week", now - WEEK, None), ("month", now - MONTH, now - WEEK), ("quarter", now - QUARTER, now - MONTH), ("older", None, now - QUARTER))
    found = {}
    for name, start, end in edges:
        since = Q(created_at__gte=start) if start else Q()
        found[name] = Count("id", filter=RUNS & since & (Q(created_at__lt=end) if end else Q()))
    return found


def by_department(rows: QuerySet[Capa], *, now: datetime) -> list[dict[str, Any]]:
    """By responsible department: open by age, overdue, closed, the share of checks that said effective, rounds."""
    found = (
        rows.values("responsible", "responsible__name")
        .annotate(
            count=Count("id"), open=Count("id", filter=RUNS), late=Count("id", filter=RUNS & Q(step_due_at__lt=now)),
            closed=Count("id", filter=CLOSED), mean_rounds=Avg("round_no", filter=CLOSED), **_ages(now),
        )
        .order_by("-late", "-open", "responsible__name")
    )
    shares = effective_by(rows, "capa__responsible")
    return [row | {"effective": shares.get(row["responsible"])} for row in found]


def effective_by(rows: QuerySet[Capa], name: str) -> dict[Any, float]:
    """Of all checks, the share that said effective."""
    judged = Round.objects.filter(capa__in=rows.values("id")).exclude(effective=None)
    found = judged.values(name).annotate(all=Count("id"), good=Count("id", filter=Q(effective=True))).order_by()
    return {row[name]: row["good"] / row["all"] for row in found}


def by_month(rows: QuerySet[Capa]) -> list[dict[str, Any]]:
    """By month of asking: how many, how many are closed, in one round, and how long it took."""
    took = ExpressionWrapper(F("closed_at") - F("created_at"), output_field=DurationField())
    found = (
        rows.annotate(month=TruncMonth("created_at"))
        .values("month")
        .annotate(
            count=Count("id"), closed=Count("id", filter=CLOSED), open=Count("id", filter=RUNS), mean_rounds=Avg("round_no"),
            first=Count("id", filter=CLOSED & Q(round_no=1)), took=Avg(took, filter=CLOSED), grave=Count("id", filter=Q(grade=1)),
        )
        .order_by("-month")
    )
    return [row | {"first_share": row["first"] / row["closed"] if row["closed"] else None} for row in found]


def by_cause(rows: QuerySet[Capa]) -> Iterable[dict[str, Any]]:
    """By the bone of the fishbone: where causes lie, and whether what was done worked."""
    known = rows.exclude(factor="")
    shares = effective_by(known, "capa__factor")
    found = known.values("factor").annotate(count=Count("id"), again=Count("id", filter=Q(round_no__gt=1))).order_by("-count", "factor")
    return [row | {"effective": shares.get(row["factor"])} for row in found]

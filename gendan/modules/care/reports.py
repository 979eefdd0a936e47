"""Figures of care, each a function from a scoped queryset to rows."""

from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from gendan.modules.care.models import Occasion


def due_by_colour(rows: QuerySet[Occasion]) -> list[dict[str, Any]]:
    """Report 9: by month and colour how many days came up, how many were kept, left out, missed, and are still open."""
    def states(*keys: str) -> Count:
        return Count("id", filter=Q(state__in=keys))

    found = (
        rows.annotate(at=TruncMonth("on")).values("at", "colour")
        .annotate(
            count=Count("id"), done=states("done"), open=states("ahead"), skipped=states("skipped"), missed=states("missed"),
            budget=Sum("budget"),
        )
        .order_by("at", "colour")
    )
    return [dict(row) for row in found]

"""Figures of quotations: each a function from a scoped queryset to rows (report 19)."""

from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from gendan.modules.quotes.models import PriceCut, Quote

TOOK = ExpressionWrapper(F("first_sent_at") - F("enquired_at"), output_field=DurationField())
FIGURES: dict[str, Any] = {
    "enquiries": Count("id"), "sent": Count("id", filter=Q(first_sent_at__isnull=False)),
    "same": Count("id", filter=Q(same_day=True)), "took": Avg(TOOK),
}


def same_day(quotes: QuerySet[Quote]) -> list[dict[str, Any]]:
    """Report 19: by person the enquiries, the prices sent, and the share sent the same day (F68)."""
    found = quotes.values("owner_id", "owner__name", "department__name").annotate(**FIGURES)
    return [_share(dict(row)) for row in found.order_by("department__name", "owner__name", "owner_id")]


def same_day_by_month(quotes: QuerySet[Quote]) -> list[dict[str, Any]]:
    """The same by the month of the enquiry."""
    found = quotes.annotate(month=TruncMonth("enquired_at")).values("month").annotate(**FIGURES)
    return [_share(dict(row)) for row in found.order_by("month")]


def _share(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"share": row["same"] / row["sent"] if row["sent"] else None}


def results(quotes: QuerySet[Quote]) -> list[dict[str, Any]]:
    """By person what became of the quotations, in number and yuan; the hit rate counts those that came to an end."""
    ended = Q(state__in=("accepted", "declined", "expired"))
    found = quotes.values("owner_id", "owner__name").annotate(
        count=Count("id"), accepted=Count("id", filter=Q(state="accepted")), declined=Count("id", filter=Q(state="declined")),
        expired=Count("id", filter=Q(state="expired")), ended=Count("id", filter=ended),
        value=Sum("amount_cny", filter=Q(state="accepted")), rounds=Avg("round"), repeats=Sum("repeats"),
    )
    return [
        dict(row) | {"hit": row["accepted"] / row["ended"] if row["ended"] else None}
        for row in found.order_by("-accepted", "owner__name", "owner_id")
    ]


def cuts(quotes: QuerySet[Quote]) -> list[dict[str, Any]]:
    """F68.3: price cuts asked by person, how many were granted, and by how much on average."""
    found = PriceCut.objects.filter(version__quote__in=quotes.values("id")).values("asked_by_id", "asked_by__name").annotate(
        count=Count("id"), granted=Count("id", filter=Q(granted_percent__gt=0)), asked=Avg("percent"),
        given=Avg("granted_percent", filter=Q(granted_percent__gt=0)),
    )
    return [dict(row) for row in found.order_by("-count", "asked_by__name")]

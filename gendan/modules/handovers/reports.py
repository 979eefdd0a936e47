"""Figures of staged follow-up: conversion and collection of each phase, and both together (F26, A42, A43)."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from gendan.modules.followups.models import Activity
from gendan.modules.handovers.models import Staged
from gendan.modules.handovers.queries import missing_from_file, valid_calls
from gendan.modules.opportunities.models import Opportunity, Payment

#: So many of the oldest are listed.
MOST = 200


def phases(rows: QuerySet[Staged], *, now: datetime) -> list[dict[str, Any]]:
    """By executor and phase: customers, valid calls, contracts, conversion, signed amount, received, collection."""
    listed = list(rows.select_related("consultant", "director", "customer"))
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for record in listed:
        _count(found, record, phase=1, now=now)
        if record.handed_over_at is not None and record.director is not None:
            _count(found, record, phase=2, now=now)
    return [_rates(row) for _key, row in sorted(found.items(), key=lambda item: (item[0][1], -item[1]["customers"]))]


def running(rows: QuerySet[Staged]) -> list[dict[str, Any]]:
    """Report 6: what is handed over or on its way to it, the oldest first, and what the file still lacks."""
    listed = rows.filter(ended_at=None).select_related("customer", "consultant", "director", "case").order_by("started_at", "pk")
    return [
        {"id": row.pk, "customer": str(row.customer), "consultant": row.consultant.name, "director": row.director.name if row.director else "",
         "phase": 2 if row.handed_over_at else 1, "began": row.started_at, "handed_over": row.handed_over_at,
         "missing": "、".join(str(label) for label in missing_from_file(row)) or "—"}
        for row in listed[:MOST]
    ]


def _count(found: dict[tuple[int, int], dict[str, Any]], record: Staged, *, phase: int, now: datetime) -> None:
    person: Any = record.consultant if phase == 1 else record.director
    row = found.setdefault((person.pk, phase), {
        "person": person.name, "phase": phase, "customers": 0, "calls": 0, "contracts": 0,
        "signed": Decimal(0), "received": Decimal(0),
    })
    start = record.started_at if phase == 1 else record.handed_over_at
    end = (record.handed_over_at if phase == 1 else None) or record.ended_at or now
    row["customers"] += 1
    row["calls"] += valid_calls(Activity.objects.filter(customer=record.customer_id, at__gte=start, at__lte=end)).count()
    if record.signed_phase == phase:
        won = Opportunity.objects.filter(customer=record.customer_id, state="won").filter(
            Q(signed_on__isnull=True) | Q(signed_on__gte=record.started_at.date())
        )
        row["contracts"] += 1
        row["signed"] += won.aggregate(sum=Sum("contract_amount"))["sum"] or 0
        row["received"] += Payment.objects.filter(opportunity__in=won).aggregate(sum=Sum("amount"))["sum"] or 0


def _rates(row: dict[str, Any]) -> dict[str, Any]:
    """Contracts by valid calls, and by customers; money received by money signed."""
    return row | {
        "conversion": row["contracts"] / row["calls"] if row["calls"] else None,
        "of_customers": row["contracts"] / row["customers"],
        "collection": float(row["received"] / row["signed"]) if row["signed"] else None,
    }


def combined(first: float, second: float) -> float:
    """Both phases together: what phase 2 wins of what phase 1 left (A43)."""
    return first + (1 - first) * second

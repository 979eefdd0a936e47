"""Figures of incidents: how many, how fast the customers were told, and how it ended for the goods."""

from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet

from gendan.modules.incidents.models import Incident
from gendan.ui.report.shares import share

TOLD = Q(notices__told_at__isnull=False)


def by_carrier(rows: QuerySet[Incident]) -> list[dict[str, Any]]:
    """By carrier: incidents, customers, told, hours until told, damage."""
    found = rows.values("carrier").annotate(
        count=Count("id", distinct=True), open=Count("id", filter=Q(state_kind="open"), distinct=True),
        harmed=Count("id", filter=Q(damage__in=("part", "total")), distinct=True), insured=Count("id", filter=Q(insured=True), distinct=True),
        customers=Count("notices", distinct=True), told=Count("notices", filter=TOLD, distinct=True),
        taken=Avg(F("notices__told_at") - F("notices__created_at"), filter=TOLD),
    ).order_by("-count", "carrier")
    return [row | {"rate": share(row["told"], row["customers"]), "hours": row["taken"].total_seconds() / 3600 if row["taken"] else None} for row in found]

"""Report 32: returns by product and verdict with their defect rates, and the daily total of each desk against gendan's."""

from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet, Sum

from gendan.modules.returns.models import DeskDay, DeskReturn, Return
from gendan.modules.returns.words import DeskReason
from gendan.ui.report.shares import share


def inspected(rows: QuerySet[Return]) -> list[dict[str, Any]]:
    """By product: returns, pieces, inspected, defective, whose fault, days until the verdict."""
    found = rows.values("product_id", "product__name").annotate(
        count=Count("id"), pieces=Sum("quantity"), batches=Count("id", filter=Q(size="batch")), looked=Sum("inspected"), bad=Sum("defective"),
        ours=Count("id", filter=Q(fault="ours")), not_ours=Count("id", filter=Q(fault="not_ours")), misuse=Count("id", filter=Q(fault="misuse")),
        open=Count("id", filter=Q(state_kind="open")), refunds=Sum("amount", filter=Q(wish="refund")),
        taken=Avg(F("verdict_at") - F("isolated_at"), filter=Q(verdict_at__isnull=False)),
    ).order_by("-count", "product__name")
    return [
        row | {"rate": share(row["bad"], row["looked"]), "days": row["taken"].total_seconds() / 86400 if row["taken"] else None} for row in found
    ]


def causes(rows: QuerySet[Return]) -> list[dict[str, Any]]:
    """By cause, the most frequent first: what a Pareto chart draws."""
    found = rows.exclude(cause="").values("cause").annotate(count=Count("id"), pieces=Sum("quantity")).order_by("-count", "cause")
    return [dict(row) for row in found[:20]]


def days(rows: QuerySet[DeskDay]) -> list[dict[str, Any]]:
    """By day and desk: slips, gendan, difference with its reason, and how many were done in five minutes."""
    found = rows.select_related("department").annotate(
        returns=Count("deskreturns", distinct=True), timely=Count("deskreturns", filter=Q(deskreturns__in_time=True), distinct=True),
        finished=Count("deskreturns", filter=Q(deskreturns__in_time__isnull=False), distinct=True),
    ).order_by("-day", "department")[:200]
    return [{
        "id": row.pk, "day": row.day.isoformat(), "desk": str(row.department), "returns": row.returns, "slips": row.slips_total,
        "system": row.system_total, "difference": row.difference if row.slips_total is not None else None, "reason": row.total_reason,
        "float": row.end_difference, "timely": share(row.timely, row.finished),
    } for row in found]


def by_reason(rows: QuerySet[DeskReturn]) -> list[dict[str, Any]]:
    """By reason: how many, how much, defects, satisfied (F106.9: list of reasons for the store manager)."""
    found = rows.values("reason").annotate(
        count=Count("id"), amount=Sum("amount"), defects=Count("id", filter=Q(condition="defect")),
        satisfied=Count("id", filter=Q(satisfied=True)), paid=Count("id", filter=Q(done_at__isnull=False)),
    ).order_by("-count")
    return [row | {"name": str(DeskReason(row["reason"]).label), "rate": share(row["satisfied"], row["paid"])} for row in found]

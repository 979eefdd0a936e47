"""Figures of orders: reviews, returns, changes, rushes, and lead times kept (reports 20 … 22)."""

from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from gendan.modules.orders.models import Change, Order, ReturnRecord, Rush, TrialRun
from gendan.spine.procedures.models import Stay

SPECIAL = Q(special=True) | (~Q(irregular=[]) & Q(waived=False))


def reviews(orders: QuerySet[Order]) -> list[dict[str, Any]]:
    """By month of handing in: orders, the special ones, those on the short way, and the time to the signature (report 20)."""
    short = Q(case__in=Stay.objects.filter(procedure="order", via="short").values("case"))
    took = ExpressionWrapper(F("signed_at") - F("submitted_at"), output_field=DurationField())
    rows = (
        orders.exclude(submitted_at=None)
        .annotate(month=TruncMonth("submitted_at"))
        .values("month")
        .annotate(
            count=Count("id"), special=Count("id", filter=SPECIAL), short=Count("id", filter=short),
            deviating=Count("id", filter=Q(deviates=True)), took=Avg(took, filter=Q(signed_at__gt=F("submitted_at"))),
        )
        .order_by("-month")
    )
    return [row | {"special_share": row["special"] / row["count"]} for row in rows]


def returns(orders: QuerySet[Order]) -> QuerySet[ReturnRecord]:
    """The record of returned orders (report 21)."""
    found = ReturnRecord.objects.filter(order__in=orders.values("id")).select_related("order__customer", "returned_by")
    return found.order_by("-returned_on", "-pk")


def changes_by_kind(orders: QuerySet[Order]) -> list[dict[str, Any]]:
    """How often each kind of change was asked for, carried out and refused (report 22)."""
    rows = (
        Change.objects.filter(order__in=orders.values("id"))
        .values("kind")
        .annotate(
            count=Count("id"), done=Count("id", filter=Q(state="done")), refused=Count("id", filter=Q(state="refused")),
            reviewed=Count("id", filter=Q(allowed="review")), orders=Count("order", distinct=True),
        )
        .order_by("-count", "kind")
    )
    return [dict(row) for row in rows]


def deliveries(orders: QuerySet[Order]) -> list[dict[str, Any]]:
    """By month of shipping: changes per order, rush share, on time, and the lead time against the quoted one (report 22)."""
    lead = ExpressionWrapper(F("shipped_on") - F("ordered_on"), output_field=DurationField())
    rows = (
        orders.filter(state="shipped")
        .annotate(month=TruncMonth("shipped_on"))
        .values("month")
        .annotate(
            count=Count("id"), rushed=Count("id", filter=Q(rush=True)),
            on_time=Count("id", filter=Q(shipped_on__lte=F("first_promised_on"))),
            lead=Avg(lead), quoted=Avg("quoted_days"), amount=Sum("amount_cny"),
        )
        .order_by("-month")
    )
    changed = _changes_by_month(orders)
    return [
        row | {
            "rush_share": row["rushed"] / row["count"], "on_time_share": row["on_time"] / row["count"],
            "per_order": changed.get(row["month"], 0) / row["count"], "lead": row["lead"].days if row["lead"] is not None else None,
        }
        for row in rows
    ]


def _changes_by_month(orders: QuerySet[Order]) -> dict[Any, int]:
    rows = (
        Change.objects.filter(order__in=orders.filter(state="shipped").values("id"), state="done")
        .annotate(month=TruncMonth("order__shipped_on"))
        .values("month").annotate(count=Count("id")).order_by()
    )
    return {row["month"]: row["count"] for row in rows}


def rushes(orders: QuerySet[Order]) -> list[dict[str, Any]]:
    """Who presses, how often, and how often it was granted (F21.5)."""
    rows = (
        Rush.objects.filter(order__in=orders.values("id"))
        .values("requester")
        .annotate(count=Count("id"), granted=Count("id", filter=Q(state="granted")))
        .order_by("-count", "requester")[:50]
    )
    return [dict(row) for row in rows]


def trials(orders: QuerySet[Order]) -> list[dict[str, Any]]:
    """Trials held and passed, by stage of the chain (F13)."""
    rows = (
        TrialRun.objects.filter(coordination__order__in=orders.values("id")).exclude(passed=None)
        .values("stage")
        .annotate(count=Count("id"), passed=Count("id", filter=Q(passed=True)))
        .order_by("stage")
    )
    return [row | {"rate": row["passed"] / row["count"]} for row in rows]

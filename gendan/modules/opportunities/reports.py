"""Figures of opportunities: each a function from a scoped queryset to rows (reports 1 … 4)."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, DecimalField, DurationField, ExpressionWrapper, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, TruncMonth

from gendan.modules.opportunities.models import STAGES, CompetitorMet, DuplicateCheck, Opportunity
from gendan.modules.opportunities.procedure import STAGE_TITLES
from gendan.spine.procedures.models import Stay

ZERO = Value(Decimal(0), output_field=DecimalField(max_digits=18, decimal_places=2))


def _sum(field: str, **where: Any) -> Coalesce:
    return Coalesce(Sum(field, filter=Q(**where) if where else None), ZERO)


def funnel(opportunities: QuerySet[Opportunity]) -> list[dict[str, Any]]:
    """Count and amount by stage, wide to narrow; `passed` is the share that went on to the next stage (F52).

    The share counts the stays that have ended: those that went to a later stage or were won, of all.
    """
    rows: dict[str, dict[str, Any]] = {
        row["state"]: dict(row)
        for row in opportunities.filter(state__in=STAGES)
        .values("state")
        .annotate(count=Count("id"), amount=_sum("amount"))
        .order_by()
    }
    passed = _pass_rates(opportunities)
    empty: dict[str, Any] = {"count": 0, "amount": Decimal(0)}
    return [
        {"state": key, "title": STAGE_TITLES[key], **{name: rows.get(key, empty)[name] for name in empty},
         "passed": passed.get(key)}
        for key in STAGES
    ]


def mean_stays(opportunities: QuerySet[Opportunity]) -> dict[str, timedelta]:
    """By stage how long the stays lasted that have ended (report 1)."""
    cases = opportunities.filter(case__isnull=False).values("case_id")
    took = ExpressionWrapper(F("left_at") - F("entered_at"), output_field=DurationField())
    ended = Stay.objects.filter(procedure="opportunity", state__in=STAGES, left_at__isnull=False, case_id__in=cases)
    return dict(ended.order_by().values_list("state").annotate(mean=Avg(took)))


def _pass_rates(opportunities: QuerySet[Opportunity]) -> dict[str, float]:
    cases = opportunities.filter(case__isnull=False).values("case_id")
    ended = (
        Stay.objects.filter(procedure="opportunity", state__in=STAGES, left_at__isnull=False, case_id__in=cases)
        .values("state", "left_to")
        .annotate(count=Count("id"))
        .order_by()
    )
    total: Counter[str] = Counter()
    ahead: Counter[str] = Counter()
    for row in ended:
        total[row["state"]] += row["count"]
        if row["left_to"] == "won" or row["left_to"] in STAGES[STAGES.index(row["state"]) + 1 :]:
            ahead[row["state"]] += row["count"]
    return {key: ahead[key] / count for key, count in total.items()}


def closed(opportunities: QuerySet[Opportunity]) -> dict[str, Any]:
    """How many were won and lost, and the won value in yuan."""
    return opportunities.aggregate(
        won=Count("id", filter=Q(state="won")),
        lost=Count("id", filter=Q(state="lost")),
        won_value=_sum("contract_amount", state="won"),
    )


def forecast(opportunities: QuerySet[Opportunity], *, chances: Mapping[str, float]) -> list[dict[str, Any]]:
    """Expected signings by month: count, amount, and the amount weighted by the chance of the stage (F39.3)."""
    rows = (
        opportunities.filter(state__in=STAGES)
        .annotate(month=TruncMonth("expected_on"))
        .values("month", "state")
        .annotate(count=Count("id"), amount=_sum("amount"))
        .order_by("month")
    )
    months: dict[date | None, dict[str, Any]] = {}
    for row in rows:
        month = months.setdefault(
            row["month"], {"month": row["month"], "count": 0, "amount": Decimal(0), "weighted": Decimal(0)}
        )
        month["count"] += row["count"]
        month["amount"] += row["amount"]
        month["weighted"] += row["amount"] * Decimal(str(chances.get(row["state"], 0))) / 100
    return list(months.values())


def won_by_owner(opportunities: QuerySet[Opportunity]) -> list[dict[str, Any]]:
    """Won and lost per owner, the largest won value first."""
    found = (
        opportunities.filter(state__in=("won", "lost"))
        .values("owner_id", "owner__name", "department__name")
        .annotate(
            won=Count("id", filter=Q(state="won")),
            lost=Count("id", filter=Q(state="lost")),
            won_value=_sum("contract_amount", state="won"),
        )
        .order_by("-won_value", "owner_id")
    )
    return [dict(row) for row in found]


def by_competitor(opportunities: QuerySet[Opportunity]) -> list[dict[str, Any]]:
    """For each competitor met: how many were won against it and lost (to it or not) (F39.5)."""
    found = (
        CompetitorMet.objects.filter(opportunity__in=opportunities.values("id"))
        .values("competitor_id", "competitor__name")
        .annotate(
            met=Count("id"),
            won=Count("id", filter=Q(opportunity__state="won")),
            lost=Count("id", filter=Q(opportunity__state="lost")),
            lost_to_them=Count("id", filter=Q(opportunity__lost_to=F("competitor"))),
        )
        .order_by("-met", "competitor__name")
    )
    return [dict(row) for row in found]


def loss_reasons(opportunities: QuerySet[Opportunity]) -> list[dict[str, Any]]:
    """Why opportunities were lost, the most frequent first."""
    found = (
        opportunities.filter(state="lost")
        .exclude(loss_reason="")
        .values("loss_reason")
        .annotate(count=Count("id"), amount=_sum("amount"))
        .order_by("-count", "loss_reason")[:50]
    )
    return [dict(row) for row in found]


def registrations(opportunities: QuerySet[Opportunity]) -> dict[str, Any]:
    """Submitted, registered, returned, duplicates, and the mean time of a review (report 2)."""
    took = ExpressionWrapper(F("reviewed_at") - F("submitted_at"), output_field=DurationField())
    return opportunities.exclude(submitted_at=None).aggregate(
        submitted=Count("id"),
        registered=Count("id", filter=Q(state__in=(*STAGES, "won", "lost"))),
        returned=Count("id", filter=Q(state="returned")),
        duplicates=Count("id", filter=Q(state__in=("rejected", "appealed", "duplicate"))),
        review_time=Avg(took),
    )


def by_source(opportunities: QuerySet[Opportunity]) -> list[dict[str, Any]]:
    """Opportunities, won ones and won value per source."""
    return _by(opportunities, "source")


def by_region(opportunities: QuerySet[Opportunity]) -> list[dict[str, Any]]:
    """Opportunities, won ones and won value per region."""
    return _by(opportunities, "region")


def _by(opportunities: QuerySet[Opportunity], field: str) -> list[dict[str, Any]]:
    found = (
        opportunities.values(field)
        .annotate(count=Count("id"), won=Count("id", filter=Q(state="won")),
                  won_value=_sum("contract_amount", state="won"))
        .order_by("-count", field)
    )
    return [dict(row) for row in found]


def duplicate_register(opportunities: QuerySet[Opportunity]) -> QuerySet[DuplicateCheck]:
    """Every check that found something, the newest first (F38, report 2)."""
    return (
        DuplicateCheck.objects.filter(opportunity__in=opportunities.values("id"))
        .exclude(decision=DuplicateCheck.Decision.NONE_FOUND)
        .select_related("opportunity", "checked_by", "decided_by")
        .order_by("-checked_at", "-id")
    )

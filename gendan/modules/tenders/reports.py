"""Figures of bids: won and lost, rounds, and how near our estimate of the score came."""

from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet, Sum

from gendan.modules.tenders.models import Criterion, Tender
from gendan.ui.report.shares import share


def results(rows: QuerySet[Tender]) -> list[dict[str, Any]]:
    """By owner: bids, open, won, lost, the rate, rounds, and the mean difference of result and estimate."""
    found = rows.values("owner_id", "owner__name").annotate(
        count=Count("id"), open=Count("id", filter=Q(state_kind="open")), won=Count("id", filter=Q(state="won")),
        lost=Count("id", filter=Q(state="lost")), rounds=Avg("round_no", filter=Q(round_no__gt=0)),
        amount=Sum("amount", filter=Q(state="won")),
    ).order_by("-won", "owner__name")
    known = Criterion.objects.filter(tender__in=rows.values("pk"), score__isnull=False, estimate__isnull=False)
    misses = {row["tender__owner_id"]: row["miss"] for row in known.values("tender__owner_id").annotate(miss=Avg(F("score") - F("estimate")))}
    return [row | {"rate": share(row["won"], row["won"] + row["lost"]), "miss": misses.get(row["owner_id"])} for row in found]

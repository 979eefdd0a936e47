"""Figures of samples: how many were asked for, ready in time, and confirmed, and after how many rounds (report 18)."""

from typing import Any

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet, Sum

from gendan.modules.samples.models import Round, Sample, SampleRequest
from gendan.ui.report.shares import share

ANSWERED = Q(state__in=("confirmed", "objected", "closed"))


def approval(rows: QuerySet[SampleRequest]) -> list[dict[str, Any]]:
    """By owner: asked for, ready in time, confirmed, at once, objections, rounds, fees."""
    late = Round.objects.filter(request=OuterRef("pk"), ready_on__gt=F("due_on"))
    made = Round.objects.filter(request=OuterRef("pk"), ready_on__isnull=False)
    found = rows.annotate(late=Exists(late), made=Exists(made)).values("owner_id", "owner__name").annotate(
        count=Count("id"), ready=Count("id", filter=Q(made=True)), in_time=Count("id", filter=Q(made=True, late=False)),
        confirmed=Count("id", filter=Q(state="confirmed")), at_once=Count("id", filter=Q(state="confirmed", round_no=1)),
        answered=Count("id", filter=ANSWERED), objected=Count("id", filter=Q(objection__gt="")),
        average=Avg("round_no", filter=Q(state="confirmed")), fees=Sum("fee_cny", filter=Q(fee_payer="customer")),
    ).order_by("-count", "owner__name")
    return [row | {
        "rate": share(row["confirmed"], row["answered"]), "first_rate": share(row["at_once"], row["confirmed"]),
        "time_rate": share(row["in_time"], row["ready"]),
    } for row in found]


def library(rows: QuerySet[Sample]) -> list[dict[str, Any]]:
    """By product kind: in the library, being entered, without a picture, and given to customers."""
    return [dict(row) for row in rows.values("kind_id", "kind__name").annotate(
        listed=Count("id", filter=Q(state="listed"), distinct=True), entered=Count("id", filter=Q(state="entered"), distinct=True),
        bare=Count("id", filter=Q(pictures=None, state__in=("entered", "listed")), distinct=True), given=Count("requests", distinct=True),
    ).order_by("kind__name")]

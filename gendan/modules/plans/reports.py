"""Figures of plans: how much of the month was completed, and what was carried over (report 36)."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from gendan.modules.followups.models import Activity
from gendan.modules.plans.models import Action, Plan, Result
from gendan.modules.plans.models.plan import Kind
from gendan.modules.plans.queries import IN_PERSON
from gendan.ui.report.shares import share

GONE = Q(result__in=(Result.DROPPED, Result.PASSED_ON))


MEETINGS = 5


def meetings(activities: QuerySet[Activity]) -> list[dict[str, Any]]:
    """How many customers came to the first, the second … fifth meeting in person, and how many of them to the next (F57)."""
    met = activities.filter(way__in=IN_PERSON).order_by().values("customer").annotate(n=Count("pk")).values_list("n", flat=True)
    counts = list(met)
    came = [sum(n >= number for n in counts) for number in range(1, MEETINGS + 2)]
    return [
        {"meeting": number, "customers": came[number - 1], "next": came[number], "share": share(came[number], came[number - 1])}
        for number in range(1, MEETINGS + 1)
    ]


def completion(plans: QuerySet[Plan]) -> list[dict[str, Any]]:
    """By manager: ☆ and ● in the plan, ★, not done, carried over, and the shares of ★ and of what was carried.

    What was dropped or went with its customer counts for nobody; what was carried counts in the month that it left
    as not completed, and in the next one as new work.
    """
    rows = (
        Action.objects.filter(plan__in=plans.values("pk")).exclude(GONE)
        .values("plan__owner_id", "plan__owner__name")
        .annotate(
            months=Count("plan", distinct=True), all=Count("id"),
            planned=Count("id", filter=Q(kind=Kind.PLANNED)), temporary=Count("id", filter=Q(kind=Kind.TEMPORARY)),
            carried_in=Count("id", filter=Q(carried_from__result=Result.CARRIED)),
            done=Count("id", filter=Q(result=Result.DONE)), not_done=Count("id", filter=Q(result=Result.NOT_DONE)),
            carried=Count("id", filter=Q(result=Result.CARRIED)), open=Count("id", filter=Q(result=Result.OPEN)),
        )
        .order_by("plan__owner__name", "plan__owner_id")
    )
    found = [row | {"share": share(row["done"], row["all"]), "carry_share": share(row["carried"], row["all"])} for row in rows]
    return sorted(found, key=lambda row: row["share"] or 0)

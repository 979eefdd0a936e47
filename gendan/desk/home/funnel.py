"""The funnel of the quarter with its goal."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from gendan.desk.home.circle import Circle, of_the_circle
from gendan.modules.opportunities import queries, reports
from gendan.modules.opportunities.listing import chances
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.procedure import QUARTER_GOAL
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import number


def funnel_of(user: Employee, *, circle: Circle, now: datetime) -> dict[str, Any]:
    """Stages with count, amount and passage; what is won this quarter; the weighted rest; the goal in yuan."""
    today = timezone.localdate(now)
    start = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    rows = of_the_circle(Opportunity.objects.visible_to(user).filter(deleted_at=None), user, circle)
    stages = reports.funnel(rows)
    won = reports.closed(rows.filter(closed_on__gte=start, closed_on__lte=today))
    weighted = sum((month["weighted"] for month in reports.forecast(rows, chances=chances(now))), Decimal(0))
    goal = Decimal(str(number(f"opportunity.{QUARTER_GOAL.key}", QUARTER_GOAL.default, at=now)))
    largest = max([*(stage["amount"] for stage in stages), won["won_value"], Decimal(1)])
    return {
        "open": queries.in_the_funnel(rows).count(),
        "stages": [stage | {"width": int(100 * stage["amount"] / largest)} for stage in stages],
        "won": won,
        "won_width": int(100 * won["won_value"] / largest),
        "weighted": weighted,
        "goal": goal,
        "goal_won": _share(won["won_value"], goal),
        "goal_weighted": _share(weighted, goal),
        "quarter": (today.month - 1) // 3 + 1,
    }


def _share(part: Decimal, whole: Decimal) -> int:
    return min(100, int(100 * part / whole)) if whole else 0

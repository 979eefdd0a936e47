"""The funnel of the quarter with its goal."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gendan.desk.home.circle import Circle, of_the_circle
from gendan.desk.home.counts import OWNERS
from gendan.modules.opportunities import reports
from gendan.modules.opportunities.listing import chances
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.procedure import QUARTER_GOAL
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import number
from gendan.ui import formats


def funnel_of(user: Employee, *, circle: Circle, now: datetime) -> dict[str, Any]:
    """Stages with count, amount and passage; what is won this quarter; the weighted rest; the goal in yuan."""
    today = timezone.localdate(now)
    start = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    rows = of_the_circle(Opportunity.objects.visible_to(user).filter(deleted_at=None), user, circle)
    stages = reports.funnel(rows)
    won = reports.closed(rows.filter(closed_on__gte=start, closed_on__lte=today))
    chance = chances(now)
    weighted = sum((stage["amount"] * Decimal(str(chance.get(stage["state"], 0))) / 100 for stage in stages), Decimal(0))
    goal = Decimal(str(number(f"opportunity.{QUARTER_GOAL.key}", QUARTER_GOAL.default, at=now)))
    largest = max([*(stage["amount"] for stage in stages), won["won_value"], Decimal(1)])
    shown = [_line(stage, largest, circle) for stage in stages if stage["count"] or stage["state"] != "target"]
    return {
        "title": _("Sales funnel"),
        "note": _("quarter %(quarter)s · %(count)s in hand")
        % {"quarter": (today.month - 1) // 3 + 1, "count": sum(stage["count"] for stage in stages)},
        "url": "/reports/losses",
        "url_label": _("Reasons of losses"),
        "unit": formats.wan_unit(),
        "rows": [*shown, _won_line(won, largest)],
        "goal": _goal(goal, won["won_value"], weighted),
    }


def _line(stage: dict[str, Any], largest: Decimal, circle: Circle) -> dict[str, Any]:
    owner = OWNERS[circle.key]
    return {
        "label": stage["title"], "count": stage["count"], "amount": formats.wan_bare(stage["amount"]),
        "url": f"/opportunities?view=all&f.state={stage['state']}" + (f"&f.owner={owner}" if owner else ""),
        "share": f"{stage['passed']:.0%}" if stage["passed"] is not None else "",
        "width": int(100 * stage["amount"] / largest), "strong": False,
    }


def _won_line(won: dict[str, Any], largest: Decimal) -> dict[str, Any]:
    closed = won["won"] + won["lost"]
    return {
        "label": pgettext("opportunity", "won"), "count": won["won"], "amount": formats.wan_bare(won["won_value"]),
        "url": "/reports/won?period=quarter", "share": f"{won['won'] / closed:.0%}" if closed else "",
        "width": int(100 * won["won_value"] / largest), "strong": True,
    }


def _goal(goal: Decimal, won: Decimal, weighted: Decimal) -> dict[str, Any] | None:
    if not goal:
        return None
    return {
        "label": _("goal of the quarter %(goal)s") % {"goal": formats.wan(goal)},
        "won": _share(won, goal), "weighted": _share(won + weighted, goal),
        "won_text": formats.wan_bare(won), "weighted_text": formats.wan_bare(weighted),
    }


def _share(part: Decimal, whole: Decimal) -> int:
    return min(100, int(100 * part / whole)) if whole else 0

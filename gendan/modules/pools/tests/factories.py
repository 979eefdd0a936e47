"""Pools for tests, settled through the public door."""

from datetime import datetime, timedelta
from typing import Any

from gendan.modules.pools import actions
from gendan.modules.pools.models import Pool, Rule
from gendan.spine.org.models import Employee

LIMITS: dict[str, Any] = {
    "provinces": [], "claims_per_day": 5, "held_limit": None, "cool_down_days": 7, "is_active": True, "position": 0,
}
RULE: dict[str, Any] = {
    "clock": "quiet", "days": 30, "classes": [], "warn_days": 3, "spare_open": True, "spare_traded": True,
    "spare_waiting": True, "is_active": True,
}


def pool(cast: Any, name: str = "华东公海", **values: Any) -> Pool:
    """A pool of the East that Gao keeps."""
    given = {"name": name, "departments": [cast.east], "keepers": [cast.gao], **LIMITS, **values}
    return actions.save_pool(None, values=given, actor=cast.bai)


def rule(of: Pool, actor: Employee, **values: Any) -> Rule:
    """Thirty days without follow-up, announced three days before."""
    return actions.save_rule(None, pool=of, values=RULE | values, actor=actor)


def night(now: datetime, days: int) -> datetime:
    """Half past two in the night so many days later."""
    return (now + timedelta(days=days)).replace(hour=2, minute=30)


def nights(now: datetime, days: int) -> None:
    """Let the clock tick in every night until then."""
    for day in range(1, days + 1):
        actions.recycle(now=night(now, day))

"""The numbers of planning, which a company changes."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.spine.org import queries as org
from gendan.spine.procedures.declare import Number, Unit

KEY = "monthly_plan"
DRAFT_DAYS = Number("draft_days", _("to modify and submit the plan"), 2, Unit.WORKING_DAYS, 0.125, 20)
APPROVE_DAYS = Number("approve_days", _("to approve"), 1, Unit.WORKING_DAYS, 0.125, 10)
CORRECT_DAYS = Number("correct_days", _("to modify a rejected plan"), 1, Unit.WORKING_DAYS, 0.125, 10)
REMIND = Number("plan_remind", _("reminder before the time"), 4, Unit.WORKING_HOURS, 0, 40)
TO_HEAD = Number("plan_to_head", _("late by this much: tell the head"), 4, Unit.WORKING_HOURS, 0, 80)
TO_DIRECTOR = Number("plan_to_director", _("late by this much: tell the director"), 2, Unit.WORKING_DAYS, 0, 30)
EVERY = {
    "A": Number("every_a", _("visit class A every"), 7, Unit.DAYS, 1, 365),
    "B": Number("every_b", _("visit class B every"), 30, Unit.DAYS, 1, 365),
    "C": Number("every_c", _("visit class C every"), 60, Unit.DAYS, 1, 730),
}
PER_DAY = Number("per_day", _("actions a day at most, when the month is generated"), 6, Unit.COUNT, 1, 50)
ALL = (*EVERY.values(), PER_DAY)


def value(number: Number, *, at: datetime) -> Any:
    """The company's own value at a moment."""
    return org.number(f"{KEY}.{number.key}", number.default, at=at)


def intervals(*, at: datetime) -> dict[str, int]:
    """Days between two visits by class (F89.3)."""
    return {abc: max(1, int(value(number, at=at))) for abc, number in EVERY.items()}

"""The numbers of planning, which a company changes."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.spine.org import queries as org
from gendan.spine.org.numbers import CompanyNumber, declare
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
AT_ONCE = Number("at_once", _("visits due by class that stand on one's board at once"), 10, Unit.COUNT, 0, 200)
LEAD_DAYS = Number("lead_days", _("visit due by class: to-do so many days before"), 2, Unit.DAYS, 0, 30)
ALL = (*EVERY.values(), PER_DAY, AT_ONCE, LEAD_DAYS)

VISIT_KEY = "visit"
PREPARE = Number("prepare", _("reminder to prepare, before the appointment"), 1, Unit.WORKING_DAYS, 0, 10)
REPORT = Number("report", _("to write the report after arriving"), 4, Unit.WORKING_HOURS, 0.5, 40)
LATE_TO_HEAD = Number("visit_to_head", _("late by this much: tell the head"), 1, Unit.WORKING_DAYS, 0, 20)
GAPS = {
    "A": Number("gap_a", _("class A without any contact for"), 10, Unit.DAYS, 1, 365),
    "B": Number("gap_b", _("class B without any contact for"), 30, Unit.DAYS, 1, 365),
    "C": Number("gap_c", _("class C without any contact for"), 60, Unit.DAYS, 1, 730),
    "": Number("gap_none", _("customers without a class, without any contact for"), 90, Unit.DAYS, 1, 730),
}
OFTEN_COUNT = Number("often_count", _("too often: so many contacts"), 5, Unit.COUNT, 2, 100)
OFTEN_DAYS = Number("often_days", _("too often: within so many days"), 7, Unit.DAYS, 1, 90)
TRACKING = (*GAPS.values(), OFTEN_COUNT, OFTEN_DAYS)
COLLATE = Number("collate", _("to collate a report"), 1, Unit.WORKING_DAYS, 0.125, 10)
REPORT_KEY = "visit_report"
EARLY = Number("early", _("minutes to be early"), 10, Unit.MINUTES, 0, 60)


def value(number: Number, *, at: datetime) -> Any:
    """The company's own value at a moment."""
    return org.number(f"{KEY}.{number.key}", number.default, at=at)


def intervals(*, at: datetime) -> dict[str, int]:
    """Days between two visits by class (F89.3)."""
    return {abc: max(1, int(value(number, at=at))) for abc, number in EVERY.items()}


def value_of_visit(number: Number, *, at: datetime) -> Any:
    """The same for the procedure of visits."""
    return org.number(f"{VISIT_KEY}.{number.key}", number.default, at=at)


MEETINGS = declare(CompanyNumber(
    "plans.meetings", _("heads and directors are reminded of sales situation meetings (1 = yes, 0 = no)"), 1, low=0, high=1, group=_("Plans and visits"), flow="F26",
))
MEETING_MINUTES = declare(CompanyNumber(
    "plans.meeting_minutes", _("reminded of a meeting so long before work begins or ends"), 15, low=0, high=240, unit=_("minutes"),
    group=_("Plans and visits"), flow="F26",
))

"""Verbs of plans; nothing else writes their tables."""

from gendan.modules.plans.actions.frequency import make_frequency_todos, met_in_person
from gendan.modules.plans.actions.generating import begin_month, begin_months
from gendan.modules.plans.actions.listeners import follow_owner, follow_transfer, note_followup, pass_on
from gendan.modules.plans.actions.marking import (
    add_action,
    change_action,
    drop_action,
    finish_action,
    reopen_action,
    write_analysis,
)
from gendan.modules.plans.actions.meetings import remind_of_meetings
from gendan.modules.plans.actions.reporting import (
    begin_reports,
    daily_report,
    hold_meeting,
    pass_on_reports,
    periodic_report,
    reports_follow_transfer,
    write_report,
)
from gendan.modules.plans.actions.today import make_todos
from gendan.modules.plans.actions.visiting import (
    arrive,
    forget_binned,
    plan_visit,
    put_off,
    report,
    tick_preparation,
)

__all__ = [
    "add_action", "arrive", "begin_month", "begin_months", "begin_reports", "change_action", "daily_report", "drop_action",
    "finish_action", "follow_owner", "follow_transfer", "forget_binned", "hold_meeting",
    "make_frequency_todos", "make_todos", "met_in_person", "note_followup", "pass_on", "pass_on_reports",
    "periodic_report", "plan_visit", "put_off", "remind_of_meetings", "reopen_action", "report", "reports_follow_transfer", "tick_preparation",
    "write_analysis", "write_report",
]

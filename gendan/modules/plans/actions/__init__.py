"""Verbs of plans; nothing else writes their tables."""

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
from gendan.modules.plans.actions.today import make_todos

__all__ = [
    "add_action", "begin_month", "begin_months", "change_action", "drop_action", "finish_action", "follow_owner",
    "follow_transfer", "make_todos", "note_followup", "pass_on", "reopen_action", "write_analysis",
]

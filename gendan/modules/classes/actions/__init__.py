"""Verbs of the classes; nothing else writes their tables."""

from gendan.modules.classes.actions.collecting import open_submissions, pass_on, save_duty
from gendan.modules.classes.actions.overriding import end_override, require_reason, set_class
from gendan.modules.classes.actions.reckoning import ask_to_reckon, reckon_when_due
from gendan.modules.classes.actions.settling import change_measure
from gendan.modules.classes.actions.strategy import add_measure, write_strategy

__all__ = [
    "add_measure", "ask_to_reckon", "change_measure", "end_override", "open_submissions", "pass_on", "reckon_when_due", "require_reason",
    "save_duty", "set_class", "write_strategy",
]

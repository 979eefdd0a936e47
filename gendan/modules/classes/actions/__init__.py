"""Verbs of the classes; nothing else writes their tables."""

from gendan.modules.classes.actions.overriding import end_override, require_reason, set_class
from gendan.modules.classes.actions.reckoning import ask_to_reckon, reckon_when_due
from gendan.modules.classes.actions.settling import change_measure

__all__ = ["ask_to_reckon", "change_measure", "end_override", "reckon_when_due", "require_reason", "set_class"]

"""Verbs of corrective actions."""

from gendan.modules.capa.actions.analysis import write_analysis
from gendan.modules.capa.actions.answering import approve_answer, draft_answer, first_words, send_answer
from gendan.modules.capa.actions.listeners import pass_on
from gendan.modules.capa.actions.opening import (
    add_source,
    change_capa,
    gather_into,
    hand_over,
    join_to,
    open_capa,
    open_for,
    open_for_many,
)
from gendan.modules.capa.actions.working import add_action, drop_action, finish_action, move_action

__all__ = [
    "add_action", "add_source", "approve_answer", "change_capa", "draft_answer", "drop_action", "finish_action", "first_words", "gather_into",
    "hand_over", "join_to", "move_action", "open_capa", "open_for", "open_for_many", "pass_on", "send_answer", "write_analysis",
]

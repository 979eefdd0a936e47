"""Verbs of returns and of the service desk."""

from gendan.modules.returns.actions.desk import (
    hand_over,
    hear,
    note_expense,
    note_wanted,
    pass_on_voice,
    register_return,
    sign_in,
)
from gendan.modules.returns.actions.listeners import follow_moves, pass_on
from gendan.modules.returns.actions.trade import attach, open_return, write_inspection

__all__ = [
    "attach", "follow_moves", "hand_over", "hear", "note_expense", "note_wanted", "open_return", "pass_on", "pass_on_voice", "register_return", "sign_in", "write_inspection",
]

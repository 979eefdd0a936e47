"""Verbs of the public pools; nothing else writes their tables."""

from gendan.modules.pools.actions.entering import give_back, put_in
from gendan.modules.pools.actions.listeners import forget_binned, note_followup, replace_keeper
from gendan.modules.pools.actions.recycling import ask_undo, carry_on, recycle
from gendan.modules.pools.actions.settling import refresh_people, remove_rule, save_capacity, save_pool, save_rule
from gendan.modules.pools.actions.taking import assign, claim, put_back

__all__ = [
    "ask_undo", "assign", "carry_on", "claim", "forget_binned", "give_back", "note_followup", "put_back", "put_in",
    "recycle", "refresh_people", "remove_rule", "replace_keeper", "save_capacity", "save_pool", "save_rule",
]

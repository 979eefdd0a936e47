"""Verbs of knowledge: write, sort, link, read."""

from gendan.modules.knowledge.actions.categories import remove_category, save_category
from gendan.modules.knowledge.actions.linking import link, note_reading, unlink, unlink_removed
from gendan.modules.knowledge.actions.removal import bin_days, empty_bin, move_to_bin, remove_finally, restore
from gendan.modules.knowledge.actions.writing import pass_on, require_may_manage, take_back, write_article

__all__ = [
    "bin_days", "empty_bin", "link", "move_to_bin", "note_reading", "pass_on", "remove_category", "remove_finally",
    "require_may_manage", "restore", "save_category", "take_back", "unlink", "unlink_removed", "write_article",
]

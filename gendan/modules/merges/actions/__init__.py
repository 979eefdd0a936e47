"""Verbs of merging; nothing else writes their tables."""

from gendan.modules.merges.actions.grouping import dismiss, find_nightly
from gendan.modules.merges.actions.joining import merge
from gendan.modules.merges.actions.parting import unmerge

__all__ = ["dismiss", "find_nightly", "merge", "unmerge"]

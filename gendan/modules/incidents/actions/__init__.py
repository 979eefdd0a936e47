"""Verbs of incidents."""

from gendan.modules.incidents.actions.listeners import follow_moves, follow_owner, pass_on
from gendan.modules.incidents.actions.opening import add_orders, note_enquiry, open_incident

__all__ = ["add_orders", "follow_moves", "follow_owner", "note_enquiry", "open_incident", "pass_on"]

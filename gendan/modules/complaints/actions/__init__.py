"""Verbs of complaints."""

from gendan.modules.complaints.actions.enquiries import take_enquiry, turn_into_complaint
from gendan.modules.complaints.actions.intake import join_complaint, register_complaint, take_complaint
from gendan.modules.complaints.actions.listeners import pass_on
from gendan.modules.complaints.actions.routing import choose_profile, remove_route, write_cause, write_route
from gendan.modules.complaints.actions.verifying import (
    assign_complaint,
    declare_major,
    note_finding,
    note_visit,
    set_customer,
)

__all__ = [
    "assign_complaint", "choose_profile", "declare_major", "join_complaint", "note_finding", "note_visit", "pass_on", "register_complaint", "remove_route",
    "set_customer", "take_complaint", "take_enquiry", "turn_into_complaint", "write_cause", "write_route",
]

"""Verbs of complaints."""

from gendan.modules.complaints.actions.enquiries import take_enquiry, turn_into_complaint
from gendan.modules.complaints.actions.intake import join_complaint, register_complaint, register_taken, take_complaint
from gendan.modules.complaints.actions.listeners import capa_closed, capa_reopened, pass_on, sample_objected
from gendan.modules.complaints.actions.routing import choose_profile, remove_route, write_cause, write_route
from gendan.modules.complaints.actions.verifying import (
    assign_complaint,
    declare_major,
    note_finding,
    note_visit,
    set_customer,
)

__all__ = [
    "assign_complaint", "capa_closed", "capa_reopened", "choose_profile", "declare_major", "join_complaint", "note_finding", "note_visit", "pass_on", "register_complaint", "register_taken", "remove_route", "sample_objected",
    "set_customer", "take_complaint", "take_enquiry", "turn_into_complaint", "write_cause", "write_route",
]

"""Verbs of complaints."""

from gendan.modules.complaints.actions.arriving import complain_by_mail, separate_complaint, take_mail, write_mail_rule
from gendan.modules.complaints.actions.digesting import begin_review, prepare_digest, print_digest, refresh_figures
from gendan.modules.complaints.actions.enquiries import take_enquiry, turn_into_complaint
from gendan.modules.complaints.actions.intake import (
    join_complaint,
    register_complaint,
    register_taken,
    take_complaint,
    take_joined,
)
from gendan.modules.complaints.actions.listeners import (
    capa_closed,
    capa_reopened,
    consignment_objected,
    goods_complained,
    keep_those_who_complain,
    pass_on,
    return_finished,
    sample_objected,
)
from gendan.modules.complaints.actions.meeting import call_meeting, write_minutes
from gendan.modules.complaints.actions.outcome import answer_outcome, ask_by_message, note_unreached
from gendan.modules.complaints.actions.outside import close_form, open_form, receive
from gendan.modules.complaints.actions.promising import follow_moves
from gendan.modules.complaints.actions.replying import rewrite, send_out, tell_complainant
from gendan.modules.complaints.actions.routing import choose_profile, remove_route, write_cause, write_route
from gendan.modules.complaints.actions.verifying import (
    ask_correction,
    assign_complaint,
    declare_major,
    note_finding,
    note_visit,
    set_customer,
)

__all__ = [
    "answer_outcome", "ask_by_message", "ask_correction", "assign_complaint", "begin_review", "call_meeting", "close_form", "open_form", "capa_closed", "capa_reopened",
    "choose_profile", "complain_by_mail", "prepare_digest", "print_digest", "refresh_figures",
    "declare_major", "follow_moves", "goods_complained", "keep_those_who_complain", "join_complaint", "note_finding", "note_unreached", "note_visit", "pass_on", "receive", "register_complaint",
    "register_taken", "remove_route", "rewrite", "return_finished", "consignment_objected", "sample_objected", "send_out", "separate_complaint", "take_mail", "tell_complainant",
    "write_mail_rule", "write_minutes",
    "set_customer", "take_complaint", "take_enquiry", "take_joined", "turn_into_complaint", "write_cause", "write_route",
]

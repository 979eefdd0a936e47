"""Verbs of mails: mailboxes, receiving, filing, writing, sending, and what follows."""

from gendan.modules.customers.actions.registration import NextStep as FirstStep
from gendan.modules.mails.actions.boxes import close_box, leave_boxes, note_failure, note_success, save_box, try_box
from gendan.modules.mails.actions.filing import attach, detach, mark_read, set_private
from gendan.modules.mails.actions.following import diagnose
from gendan.modules.mails.actions.hearing import hear, hear_folder
from gendan.modules.mails.actions.leaving import take_back
from gendan.modules.mails.actions.posting import note_bounce, note_sent, note_undeliverable, send_again
from gendan.modules.mails.actions.receiving import receive
from gendan.modules.mails.actions.sending import GateClosed, Outcome, send, send_approved, send_news, send_to_each
from gendan.modules.mails.actions.settings import keep_template, remove_template, settle_gate
from gendan.modules.mails.actions.texting import text_contact, text_news
from gendan.modules.mails.actions.writing import (
    add_file,
    answer,
    ask_opinion,
    begin,
    discard,
    give_opinion,
    keep_draft,
    look_at,
    remove_file,
    use_template,
)

__all__ = [
    "FirstStep", "GateClosed", "Outcome", "add_file", "answer", "ask_opinion", "attach", "begin", "close_box", "detach", "diagnose", "discard",
    "give_opinion", "hear", "hear_folder", "keep_draft", "keep_template", "leave_boxes", "look_at", "mark_read", "note_bounce", "note_failure",
    "note_sent", "note_success", "note_undeliverable", "receive", "remove_file", "remove_template", "save_box", "send",
    "send_again", "send_approved", "send_news", "send_to_each", "set_private", "settle_gate", "take_back", "text_contact", "text_news", "try_box", "use_template",
]

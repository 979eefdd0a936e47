"""Verbs of care."""

from gendan.modules.care.actions.after_sale import begin_after_delivery, begin_after_sale, refer_after_sale
from gendan.modules.care.actions.answering import answer_online, send_survey
from gendan.modules.care.actions.dates import add_date, change_date, forget, open_date, remove_date, repeat_birthdays
from gendan.modules.care.actions.gifts import ask_gift, set_budget, write_terms
from gendan.modules.care.actions.issues import (
    begin_sending,
    cancel_sending,
    old_customers,
    send_due,
    set_sender,
    unreached,
    write_letter,
    write_news,
)
from gendan.modules.care.actions.listeners import (
    follow_contacts,
    follow_delivery,
    follow_moves,
    follow_shipment,
    forget_binned,
)
from gendan.modules.care.actions.preparing import prepare
from gendan.modules.care.actions.readers import add_first_reader, add_reader, begin_clipping, stop_reader
from gendan.modules.care.actions.referrals import ask_reward, claim_reward, note_referral, reward_of
from gendan.modules.care.actions.surveys import begin_survey, begin_surveys, write_question

__all__ = [
    "add_date",
    "add_first_reader",
    "add_reader",
    "answer_online",
    "ask_gift",
    "ask_reward",
    "begin_after_delivery",
    "begin_after_sale",
    "begin_clipping",
    "begin_sending",
    "begin_survey",
    "begin_surveys",
    "cancel_sending",
    "change_date",
    "claim_reward",
    "follow_contacts",
    "follow_delivery",
    "follow_moves",
    "follow_shipment",
    "forget",
    "forget_binned",
    "note_referral",
    "old_customers",
    "open_date",
    "prepare",
    "refer_after_sale",
    "remove_date",
    "repeat_birthdays",
    "reward_of",
    "send_due",
    "send_survey",
    "set_budget",
    "set_sender",
    "stop_reader",
    "unreached",
    "write_letter",
    "write_news",
    "write_question",
    "write_terms",
]

"""Verbs of care."""

from gendan.modules.care.actions.after_sale import begin_after_sale, refer_after_sale
from gendan.modules.care.actions.dates import add_date, change_date, remove_date, repeat_birthdays
from gendan.modules.care.actions.gifts import ask_gift, set_budget, write_terms
from gendan.modules.care.actions.listeners import (
    follow_contacts,
    follow_customers,
    follow_delivery,
    follow_moves,
    follow_owner,
    follow_transfer,
    forget_binned,
    pass_on,
)
from gendan.modules.care.actions.preparing import prepare
from gendan.modules.care.actions.referrals import ask_reward, claim_reward, note_referral, reward_of

__all__ = [
    "add_date", "ask_gift", "ask_reward", "begin_after_sale", "change_date", "claim_reward", "follow_contacts", "follow_customers", "follow_delivery", "follow_moves",
    "follow_owner", "follow_transfer", "forget_binned", "note_referral", "pass_on", "prepare", "refer_after_sale", "remove_date", "repeat_birthdays", "reward_of",
    "set_budget", "write_terms",
]

"""Verbs of care."""

from gendan.modules.care.actions.dates import add_date, change_date, remove_date, repeat_birthdays
from gendan.modules.care.actions.listeners import (
    follow_contacts,
    follow_customers,
    follow_owner,
    follow_transfer,
    pass_on,
)
from gendan.modules.care.actions.preparing import prepare

__all__ = [
    "add_date", "change_date", "follow_contacts", "follow_customers", "follow_owner", "follow_transfer", "pass_on", "prepare",
    "remove_date", "repeat_birthdays",
]

"""Verbs of customers and contacts; nothing else writes their tables."""

from gendan.modules.customers.actions.bin import bin_days, empty_bin, move_to_bin, remove_finally, restore
from gendan.modules.customers.actions.changes import (
    EDITABLE,
    change_customer,
    clear_suspicion,
    set_classes,
    set_prospect_state,
    set_valid,
    suspect_competitor,
    write_class,
)
from gendan.modules.customers.actions.contacts import (
    add_contact,
    change_contact,
    contact_left,
    mark_erased,
    record_consent,
    refresh_derived,
)
from gendan.modules.customers.actions.listeners import (
    follow_opportunity,
    follow_transfer,
    note_followup,
    pass_on_customers,
    settle_last_followup,
)
from gendan.modules.customers.actions.many import set_classes_of_many, set_valid_of_many
from gendan.modules.customers.actions.people import (
    add_related,
    ask_for_collaboration,
    change_owner,
    change_owner_of_many,
    hand_over,
    hand_over_open,
    leave_without_owner,
    remove_related,
    set_related,
)
from gendan.modules.customers.actions.registration import register_customer
from gendan.modules.customers.actions.satisfaction import note_satisfaction, refresh_satisfaction

__all__ = [
    "EDITABLE", "add_contact", "add_related", "ask_for_collaboration", "bin_days", "change_contact", "change_customer",
    "change_owner", "change_owner_of_many", "clear_suspicion", "contact_left", "empty_bin", "follow_opportunity",
    "follow_transfer", "hand_over",
    "hand_over_open", "leave_without_owner", "mark_erased", "move_to_bin", "note_followup", "note_satisfaction", "pass_on_customers", "record_consent", "refresh_derived", "refresh_satisfaction", "register_customer", "remove_finally",
    "remove_related", "restore", "set_classes", "set_classes_of_many", "set_prospect_state", "set_related", "set_valid", "set_valid_of_many", "settle_last_followup",
    "suspect_competitor",
    "write_class",
]

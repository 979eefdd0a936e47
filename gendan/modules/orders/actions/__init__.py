"""Verbs of orders besides the moves of their procedures."""

from gendan.modules.orders.actions.capacity import (
    save_material,
    save_workshop,
    set_change_table,
    set_week,
)
from gendan.modules.orders.actions.changing import ask_change, ask_rush, write_formula
from gendan.modules.orders.actions.confirming import answer_confirmation, ask_confirmation
from gendan.modules.orders.actions.entering import (
    assign_order,
    change_order,
    enter_order,
    items_of,
    order_again,
    register_from_contract,
    register_from_opportunity,
    said_by,
    set_lines,
)
from gendan.modules.orders.actions.following import (
    differences_from,
    differences_of,
    follow_amendment,
    follow_contract,
    follow_moves,
)
from gendan.modules.orders.actions.listeners import ask_for_order, ask_no_more, pass_on
from gendan.modules.orders.actions.outside import answer_online
from gendan.modules.orders.actions.progress import plan_by_line, record_stage, warn_of_delays
from gendan.modules.orders.actions.promising import check_order, promise_date
from gendan.modules.orders.actions.telling import confirm_told, tell_customer

__all__ = [
    "answer_confirmation", "answer_online", "ask_change", "ask_confirmation", "ask_for_order", "ask_no_more", "ask_rush", "assign_order", "change_order", "check_order", "confirm_told", "differences_from", "differences_of", "enter_order", "follow_amendment", "follow_contract", "follow_moves", "items_of", "order_again", "pass_on", "plan_by_line", "promise_date", "record_stage",
    "register_from_contract", "register_from_opportunity", "said_by", "save_material", "save_workshop", "set_change_table", "set_lines", "set_week", "tell_customer", "warn_of_delays",
    "write_formula",
]

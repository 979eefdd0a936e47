"""Verbs of quotations besides the moves of their procedure."""

from gendan.modules.quotes.actions.answering import answer_online
from gendan.modules.quotes.actions.expiring import expire_due
from gendan.modules.quotes.actions.listeners import follow_moves, pass_on, tell_opportunity
from gendan.modules.quotes.actions.writing import (
    add_factory_offer,
    assign_quote,
    change_quote,
    new_quote,
    price_by_costs,
    write_lines,
    write_terms,
)

__all__ = [
    "add_factory_offer", "answer_online", "assign_quote", "change_quote", "expire_due", "follow_moves", "new_quote", "pass_on", "price_by_costs", "tell_opportunity", "write_lines", "write_terms",
]

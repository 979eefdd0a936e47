"""Verbs of contracts."""

from gendan.modules.contracts.actions.communication import (
    add_information,
    assign_information,
    begin_summary,
    note_trouble,
    write_release,
)
from gendan.modules.contracts.actions.drafting import (
    change_contract,
    draft_contract,
    draft_from_opportunity,
    draft_from_quote,
    set_lines,
    set_requirements,
    set_terms,
)
from gendan.modules.contracts.actions.kinds import write_kind
from gendan.modules.contracts.actions.listeners import ask_for_contract, follow_moves, pass_on
from gendan.modules.contracts.actions.reviewing import (
    answer_stock,
    ask_stock,
    close_difference,
    raise_difference,
    submit_contract,
)
from gendan.modules.contracts.actions.signing import (
    amend_contract,
    ask_renewals,
    check_copy,
    end_past,
    explain_no_order,
    renew_contract,
    sign_contract,
)

__all__ = [
    "add_information", "assign_information", "begin_summary", "note_trouble", "write_release",
    "amend_contract", "answer_stock", "ask_renewals", "ask_stock", "change_contract", "check_copy", "close_difference", "ask_for_contract", "draft_contract",
    "draft_from_opportunity", "draft_from_quote", "end_past", "explain_no_order", "follow_moves", "pass_on", "raise_difference", "renew_contract", "set_lines", "set_requirements", "set_terms", "sign_contract", "submit_contract",
    "write_kind",
]

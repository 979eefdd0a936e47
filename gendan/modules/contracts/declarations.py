"""What this module tells the spine and the pages at start."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.contracts import access, actions, procedure
from gendan.modules.contracts.papers import CONTRACT, REVIEW
from gendan.spine import clock, words
from gendan.spine.access import declarations as access_declarations
from gendan.spine.documents import declarations as documents
from gendan.spine.documents import papers
from gendan.spine.messages import declarations as messages
from gendan.spine.procedures import registry
from gendan.spine.timeline import declarations as timeline

SENTENCES = {
    "contracts.drafted": ("file-text", _("%(actor)s began the contract %(title)s")),
    "contracts.changed": ("pencil", _("%(actor)s changed %(title)s")),
    "contracts.lines": ("list", _("%(actor)s changed what is sold: %(before)s → %(amount)s %(currency)s")),
    "contracts.terms": ("cash", _("%(actor)s changed the payments")),
    "contracts.requirements": ("checkbox", _("%(actor)s changed the requirements")),
    "contracts.difference": ("arrows-diff", _("%(actor)s noted a difference: %(subject)s")),
    "contracts.resolved": ("check", _("%(actor)s resolved the difference: %(subject)s (%(evidence)s)")),
    "contracts.stock": ("building-warehouse", _("%(actor)s answered for the warehouse: %(supply)s")),
    "contracts.amended": ("git-branch", _("%(actor)s began the change %(number)s")),
    "contracts.renewed": ("repeat", _("%(actor)s began the contract of the next term: %(number)s")),
    "contracts.no_order": ("ban", _("%(actor)s said why there is no order")),
    "contracts.kind": ("settings", _("%(actor)s changed the kind of contract %(title)s")),
    "contract.moved": ("file-text", _("%(actor)s: %(from_title)s → %(to_title)s")),
}


def _renewals(now: datetime) -> Any:
    return actions.ask_renewals(now=now), actions.end_past(now=now)


def declare() -> None:
    """Register rights, procedures and ticks, sentences, lists, pages, reports and places."""
    access_declarations.register(access.CONTRACT, _("contracts"), access.ACTIONS, access.CONTRACTS)
    registry.register(procedure.CONTRACT)
    papers.register(CONTRACT)
    papers.register(REVIEW)
    documents.register(access.CONTRACT, _("contract numbers"), "HT{yy}{mm}-{seq:04}", "month")
    documents.register(access.REVIEW, _("numbers of contract reviews"), "PS{yy}{mm}-{seq:04}", "month")
    messages.register("contracts.news", _("news of contracts"))
    clock.register("contracts.terms", timedelta(hours=1), _renewals)
    words.declare("todo.contract_stock", _("Is it in stock, enough and qualified? %(name)s"))
    words.declare("todo.contract_renewal", _("Runs out: talk about renewing %(name)s"))
    timeline.register_group("contracts", _("contracts"))
    timeline.register_group("contract", _("contracts"))
    for verb, (icon, sentence) in SENTENCES.items():
        timeline.register(verb, icon, sentence)

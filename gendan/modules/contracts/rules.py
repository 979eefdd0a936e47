"""The business of contracts: what makes one special, whose opinion is asked, and what must be done before a signature."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.catalog.money import HUNDRED, rounded
from gendan.modules.contracts.models import WRITABLE, Contract, ContractKind, Requirement
from gendan.modules.contracts.words import Level, Market, Met, Nature, Party, Taken
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import head_of, holders_of
from gendan.spine.procedures.declare import Move


def special_because(contract: Contract, *, lines: Iterable[Any], requirements: Iterable[Requirement]) -> list[str]:
    """Why it is no regular one; empty for a regular product without special requirement (F59.5, F59.6, F58)."""
    export = contract.market == Market.EXPORT
    found = [contract.special_reason or _("marked as special by sales")] if contract.special else []
    found += [_("requirement: %(text)s") % {"text": row.text} for row in requirements if row.is_special]
    found += [_("not in the product range: %(name)s") % {"name": line.name} for line in lines if not in_range(line, export=export)]
    return found


def in_range(line: Any, *, export: bool) -> bool:
    """Whether the line is a product that is made as a rule: neither in development, suspended nor eliminated (F58)."""
    product = line.product
    return product is not None and product.is_active and product.is_regular(export=export)


def parties_of(kind: ContractKind, *, special: bool) -> list[str]:
    """Whose opinion is asked: sales always, the kind's others, and everybody where something is special (F59.6)."""
    wanted = set(Party.values) if special else {Party.SALES, *kind.parties}
    return [party for party in Party.values if party in wanted]


def approval_of(kind: ContractKind, *, special: bool) -> str:
    """Who approves; special ones go to the general manager (F59.6)."""
    return Level.TOP if special else kind.approval


def choose_approver(contract: Contract, *, level: str, on: Any) -> Employee | None:
    """The general manager, or the nearest head; never the owner of the contract (F59.6, F64.8)."""
    if level == Level.NONE:
        return None
    found: list[Employee | None] = []
    if level == Level.HEAD and contract.department is not None:
        found.append(head_of(contract.department, besides=contract.owner))
    for role in ("general_manager", "director"):
        found += holders_of(role, near=contract.department, on=on)
    return next((one for one in found if one is not None and one.pk != contract.owner_id), None)


def missing(contract: Contract) -> list[str]:
    """What a review cannot begin without (F59.1 … F59.3, F64.7)."""
    lines, requirements, terms = list(contract.lines.all()), list(contract.requirements.all()), list(contract.terms.all())
    found = [] if lines else [_("what is sold")]
    if not any(row.nature == Nature.STATED for row in requirements):
        found.append(_("what the customer requires"))
    if contract.delivery_on is None and not contract.delivery_terms:
        found.append(_("delivery"))
    if not terms:
        found.append(_("payment"))
    elif sum(term.share for term in terms) != HUNDRED:
        found.append(_("payments of 100 percent together"))
    if contract.taken != Taken.WRITTEN and not contract.noted.strip():
        found.append(_("a note of what the customer said, as it did not come in writing"))
    if contract.amends_id and not contract.change_reason:
        found.append(_("what changes, and why"))
    return found


def unmet(requirements: Iterable[Requirement]) -> list[str]:
    """What the company cannot fulfil as it stands."""
    return [row.text for row in requirements if row.met == Met.NO]


def shares(amount: Decimal, parts: Iterable[Decimal], *, currency: str) -> list[Decimal]:
    """The amount split by percentages, each rounded as the currency wants; the last takes what rounding left over."""
    given = list(parts)
    found = [rounded(amount * part / HUNDRED, currency=currency) for part in given]
    if found and sum(given) == HUNDRED:
        found[-1] += amount - sum(found)
    return found


def may_be_written(contract: Contract) -> str | None:
    """Why its words cannot be changed any more; None where they can."""
    if contract.state in WRITABLE or not contract.state:
        return None
    if contract.state in ("review", "review_up", "approval", "proposal_check"):
        return _("It is under review: it can be changed when the review sends it back.")
    if contract.state == "approved":
        return _("It is approved as it stands: open it again, and it goes through the review once more.")
    return _("What was signed is not changed: make a change, which is a new version with its own review.")


# -- guards ---------------------------------------------------------------------------------------------------


def approver_is_another(move: Move) -> str | None:
    """Nobody approves a contract of his own."""
    return _("Nobody approves a contract of his own.") if move.actor is not None and move.actor.pk == move.record.owner_id else None


def author_is_another(move: Move) -> str | None:
    """Nobody releases what he wrote himself (F64.1)."""
    return _("Somebody else has to check what one has written.") if move.actor is not None and move.actor.pk == move.record.owner_id else None


def everything_is_assigned(move: Move) -> str | None:
    """Each line has somebody who takes it on, or is only to know (F64.4)."""
    left = move.record.lines.filter(assigned_to=None, only_to_know=False).count()
    return _("%(count)d lines have nobody yet.") % {"count": left} if left else None


def differences_are_closed(move: Move) -> str | None:
    """All differences with the customer are resolved (F64.7)."""
    left = move.record.differences.filter(closed_at=None).count()
    return _("%(count)d differences with the customer are still open.") % {"count": left} if left else None

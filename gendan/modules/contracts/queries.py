"""Reads of contracts that are used twice or worth a name."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from gendan.modules.contracts.models import STANDING, Contract, ContractKind, Difference, Requirement, StockCheck
from gendan.modules.contracts.words import Met
from gendan.spine.procedures.models import SignOff


def kinds() -> QuerySet[ContractKind]:
    """The kinds in use."""
    return ContractKind.objects.filter(is_active=True)


def all_kinds() -> QuerySet[ContractKind]:
    """Also those that are not used any more, behind the others."""
    return ContractKind.objects.order_by("-is_active", "position", "pk")


def checks_of(contract: Contract) -> QuerySet[StockCheck]:
    """The question to the warehouse; none before the review has passed."""
    return StockCheck.objects.filter(contract=contract).select_related("contract", "todo__assignee")


def versions_of(contract: Contract) -> QuerySet[Contract]:
    """All versions under one serial number, the newest first."""
    rows: QuerySet[Contract] = Contract.objects.filter(number=contract.number)
    return rows.select_related("owner", "case").order_by("-version")


def standing(contract: Contract) -> Contract | None:
    """The version by which both are bound now; None before the first is signed and after the end."""
    return versions_of(contract).filter(state__in=STANDING).first()


def signed(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """Contracts that bind, each by its newest version."""
    return rows.filter(state__in=STANDING)


def open_change(contract: Contract) -> Contract | None:
    """The further version that is being written or reviewed."""
    found: Contract | None = contract.amendments.exclude(state="dropped").first()
    return found


def opinions(contract: Contract) -> QuerySet[SignOff]:
    """Every opinion of its review, the newest round first; one by one in the order in which they were asked."""
    if contract.case_id is None:
        return SignOff.objects.none()
    rows = SignOff.objects.filter(case=contract.case_id).select_related("todo__assignee", "signed_by")
    return rows.order_by("-todo__created_at", "-round", "pk")


def open_differences(contract: Contract) -> QuerySet[Difference]:
    """Points on which both have not agreed yet."""
    rows: QuerySet[Difference] = contract.differences.filter(closed_at=None)
    return rows


def unanswered(contract: Contract) -> QuerySet[Requirement]:
    """Requirements of which nobody has said whether they can be met."""
    rows: QuerySet[Requirement] = contract.requirements.filter(met=Met.OPEN)
    return rows


def ending(rows: QuerySet[Contract], *, until: date) -> QuerySet[Contract]:
    """Contracts that run out by the day, and about which nobody has been asked yet."""
    asked = Q(renewal_asked_on=None) | Q(renewal_asked_on__lt=F("starts_on"))
    return rows.filter(asked, state="in_force", ends_on__lte=until, renewed_by=None)


def without_order_reason(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """Signed contracts that do not say why there is no order; whether there is one, the orders know."""
    return signed(rows).filter(no_order_reason="")


def signers(contract: Contract) -> set[int]:
    """Who gave an opinion on it or approved it."""
    found = set(opinions(contract).exclude(signed_by=None).values_list("signed_by", flat=True))
    return found | ({contract.approver_id} if contract.approver_id and contract.approval != "none" else set())


def answers(rows: Iterable[Requirement]) -> dict[str, list[Requirement]]:
    """Requirements by their nature, in the order of the paper."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.nature, []).append(row)
    return found

"""The business rules of opportunities: what registration asks for, who reviews, what a duplicate forbids."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.opportunities.models import DuplicateCheck, Opportunity
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import head_of, holders_of
from gendan.spine.procedures.declare import Move

PROTECTION_DAYS = 30
LIKELY = 90
#: So many of the nearest holders of a role are asked whether they can review.
ASKED = 20


def missing_mandatory(opportunity: Opportunity) -> list[str]:
    """Which of the six mandatory fields of F38.2 are empty, by field name."""
    values = {
        "customer": opportunity.customer_id,
        "contact_name": opportunity.contact_name or opportunity.contact_id,
        "phone": opportunity.phone,
        "source": opportunity.source,
        "region": opportunity.region,
        "initiation": opportunity.initiation,
    }
    return [name for name, value in values.items() if not value]


def labels_of(names: Iterable[str]) -> str:
    """The names of fields as the form shows them."""
    fields = {field.name: field for field in Opportunity._meta.get_fields() if hasattr(field, "verbose_name")}
    return "、".join(str(fields[name].verbose_name) for name in names)


def is_protected(
    owner_id: int | None, *, followed_at: datetime | None, now: datetime, days: int = PROTECTION_DAYS
) -> bool:
    """Whether the owner has followed the customer so recently that nobody else may take it (A37)."""
    if owner_id is None or followed_at is None:
        return False
    return followed_at >= now - timedelta(days=days)


def blocking_hits(hits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The hits that kill a registration: likely, and active or protected (F38.5, A37)."""
    return [hit for hit in hits if hit["score"] >= LIKELY and (hit["active"] or hit["protected"])]


def choose_reviewer(opportunity: Opportunity, *, submitter: Employee, now: datetime) -> Employee | None:
    """The sales head of the department, else an assistant, else who is above; never the submitter (A36)."""
    candidates: list[Employee | None] = []
    for role in ("sales_head", "sales_assistant", "director", "general_manager"):
        candidates += holders_of(role, near=opportunity.department, on=timezone.localdate(now), most=ASKED)
        same = [one for one in candidates if one and one.department_id == opportunity.department_id]
        if same and any(one.pk != submitter.pk for one in same):
            return next(one for one in same if one.pk != submitter.pk)
    if opportunity.department:
        candidates.append(head_of(opportunity.department, levels=2))
    return next((one for one in candidates if one and one.pk != submitter.pk), None)


def weighted(amount: Decimal | None, percent: float) -> Decimal:
    """The amount weighted by the chance of its stage, in yuan."""
    return (amount or Decimal(0)) * Decimal(str(percent)) / 100


def activities_are_allowed(opportunity: Opportunity) -> str | None:
    """Nothing may be written on an opportunity that was rejected as a duplicate (F38.5, PM-40, A10)."""
    if opportunity.state in ("rejected", "appealed", "duplicate"):
        return _("This opportunity was rejected as a duplicate; it may not be followed. Appeal to the supervisor.")
    return None


# -- guards ---------------------------------------------------------------------------------------------------


def mandatory_fields_are_complete(move: Move) -> str | None:
    """Customer, contact, phone, source, region and initiation are filled in."""
    missing = missing_mandatory(move.record)
    if missing:
        return _("Still missing: %(fields)s.") % {"fields": labels_of(missing)}
    return None


def reviewer_is_another(move: Move) -> str | None:
    """Nobody reviews a registration of his own."""
    if move.actor.pk in (move.record.submitted_by_id, move.record.created_by_id, move.record.owner_id):
        return _("Nobody reviews a registration of his own.")
    return None


def no_active_duplicate(move: Move) -> str | None:
    """The last duplicate check found nothing that is active or protected."""
    check = last_check(move.record)
    if check is None or check.decision == DuplicateCheck.Decision.RELEASED:
        return None
    blocking = blocking_hits(check.hits)
    if blocking:
        return _("Duplicate of %(name)s, which is active or protected: reject it; the supervisor may release it.") % {
            "name": blocking[0]["name"]
        }
    return None


def duplicate_was_found(move: Move) -> str | None:
    """The last duplicate check found something."""
    check = last_check(move.record)
    return None if check and check.hits else _("The check found no duplicate.")


def customer_is_known(move: Move) -> str | None:
    """The opportunity names its customer."""
    return None if move.record.customer_id else _("Choose the customer first.")


def amount_is_known(move: Move) -> str | None:
    """There is an amount to quote."""
    return None if move.record.amount else _("Write the amount first.")


def last_check(opportunity: Opportunity) -> DuplicateCheck | None:
    """The newest duplicate check of the opportunity."""
    return opportunity.duplicate_checks.order_by("-checked_at", "-id").first()

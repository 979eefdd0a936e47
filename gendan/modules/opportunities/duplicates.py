"""The duplicate check of a registration (F38.4, F38.5): customers that look the same, and open opportunities of others."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers import duplicates as customer_duplicates
from gendan.modules.opportunities import queries, rules
from gendan.modules.opportunities.models import DuplicateCheck, Opportunity
from gendan.spine import rows
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import number
from gendan.spine.procedures.declare import Number

Hits = list[dict[str, Any]]


def hits_under_lock(opportunity: Opportunity, *, submitter: Employee, now: datetime, protection: Number) -> Hits:
    """What looks like this registration, found after everybody who registers something alike has finished.

    Hits on customers that are the submitter's own, or the opportunity's own customer in nobody else's hands, are
    none: a second project of one's own customer is no duplicate.
    """
    customer = opportunity.customer
    asked = customer_duplicates.Asked(
        name=customer.name if customer else opportunity.name,
        phones=tuple(filter(None, (opportunity.phone, customer.phone if customer else ""))),
        credit_code=customer.credit_code if customer else "",
        email=customer.email if customer else "",
    )
    found = customer_duplicates.check_under_lock(asked)
    days = number(f"opportunity.{protection.key}", protection.default, at=now)
    others = queries.open_with_others(
        [hit.customer_id for hit in found], owner_id=opportunity.owner_id, but=opportunity.pk
    )
    described = (
        _hit(hit, others[hit.customer_id][:5], opportunity, submitter=submitter, now=now, days=days) for hit in found
    )
    return [hit for hit in described if hit is not None]


def _hit(
    hit: customer_duplicates.Hit, others: list[Opportunity], opportunity: Opportunity, *,
    submitter: Employee, now: datetime, days: int,
) -> dict[str, Any] | None:
    """A hit as it is kept: who has it, whether it is active, whether the last follow-up still protects it."""
    mine = hit.owner_id in (None, submitter.pk, opportunity.owner_id)
    if mine and not others:
        return None
    other = others[0].owner if others and mine else None
    return {
        "customer": hit.customer_id,
        "name": hit.name,
        "score": hit.score,
        "reasons": [reason.text for reason in hit.reasons],
        "active": bool(others),
        "protected": not mine and rules.is_protected(hit.owner_id, followed_at=hit.last_activity_at, now=now, days=days),
        "owner": other.pk if other else hit.owner_id,
        "owner_name": other.name if other else hit.owner,
        "department": hit.department,
        "opportunities": [{"id": one.pk, "name": one.name, "owner": one.owner_id} for one in others],
    }


def keep_check(opportunity: Opportunity, hits: Hits, *, checked_by: Employee, now: datetime) -> DuplicateCheck:
    """Keep what the check found, for the reviewer and the register of duplicates."""
    decision = DuplicateCheck.Decision.OPEN if hits else DuplicateCheck.Decision.NONE_FOUND
    check = DuplicateCheck(
        opportunity=opportunity, hits=hits, checked_at=now, checked_by=checked_by, decision=decision
    )
    return rows.add(check)


def decide(opportunity: Opportunity, decision: str, *, actor: Employee, now: datetime, reason: str) -> None:
    """Write the decision on the newest check, where it found anything."""
    check = rules.last_check(opportunity)
    if check is None or check.decision == DuplicateCheck.Decision.NONE_FOUND:
        return
    check.decision, check.decided_by, check.decided_at, check.reason = decision, actor, now, reason
    check.save(update_fields=["decision", "decided_by", "decided_at", "reason"])


def tell_owners(opportunity: Opportunity, hits: Hits, *, submitter: Employee, now: datetime) -> None:
    """The owner of a likely hit hears that somebody registers something alike (F38, D)."""
    owners = {hit["owner"] for hit in hits if hit["score"] >= rules.LIKELY and hit["owner"]} - {submitter.pk}
    if not owners:
        return
    tell(
        list(Employee.objects.filter(pk__in=owners)),
        topic="opportunities.duplicate",
        title=_("%(who)s registers an opportunity that looks like one of yours: %(name)s")
        % {"who": submitter.name, "name": opportunity.name},
        now=now,
    )

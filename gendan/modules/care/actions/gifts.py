"""Gifts: asked for within the limits, approved by others, and on the register (F89, U13)."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.care import queries, rules
from gendan.modules.care.access import GIFT as KIND
from gendan.modules.care.models import Budget, Gift, GiftTerms, Occasion, Referral
from gendan.modules.care.procedure import GIFT, LARGE, ONE_LIMIT, YEAR_LIMIT
from gendan.modules.care.words import GiftKind
from gendan.modules.customers.models import Contact, Nature
from gendan.modules.customers.under import people_of
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Department, Employee
from gendan.spine.procedures import engine, numbers
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def ask_gift(
    contact: Contact, *, kind: str, what: str, cost: Decimal, reason: str, actor: Employee, now: datetime,
    occasion: Occasion | None = None, referral: Referral | None = None,
) -> Gift:
    """Ask for a gift. The budget and the person are locked, so that two askers together stay within the limits."""
    customer = contact.customer
    require(actor, "follow", customer)
    require_any(actor, "create", Gift)
    if kind == GiftKind.CASH and (referral is None or referral.state != "reward"):
        raise Refusal(_("Cash is paid only as the reward of a referral that became a deal."), field="kind", code="no_cash")
    budget = _held_budget(actor, now)
    person = Contact.objects.select_for_update(no_key=True, of=("self",)).get(pk=contact.pk)
    values = numbers.current(GIFT, (ONE_LIMIT, YEAR_LIMIT, LARGE), at=now)
    refusal = rules.why_no_gift(
        _receiver(person, now), kind=kind, cost=cost, limits=_limits(values, budget)
    )
    if refusal is not None:
        raise refusal
    assert budget is not None
    gift = Gift(
        number=next_number(KIND, at=now), customer=customer, contact=person, kind=kind, what=what[:120], cost=cost, reason=reason[:200],
        occasion=occasion, referral=referral, budget=budget, created_at=now, created_by=actor, owner=actor,
        department=actor.department, **people_of(customer),
    )
    gift.save()
    large = cost > Decimal(str(numbers.value(values, LARGE)))
    state = "asked_cash" if kind == GiftKind.CASH else "asked_large" if large else "asked"
    engine.start(gift, procedure=GIFT, actor=actor, now=now, owner=actor, state=state)
    timeline.record("care.gift_asked", gift, actor=actor, at=now, text=reason, data={"title": str(gift), "number": gift.number})
    return gift


def _held_budget(actor: Employee, now: datetime) -> Budget | None:
    found = queries.budget_for(actor.department, year=timezone.localdate(now).year)
    return Budget.objects.select_for_update().get(pk=found.pk) if found else None


def _receiver(contact: Contact, now: datetime) -> rules.Receiver:
    terms = queries.terms_of(contact)
    return rules.Receiver(
        name=contact.name, role=terms.role if terms else None, declines=bool(terms and terms.declines),
        works_for_government=contact.customer.nature == Nature.GOVERNMENT,
        had_this_year=queries.given_in(contact, year=timezone.localdate(now).year),
    )


def _limits(values: Mapping[str, Any], budget: Budget | None) -> rules.Limits:
    one, year = (Decimal(str(numbers.value(dict(values), number))) for number in (ONE_LIMIT, YEAR_LIMIT))
    return rules.Limits(one=one, year=year, left=budget.amount - queries.counted(budget.gifts.all()) if budget else None)


@whole
def write_terms(
    contact: Contact, *, role: str, declines: bool = False, note: str = "", actor: Employee, now: datetime
) -> GiftTerms:
    """Write down as whom a person acts, and whether gifts are wanted at all."""
    require(actor, "edit", contact.customer)
    values = {"role": role, "declines": declines, "note": note, "written_at": now, "written_by": actor}
    row, _made = GiftTerms.objects.update_or_create(contact=contact, defaults=values)
    facts = {"name": contact.name, "role": str(row.get_role_display())}
    timeline.record("care.terms", contact.customer, actor=actor, at=now, text=note, data=facts, system=True)
    return row


@whole
def set_budget(department: Department, *, year: int, amount: Decimal, actor: Employee, now: datetime) -> Budget:
    """What a department may spend in a year; not less than it has spent already."""
    require_any(actor, "budget", Gift)
    row = Budget.objects.select_for_update().filter(Q(department=department, year=year)).first()
    row = row or Budget(department=department, year=year)
    used = queries.counted(row.gifts.all()) if row.pk else Decimal(0)
    if amount < used:
        raise Refusal(_("%(used)s yuan are spent or promised already.") % {"used": used}, field="amount", code="too_little")
    row.amount = amount
    row.save()
    facts = {"department": department.name, "year": year, "amount": str(amount)}
    timeline.record("care.budget", row, actor=actor, at=now, data=facts, system=True)
    return row

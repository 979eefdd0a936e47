"""Verbs after the signature, as far as the customer's file goes: payments, delivery, buying again (F11.3, F11.4)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from gendan.modules.opportunities.actions import draft_opportunity
from gendan.modules.opportunities.models import Line, Opportunity, Payment
from gendan.spine import events
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


def _require_won(opportunity: Opportunity) -> None:
    if opportunity.state != "won":
        raise Refusal(_("This is kept once the opportunity is won."), code="not_won")


def paid(opportunity: Opportunity) -> Decimal:
    """What has been received, in yuan."""
    return opportunity.payments.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def owed(opportunity: Opportunity) -> Decimal:
    """What is still to come of the contract amount, in yuan; never below zero."""
    return max(Decimal(0), (opportunity.contract_amount or Decimal(0)) - paid(opportunity))


@whole
def record_payment(
    opportunity: Opportunity, *, paid_on: date, amount: Decimal, method: str, actor: Employee, now: datetime,
    account: str = "",
) -> Payment:
    """Money has come in; more than is owed is refused at the amount (F11.4)."""
    locked = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    require(actor, "edit", locked)
    _require_won(locked)
    if amount > owed(locked):
        raise Refusal(_("Only %(owed)s yuan are still owed.") % {"owed": owed(locked)}, field="amount", code="too_much")
    payment = Payment.objects.create(
        opportunity=locked, paid_on=paid_on, amount=amount, method=method, account=account, handler=actor,
        recorded_at=now,
    )
    timeline.record("opportunities.paid", locked, actor=actor, at=now, data={"amount": str(amount)})
    return payment


@whole
def set_delivery(opportunity: Opportunity, *, delivery: str, actor: Employee, now: datetime) -> Opportunity:
    """How far the goods have come (F11.4)."""
    require(actor, "edit", opportunity)
    _require_won(opportunity)
    opportunity.delivery, opportunity.updated_at = delivery, now
    opportunity.save(update_fields=["delivery", "updated_at"])
    words = str(opportunity.get_delivery_display())
    timeline.record("opportunities.delivery", opportunity, actor=actor, at=now, data={"delivery": words})
    events.emit("opportunities.delivery", opportunity=opportunity, actor=actor, now=now)
    return opportunity


@whole
def buy_again(opportunity: Opportunity, *, actor: Employee, now: datetime, **values: Any) -> Opportunity:
    """A new draft with the customer, contact and products of a won one (F11.3, A52)."""
    require(actor, "view", opportunity)
    _require_won(opportunity)
    kept = ("contact", "contact_name", "phone", "region", "source", "amount")
    again = draft_opportunity(
        actor=actor, now=now, customer=opportunity.customer, name=opportunity.name, repeats=opportunity,
        initiation=_("Buys again after %(number)s") % {"number": opportunity.number},
        **{name: getattr(opportunity, name) for name in kept} | values,
    )
    Line.objects.bulk_create(
        Line(opportunity=again, product=line.product, quantity=line.quantity, price=line.price, position=line.position)
        for line in opportunity.lines.all()
    )
    return again

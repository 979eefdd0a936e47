"""Care after a sale: scheduled when a deal is won or goods are delivered, counted from the delivery, and the names it brings (F30)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from gendan.modules.care.actions.referrals import note_referral
from gendan.modules.care.models import AfterSale, Referral
from gendan.modules.care.procedure import AFTER_DAYS, AFTER_SALE, AGAIN_DAYS
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.under import people_of
from gendan.modules.opportunities.models import Delivery, Opportunity
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, numbers
from gendan.spine.procedures.declare import Number
from gendan.spine.records import kind_of
from gendan.spine.whole import whole

ARRIVED = (Delivery.DELIVERED, Delivery.SIGNED)


def _visit_on(now: datetime) -> date:
    return timezone.localdate(now) + timedelta(days=_days(AFTER_DAYS, now=now))


def _days(number: Number, *, now: datetime) -> int:
    return int(numbers.value(numbers.current(AFTER_SALE, (number,), at=now), number))


@whole
def begin_after_sale(opportunity: Opportunity, *, now: datetime) -> AfterSale | None:
    """A deal was won: its owner visits some weeks later; once for a deal."""
    customer, owner = opportunity.customer, opportunity.owner
    if customer is None or owner is None or AfterSale.objects.filter(opportunity=opportunity).exists():
        return None
    return _begin(customer, owner=owner, now=now, opportunity=opportunity)


def _begin(customer: Customer, *, owner: Employee, now: datetime, **sold: Any) -> AfterSale:
    record = AfterSale(
        customer=customer, visit_on=_visit_on(now), created_at=now, owner=owner, department=owner.department, **sold, **people_of(customer),
    )
    record.save()
    engine.start(record, procedure=AFTER_SALE, actor=None, now=now, owner=owner)
    return record


@whole
def begin_after_delivery(customer: Customer, *, record: Any, owner: Employee, now: datetime) -> AfterSale | None:
    """Goods were delivered without an opportunity (F58.6): one visit at a time, and not again too soon for who buys often."""
    lately = timezone.localdate(now) - timedelta(days=_days(AGAIN_DAYS, now=now))
    if AfterSale.objects.filter(Q(state="visit") | Q(visited_on__gt=lately), customer=customer).exists():
        return None
    return _begin(
        customer, owner=owner, now=now, record_kind=kind_of(record), record_id=record.pk, record_title=str(record)[:200],
    )


@whole
def count_from_delivery(opportunity: Opportunity, *, now: datetime) -> None:
    """What was bought has arrived: the weeks count from now, while the visit is still ahead."""
    if opportunity.delivery in ARRIVED:
        count_anew(opportunity, now=now)


@whole
def count_anew(opportunity: Opportunity, *, now: datetime) -> None:
    """The goods of the deal have left or arrived: the weeks count from now, while the visit is still ahead."""
    record = AfterSale.objects.filter(opportunity=opportunity, state="visit").first()
    if record is None:
        return
    record.visit_on = _visit_on(now)
    record.save(update_fields=["visit_on"])
    engine.refresh_due(record, now=now)


@whole
def refer_after_sale(
    record: AfterSale, *, contact: Contact, introduced_name: str, introduced_phone: str = "", note: str = "", actor: Employee,
    now: datetime,
) -> Referral:
    """They named somebody: the referral is linked to the visit, and the question is answered (F30.3, F30.4)."""
    made = note_referral(
        contact, introduced_name=introduced_name, introduced_phone=introduced_phone, note=note, actor=actor, now=now
    )
    Referral.objects.filter(pk=made.pk).update(after_sale=record)
    made.after_sale = record
    if AfterSale.objects.filter(pk=record.pk, state_kind="open").exists():
        engine.perform(record, "referred", actor=None, now=now)
    return made

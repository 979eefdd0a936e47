"""Care after a sale: scheduled when the deal is won, counted anew from the delivery, and the names it brings (F30)."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from gendan.modules.care.actions.referrals import note_referral
from gendan.modules.care.models import AfterSale, Referral
from gendan.modules.care.procedure import AFTER_DAYS, AFTER_SALE
from gendan.modules.customers.models import Contact
from gendan.modules.customers.under import people_of
from gendan.modules.opportunities.models import Delivery, Opportunity
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, numbers
from gendan.spine.whole import whole

ARRIVED = (Delivery.DELIVERED, Delivery.SIGNED)


def _visit_on(now: datetime) -> date:
    days = numbers.value(numbers.current(AFTER_SALE, (AFTER_DAYS,), at=now), AFTER_DAYS)
    return timezone.localdate(now) + timedelta(days=int(days))


@whole
def begin_after_sale(opportunity: Opportunity, *, now: datetime) -> AfterSale | None:
    """A deal was won: its owner visits some weeks later; once for a deal."""
    customer, owner = opportunity.customer, opportunity.owner
    if customer is None or owner is None or AfterSale.objects.filter(opportunity=opportunity).exists():
        return None
    record = AfterSale(
        customer=customer, opportunity=opportunity, visit_on=_visit_on(now), created_at=now, owner=owner, department=owner.department,
        **people_of(customer),
    )
    record.save()
    engine.start(record, procedure=AFTER_SALE, actor=None, now=now, owner=owner)
    return record


@whole
def count_from_delivery(opportunity: Opportunity, *, now: datetime) -> None:
    """What was bought has arrived: the weeks count from now, while the visit is still ahead."""
    record = AfterSale.objects.filter(opportunity=opportunity, state="visit").first()
    if record is None or opportunity.delivery not in ARRIVED:
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

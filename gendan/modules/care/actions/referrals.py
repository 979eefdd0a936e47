"""Referrals: who introduced whom, what became of it, and the reward at once, also for a late claim (F30.4, F47)."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.care import queries
from gendan.modules.care.access import REFERRAL as KIND
from gendan.modules.care.actions.gifts import ask_gift
from gendan.modules.care.models import Gift, Referral
from gendan.modules.care.procedure import REFERRAL, REWARD
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.names import phone_key
from gendan.modules.customers.under import people_of
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, numbers
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def note_referral(
    contact: Contact, *, introduced_name: str, introduced_phone: str = "", note: str = "", actor: Employee, now: datetime
) -> Referral:
    """Somebody at a customer has named somebody who may need us."""
    record = _referral(contact, introduced_name, introduced_phone, note, actor=actor, now=now)
    record.save()
    engine.start(record, procedure=REFERRAL, actor=actor, now=now, owner=record.owner)
    timeline.record("care.referral", record, actor=actor, at=now, text=note, data={"title": str(record)})
    return record


@whole
def claim_reward(
    contact: Contact, *, introduced_name: str, contract_number: str, introduced_phone: str = "", note: str = "",
    actor: Employee, now: datetime,
) -> Referral:
    """Somebody says afterwards that a deal came from them; the head verifies it at once."""
    deal = Opportunity.objects.filter(state="won", contract_number=contract_number.strip(), deleted_at=None).first()
    if deal is None or not contract_number.strip():
        raise Refusal(_("There is no won deal with this contract number."), field="contract_number", code="no_deal")
    if Referral.objects.filter(opportunity=deal).exists():
        raise Refusal(_("Somebody else is the introducer of this deal already."), field="contract_number", code="taken")
    if deal.customer_id == contact.customer_id:
        raise Refusal(_("Nobody introduces his own company."), field="contract_number", code="own")
    record = _referral(contact, introduced_name, introduced_phone, note, actor=actor, now=now)
    record.claimed_late, record.opportunity, record.introduced = True, deal, deal.customer
    record.save()
    engine.start(record, procedure=REFERRAL, actor=actor, now=now, owner=record.owner, state="claimed")
    timeline.record("care.claimed", record, actor=actor, at=now, text=note, data={"title": str(record)})
    return record


def _referral(contact: Contact, name: str, phone: str, note: str, *, actor: Employee, now: datetime) -> Referral:
    customer = contact.customer
    require(actor, "follow", customer)
    require_any(actor, "create", Referral)
    owner = customer.owner or actor
    return Referral(
        number=next_number(KIND, at=now), customer=customer, contact=contact, introduced_name=name.strip(), introduced_phone=phone,
        note=note, introduced_on=timezone.localdate(now), created_at=now, created_by=actor, owner=owner,
        department=owner.department, **people_of(customer),
    )


def reward_of(now: datetime) -> Decimal:
    """What the company gives for a deal, in yuan."""
    return Decimal(str(numbers.value(numbers.current(REFERRAL, (REWARD,), at=now), REWARD)))


@whole
def ask_reward(
    record: Referral, *, kind: str, what: str, cost: Decimal, actor: Employee, now: datetime
) -> Gift:
    """Ask for the reward: cash, or a gift or a meal for who declines it; under the limits of all gifts, one at a time."""
    row = Referral.objects.select_for_update(no_key=True, of=("self",)).select_related("contact__customer").get(pk=record.pk)
    if row.state != "reward":
        raise Refusal(_("No reward is due here."), code="not_due")
    if row.gifts.exclude(state__in=queries.FREE).exists():
        raise Refusal(_("A reward has been asked for already."), code="asked")
    reason = _("referral %(number)s") % {"number": row.number}
    return ask_gift(row.contact, kind=kind, what=what, cost=cost, reason=reason, actor=actor, now=now, referral=row)


def follow_deal(opportunity: Opportunity, *, now: datetime) -> Referral | None:
    """A deal was won: the first who introduced the customer gets the reward, once for the deal."""
    if opportunity.customer is None or Referral.objects.filter(opportunity=opportunity).exists():
        return None
    found = _open_to(opportunity.customer).first()
    if found is None:
        return None
    Referral.objects.filter(pk=found.pk).update(opportunity=opportunity, introduced=opportunity.customer)
    engine.perform(found, "deal", actor=None, now=now)
    return found


def _open_to(customer: Customer) -> QuerySet[Referral]:
    """Open referrals whose introduced has become this customer: by link, by phone, or by name."""
    same = Q(introduced=customer) | Q(introduced=None, introduced_name__in=[customer.name, customer.short_name or customer.name])
    rows = Referral.objects.filter(state__in=("introduced", "followed")).exclude(customer=customer)
    if customer.phone_keys:
        unknown = rows.filter(introduced=None).exclude(introduced_phone="").only("pk", "introduced_phone")
        same |= Q(pk__in=[row.pk for row in unknown if phone_key(row.introduced_phone) in customer.phone_keys])
    return rows.filter(same).select_related("customer", "contact", "owner").order_by("introduced_on", "pk")

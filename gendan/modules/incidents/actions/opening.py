"""An incident is opened on all affected orders at once; everybody concerned hears of it (F34.1, F34.2)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.queries import contacts_of
from gendan.modules.customers.under import held, people_of
from gendan.modules.followups.models import Channel
from gendan.modules.incidents import effects
from gendan.modules.incidents.access import INCIDENT as KIND
from gendan.modules.incidents.models import Enquiry, Incident, Notice, Shipment
from gendan.modules.incidents.procedure import INCIDENT, NOTICE
from gendan.modules.mails import actions as mails
from gendan.modules.mails.queries import box_of
from gendan.modules.orders.models import Order
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

TOPIC = "incidents.notice"


@whole
def open_incident(*, values: Mapping[str, Any], orders: Iterable[Order], actor: Employee, now: datetime) -> Incident:
    """The carrier's notice opens an incident on all affected orders; nobody is dunned for them from now on (F34.1, F34.5)."""
    require_any(actor, "create", Incident)
    given = dict(values)
    if given.get("insured") is None:
        raise ValidationError({"insured": _("Is the cargo insured? Yes or no.")})
    if given["occurred_at"] > now:
        raise ValidationError({"occurred_at": _("This has not happened yet.")})
    incident = Incident(
        number=next_number(KIND, at=now), owner=actor, department=actor.department, created_at=now, created_by=actor,
        **{"noticed_at": now} | given,
    )
    incident.save()
    engine.start(incident, procedure=INCIDENT.key, actor=actor, now=now, owner=actor)
    timeline.record("incidents.opened", incident, actor=actor, at=now, text=incident.notice, data={"title": str(incident), "number": incident.number})
    _concern(incident, orders, actor=actor, now=now)
    return incident


@whole
def add_orders(incident: Incident, *, orders: Iterable[Order], actor: Employee, now: datetime) -> Incident:
    """More goods were on board than was known: their customers are told at once too."""
    require(actor, "edit", incident)
    locked = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if locked.state_kind != "open":
        raise Refusal(_("This incident is closed; register a new one."), code="closed")
    _concern(locked, orders, actor=actor, now=now)
    return locked


@whole
def note_enquiry(incident: Incident, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Enquiry:
    """A line of the log with the carrier (F34.4)."""
    require(actor, "edit", incident)
    given = {"at": now} | dict(values)
    if given["at"] > now:
        raise ValidationError({"at": _("This has not happened yet.")})
    row = Enquiry.objects.create(incident=incident, noted_by=actor, **given)
    facts = {"who": row.with_whom, "way": str(row.get_way_display())}
    timeline.record("incidents.enquiry", incident, actor=actor, at=now, text=row.text, data=facts)
    return row


def _concern(incident: Incident, orders: Iterable[Order], *, actor: Employee, now: datetime) -> None:
    """Every order that is not noted yet, gathered by customer."""
    known = set(Shipment.objects.filter(notice__incident=incident).values_list("order_id", flat=True))
    fresh = {order.pk: order for order in orders if order.pk not in known}
    if not fresh:
        raise ValidationError({"orders": _("Which orders were on board?")})
    by_customer: dict[int, list[Order]] = {}
    for order in fresh.values():
        require(actor, "view", order)
        by_customer.setdefault(order.customer_id, []).append(order)
    for _pk, listed in sorted(by_customer.items()):
        _notify(incident, listed, actor=actor, now=now)
    _relate(incident)
    effects.hold_collecting(incident, now=now)


def _notify(incident: Incident, orders: list[Order], *, actor: Employee, now: datetime) -> None:
    """The customer's own owner tells him; where consent allows, a mail leaves at once (F34.2)."""
    customer = orders[0].customer
    notice = incident.notices.filter(customer=customer).exclude(state_kind="done").first() or _new_notice(incident, orders[0], actor=actor, now=now)
    Shipment.objects.bulk_create([Shipment(notice=notice, order=order) for order in orders])
    for order in orders:
        facts = {"number": incident.number, "incident": str(incident)}
        timeline.record("incidents.on_order", order, actor=actor, at=now, data=facts, main=order.main_object)


def _new_notice(incident: Incident, order: Order, *, actor: Employee, now: datetime) -> Notice:
    customer, owner = order.customer, order.customer.owner or order.owner or actor
    notice = Notice(
        incident=incident, customer=customer, contact=order.contact, owner=owner, department=owner.department, created_at=now,
        **people_of(held(customer)),
    )
    notice.save()
    engine.start(notice, procedure=NOTICE.key, actor=actor, now=now, owner=owner)
    _write(notice, customer, now=now)
    return notice


def _write(notice: Notice, customer: Customer, *, now: datetime) -> None:
    """A mail to the first who agreed to be written to; the personal word stays to be said."""
    box = box_of(notice.owner)
    if box is None:
        return
    for contact in _readers(notice, customer):
        subject, text = _letter(notice.incident, contact)
        outcome = mails.send_news(contact, box=box, subject=subject, text=text, topic=TOPIC, actor=notice.owner, now=now)
        if outcome.ok:
            effects.say(notice, channel=Channel.EMAIL, text=text, contact=contact, by=None, at=now)
            return


def _readers(notice: Notice, customer: Customer) -> list[Contact]:
    first = [notice.contact] if notice.contact else []
    return [*first, *(one for one in contacts_of(customer) if one not in first)]


def _letter(incident: Incident, contact: Contact) -> tuple[str, str]:
    """What happened, and that we are at it; nothing is asked for."""
    facts = {
        "name": contact.name, "conveyance": incident.conveyance, "event": incident.get_event_display(), "place": incident.place,
        "day": timezone.localtime(incident.occurred_at).strftime("%Y-%m-%d %H:%M"), "carrier": incident.carrier,
    }
    subject = _("%(conveyance)s, which carries your goods: %(event)s") % facts
    said = _(
        "On %(day)s at %(place)s this happened to %(conveyance)s, which carries your goods: %(event)s. "
        "We are asking the carrier (%(carrier)s) how they are, and will call you today. Please have your insurance policy at hand."
    )
    return subject, f"{_('Dear %(name)s,') % facts}\n\n{said % facts}"


def _relate(incident: Incident) -> None:
    """Everybody who has to tell a customer sees the incident, and so do their departments."""
    rows = list(incident.notices.exclude(owner=None).values_list("owner_id", "department_id"))
    incident.related_ids = sorted({*incident.related_ids, *(owner for owner, _department in rows)})
    incident.related_department_ids = sorted({*incident.related_department_ids, *(pk for _owner, pk in rows if pk)})
    incident.save(update_fields=["related_ids", "related_department_ids"])

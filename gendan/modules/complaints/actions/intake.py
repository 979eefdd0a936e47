"""Complaints come in: written down by whoever hears them, registered at the desk in one go, joined where they are the same."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.complaints import effects, finding, queries
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.numbers import KEY
from gendan.modules.complaints.words import SPOKEN
from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.modules.returns import actions as returns
from gendan.modules.returns.models import Return
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import company_calendar
from gendan.spine.org.workdays import add_working
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.ui.records import record_url

FIRST_MINUTES = 30


@whole
def take_complaint(
    values: Mapping[str, Any], *, actor: Employee | None, now: datetime, owner: Employee | None = None
) -> Complaint:
    """Write a complaint down; its handler is to speak to the complainant and register it. Without an actor it came by itself.

    The customer is found by the telephone number where nobody names him (F90).
    """
    given = dict(values)
    customer: Customer | None = given.pop("customer", None)
    handler = owner or actor
    if handler is None:
        raise Refusal(_("Somebody has to handle it."), code="no_owner")
    if customer is None and (caller := finding.caller_of(str(given.get("phone") or ""))) is not None:
        customer = caller.customer
        given["contact"] = given.get("contact") or caller.contact
    _require_sense(given, customer)
    received_at = given.pop("received_at", None) or now
    row = Complaint(
        number=next_number(KIND, at=now), customer=customer, owner=handler, department=handler.department, received_at=received_at,
        first_due_at=_first_due(received_at), first_answered_at=now if given.get("channel") in SPOKEN else None, created_at=now, created_by=actor,
        updated_at=now, **{name: value for name, value in given.items() if value is not None}, **people_of(held(customer)),
    )
    require_words(row)
    row.save(force_insert=True)
    engine.start(row, procedure=KEY, actor=actor, now=now, owner=handler)
    timeline.record(
        "complaints.taken", row, actor=actor, at=now, text=row.text, data={"title": row.subject, "number": row.number}, system=actor is None,
        main=row.main_object,
    )
    return row


def require_words(row: Any) -> None:
    """What was given are the known words, none too long; raises ValidationError by field."""
    row.clean_fields(exclude={field.name for field in row._meta.fields if field.is_relation or not field.editable})


def _first_due(received_at: datetime) -> datetime:
    """F22: the complainant is spoken to within so many working minutes."""
    profile = queries.profile()
    minutes = profile.first_minutes if profile else FIRST_MINUTES
    return add_working(received_at, timedelta(minutes=minutes), company_calendar())


def _require_sense(given: Mapping[str, Any], customer: Customer | None) -> None:
    order, contact = given.get("order"), given.get("contact")
    if order is not None and order.customer != customer:
        raise Refusal(_("This order is another customer's."), field="order", code="other_customer")
    if contact is not None and contact.customer != customer:
        raise Refusal(_("This person is another customer's."), field="contact", code="other_customer")
    if customer is None and not any(given.get(name) for name in ("complainant_name", "phone", "email")):
        raise Refusal(_("Whose complaint is it? A name or a telephone number is enough."), field="complainant_name", code="nobody")


@whole
def register_complaint(
    values: Mapping[str, Any], *, actor: Employee, now: datetime, owner: Employee | None = None, goods: Return | None = None
) -> Complaint:
    """The desk: written down and registered in one go (F04, F54.4, F90); `goods` that came back for it belong to it from now on."""
    require_any(actor, "create", Complaint)
    row = take_complaint(values, actor=actor, now=now, owner=owner)
    register_taken(row, actor=actor, now=now)
    if goods is not None and goods.customer == row.customer and not goods.source_kind:
        returns.attach(goods, to=row, actor=actor, now=now)
    return row


def register_taken(complaint: Complaint, *, actor: Employee | None, now: datetime) -> None:
    """Register what was written down with its class already."""
    engine.perform(complaint, "register", actor=actor, data={name: getattr(complaint, name) for name in effects.FIELDS}, now=now)


@whole
def join_complaint(complaint: Complaint, *, to: Complaint, actor: Employee | None, now: datetime) -> Complaint:
    """The same matter was complained about before: this one goes on there."""
    if actor is not None:
        require(actor, "edit", complaint)
    return _join(complaint, to, actor=actor, now=now)


@whole
def take_joined(values: Mapping[str, Any], *, to: Complaint, actor: Employee, now: datetime) -> Complaint:
    """While somebody is on the line: what he says is no new complaint but one that is being worked on; nothing has to be classified again."""
    require_any(actor, "create", Complaint)
    require(actor, "view", to)
    said = {name: value for name, value in values.items() if value not in (None, "")}
    known = {name: getattr(to, name) for name in ("subject", "klass", "grade", "customer")}
    row = take_complaint(known | said, actor=actor, now=now)
    _join(row, to, actor=actor, now=now)
    return row


def _join(complaint: Complaint, to: Complaint, *, actor: Employee | None, now: datetime) -> Complaint:
    if to == complaint or to.state_kind not in ("open", "waiting"):
        raise Refusal(_("Join it to another complaint that is still open."), field="to", code="not_open")
    engine.perform(complaint, "join", actor=actor, now=now)
    complaint.joined_to = to
    complaint.save(update_fields=["joined_to"])
    timeline.record(
        "complaints.joined", to, actor=actor, at=now, text=complaint.text, data={"number": complaint.number}, main=to.main_object
    )
    if to.owner is not None and to.owner != actor:
        facts = {"name": complaint.who, "title": str(to)}
        tell(
            to.owner, topic="complaints.came", body=complaint.text[:500], url=record_url(KIND, to.pk), now=now,
            title=lambda: _("%(name)s has complained again: %(title)s") % facts,
        )
    return to

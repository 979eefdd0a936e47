"""Calls that are no complaints: taken, and turned into one where they are (F71, F76.5, F90.1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.complaints.access import ENQUIRY as KIND
from gendan.modules.complaints.actions.intake import register_complaint, require_words
from gendan.modules.complaints.models import Complaint, Enquiry
from gendan.modules.complaints.numbers import ENQUIRY
from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def take_enquiry(values: Mapping[str, Any], *, actor: Employee, now: datetime, owner: Employee | None = None) -> Enquiry:
    """Write a call down; somebody in charge answers it."""
    require_any(actor, "create", Enquiry)
    given = dict(values)
    customer: Customer | None = given.pop("customer", None)
    if customer is None and not any(given.get(name) for name in ("caller", "phone")):
        raise Refusal(_("Who called? A name or a telephone number is enough."), field="caller", code="nobody")
    responsible = owner or actor
    row = Enquiry(
        number=next_number(KIND, at=now), customer=customer, owner=responsible, department=responsible.department, received_at=now,
        created_by=actor, **given, **people_of(held(customer)),
    )
    require_words(row)
    row.save(force_insert=True)
    engine.start(row, procedure=ENQUIRY, actor=actor, now=now, owner=responsible)
    timeline.record(
        "complaints.enquired", row, actor=actor, at=now, text=row.text, data={"title": row.subject, "number": row.number}, main=row.main_object
    )
    return row


@whole
def turn_into_complaint(enquiry: Enquiry, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Complaint:
    """The call was a complaint after all: it is registered with all that was said."""
    require(actor, "edit", enquiry)
    known = {
        "subject": enquiry.subject, "text": enquiry.text, "customer": enquiry.customer, "contact": enquiry.contact, "phone": enquiry.phone,
        "complainant_name": enquiry.caller, "channel": enquiry.channel, "received_at": enquiry.received_at,
    }
    row = register_complaint(known | dict(values), actor=actor, now=now)
    engine.perform(enquiry, "complain", actor=actor, now=now)
    enquiry.complaint = row
    enquiry.save(update_fields=["complaint"])
    return row

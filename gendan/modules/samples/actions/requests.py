"""Samples for customers: asked for, and what is required of them (F27, F24.5, F68)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.catalog.money import Currency
from gendan.modules.customers.models import Customer
from gendan.modules.samples import effects, rules
from gendan.modules.samples.models import SampleRequest, Wanted
from gendan.modules.samples.words import Origin
from gendan.spine.access.queries import require, require_any
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def ask_sample(customer: Customer, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> SampleRequest:
    """Ask for a sample for a customer; the manager decides who pays (A28)."""
    require(actor, "view", customer)
    require(actor, "follow", customer)
    require_any(actor, "create", SampleRequest)
    row = SampleRequest(**dict(values), customer=customer, owner=actor, department=actor.department)
    _require_sense(row)
    effects.begin_request(row, actor=actor, now=now)
    timeline.record("samples.asked", row, actor=actor, at=now, text=row.details, data={"title": str(row), "number": row.number})
    return row


def _require_sense(row: SampleRequest) -> None:
    if row.sample is not None and row.sample.state != "listed":
        raise Refusal(_("This sample is not in the library."), field="sample", code="not_listed")
    if row.opportunity is not None and row.opportunity.customer_id != row.customer.pk:
        raise Refusal(_("This opportunity is another customer's."), field="opportunity", code="other_customer")
    if row.contact is not None and row.contact.customer_id != row.customer.pk:
        raise Refusal(_("This person is another customer's."), field="contact", code="other_customer")
    if row.currency not in Currency.values:
        raise Refusal(_("Which currency is that?"), field="currency", code="currency")
    if row.origin not in Origin.values:
        raise Refusal(_("From stock, or made anew?"), field="origin", code="origin")


@whole
def note_requirements(
    request: SampleRequest, *, values: Mapping[str, Any], actor: Employee, now: datetime
) -> list[Wanted]:
    """F27.2: what the customer states, what its use needs, and what the law demands."""
    require(actor, "edit", request)
    found = rules.wanted_in(values)
    if not found:
        raise Refusal(_("Write at least one requirement, each on a line of its own."), field="stated", code="nothing")
    rows = effects.note_wanted(request, found, actor=actor, now=now)
    timeline.record("samples.required", request, actor=actor, at=now, text="\n".join(text for _kind, text in found), data={"count": len(found)})
    return rows

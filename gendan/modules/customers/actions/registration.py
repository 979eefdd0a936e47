"""Register a customer: the duplicate check under lock, number, first contact, life-cycle, first next step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers import duplicates, rules
from gendan.modules.customers.access import KIND
from gendan.modules.customers.actions import contacts as contact_verbs
from gendan.modules.customers.actions.writing import require_sense
from gendan.modules.customers.duplicates import Asked, DuplicateFound, Hit
from gendan.modules.customers.forms import EDITABLE
from gendan.modules.customers.models import Contact, Customer, OwnerChange
from gendan.modules.customers.procedure import ENTRANCES, KEY
from gendan.spine.access.queries import require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.messages import actions as messages
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, todos
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do first, and until when."""

    title: str
    due_at: datetime
    way: str = ""


@whole
def register_customer(
    values: Mapping[str, Any],
    *,
    actor: Employee,
    now: datetime,
    owner: Employee | None = None,
    contact: Mapping[str, Any] | None = None,
    state: str = "search",
    next_step: NextStep | None = None,
    duplicate_reason: str = "",
) -> Customer:
    """Write a new customer and let its life-cycle run, in one transaction (F01.1, F37.2).

    Two people who register the same customer at the same moment wait for each other at the check. Raises
    DuplicateFound with the hits unless `duplicate_reason` says why a new one all the same; ValidationError by field.
    """
    require_any(actor, "create", KIND)
    if state not in ENTRANCES:
        raise Refusal(_("A customer cannot be registered at this stage."), field="state")
    customer = _new(values, owner=owner or actor, actor=actor, now=now)
    people = [Contact(**contact)] if contact else []
    hits = _require_new(customer, people, actor=actor, reason=duplicate_reason)
    rules.derive(customer, contacts=people)
    rules.settle_classes(customer, state=state)
    customer.code = next_number(KIND, at=now)
    customer.save(force_insert=True)
    OwnerChange.objects.create(
        customer=customer, owner=customer.owner, department=customer.department, reason=_("registered"), at=now,
        changed_by=actor,
    )
    _tell(customer, hits, duplicate_reason, actor, now)
    if contact:
        contact_verbs.write_contact(customer, contact, actor=actor, now=now)
    engine.start(customer, procedure=KEY, actor=actor, now=now, owner=customer.owner, state=state)
    if next_step is not None:
        todos.add(
            customer, title=next_step.title, assignee=owner or actor, due_at=next_step.due_at, actor=actor, now=now,
            way=next_step.way,
        )
        customer.refresh_from_db()
    return customer


def _new(values: Mapping[str, Any], *, owner: Employee, actor: Employee, now: datetime) -> Customer:
    given = {name: value for name, value in values.items() if name in EDITABLE}
    given["credit_code"] = str(given.get("credit_code") or "").strip().upper()
    customer = Customer(
        **given, owner=owner, department=owner.department, created_at=now, created_by=actor, updated_at=now
    )
    require_sense(customer, errors=rules.errors_of_customer({"name": "", **given}), fields=given)
    return customer


def _require_new(customer: Customer, people: list[Contact], *, actor: Employee, reason: str) -> list[Hit]:
    numbers = (customer.phone, customer.mobile, *(text for one in people for text in (one.phone, one.mobile)))
    asked = Asked(name=customer.name, phones=numbers, credit_code=customer.credit_code, email=customer.email)
    hits = [hit for hit in duplicates.check_under_lock(asked, viewer=actor) if hit.blocks]
    if hits and not reason.strip():
        raise DuplicateFound(hits)
    return hits


def _tell(customer: Customer, hits: list[Hit], reason: str, actor: Employee, now: datetime) -> None:
    beside = [{"id": hit.customer_id, "name": hit.name, "score": hit.score} for hit in hits]
    timeline.record(
        "customer.registered_all_the_same" if hits else "customer.registered", customer, actor=actor, at=now,
        text=reason if hits else "", data={"code": customer.code, "hits": beside},
    )
    owners = Employee.objects.filter(pk__in=[hit.owner_id for hit in hits if hit.owner_id != actor.pk])
    messages.tell(
        owners, topic="customers.duplicate", url=f"/customers/{customer.pk}", now=now, body=reason,
        title=lambda: _("%(actor)s registered %(name)s, much like a customer of yours")
        % {"actor": actor.name, "name": customer.name},
    )

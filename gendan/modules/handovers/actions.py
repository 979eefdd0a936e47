"""Verbs of hand-overs: all customers of a person, and the staged follow-up with its clock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers import actions as customers
from gendan.modules.customers.access import KIND as CUSTOMER
from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import people_of
from gendan.modules.handovers import queries
from gendan.modules.handovers.models import Staged
from gendan.modules.handovers.procedure import STAGED
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.org.rules import runs_the_company
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Case
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

BATCH = 200


@whole
def hand_over_person(
    person: Employee, *, to: Employee, reason: str, actor: Employee, now: datetime, classes: Sequence[str] = ()
) -> int:
    """Give all customers of a person, or those of some classes, to somebody else with everything open; returns how many.

    Administrators may, and who may assign each of them; for anybody else nothing is done at all.
    """
    if to == person:
        raise Refusal(_("Choose somebody else."), field="to")
    if to.status != Employee.Status.ACTIVE:
        raise Refusal(_("%(name)s does not take on customers any more.") % {"name": to.name}, field="to")
    if not reason.strip():
        raise Refusal(_("Say why the customers change hands."), field="reason")
    found = queries.customers_of(person)
    chosen = (found.filter(abc__in=classes) if classes else found).select_related("owner", "department").order_by("pk")
    rows = list(chosen.select_for_update(no_key=True, of=("self",)))
    _require_may(rows, actor)
    customers.hand_over(rows, owner=to, reason=reason, actor=actor, now=now)
    return len(rows)


def _require_may(rows: Sequence[Customer], actor: Employee) -> None:
    if runs_the_company(actor):
        return
    allowed = set(Customer.objects.visible_to(actor, "assign").filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    closed = [row.name for row in rows if row.pk not in allowed]
    if closed:
        raise NotAllowed(_("You may not assign these customers: %(names)s.") % {"names": "、".join(closed[:3])})


# -- staged follow-up (F26) ---------------------------------------------------------------------------------------


@whole
def start_staged(customer: Customer, *, actor: Employee, now: datetime, **file: str) -> Staged:
    """Begin the consultant's two weeks."""
    owner = customer.owner
    if owner is None:
        raise Refusal(_("Nobody is responsible for this customer: claim it first."))
    if queries.running_of(customer) is not None:
        raise Refusal(_("A staged follow-up runs on this customer already."), code="started")
    record = Staged(
        customer=customer, consultant=owner, owner=owner, department=owner.department, started_at=now, created_by=actor,
        **file, **people_of(customer),
    )
    require(actor, "edit", customer)
    record.save()
    engine.start(record, procedure=STAGED, actor=actor, now=now, owner=owner)
    timeline.record("handovers.started", record, actor=actor, at=now)
    return record


@whole
def write_file(record: Staged, *, values: Mapping[str, str], actor: Employee, now: datetime) -> Staged:
    """Keep plans, situation, analysis and the director's guidance on file."""
    row: Staged = Staged.objects.select_for_update(no_key=True, of=("self",)).get(pk=record.pk)
    require(actor, "edit", row)
    changes = [
        {"field": name, "old": getattr(row, name), "new": value} for name, value in values.items() if getattr(row, name) != value
    ]
    for change in changes:
        setattr(row, change["field"], change["new"])
    if changes:
        row.save(update_fields=[change["field"] for change in changes])
        timeline.record("handovers.filed", row, actor=actor, at=now, data={"changes": changes}, system=True)
    return row


def expire(*, now: datetime) -> int:
    """The clock's errand: whose time is over goes on, with a complete file to the director, else to be completed."""
    late = Case.objects.filter(procedure=STAGED.key, state__in=("phase1", "phase2", "filing"), closed_at=None, due_at__lte=now)
    done = 0
    for pk in list(late.order_by("due_at", "pk").values_list("record_id", flat=True)[:BATCH]):
        done += _expire_one(Staged.objects.select_related("customer", "consultant", "department").get(pk=pk), now)
    return done


def _expire_one(record: Staged, now: datetime) -> int:
    """Day 14 and day 21; what cannot go on yet stays late, and climbs."""
    ways = {"phase1": ("expire_complete", "expire"), "filing": ("expire_complete",), "phase2": ("ended",)}
    for key in ways[record.state]:
        try:
            engine.perform(record, key, actor=None, now=now)
            return 1
        except Refusal:
            continue
    return 0


# -- listeners ----------------------------------------------------------------------------------------------------


def sign_with_opportunity(*, case: Any, transition: Any, actor: Any, now: datetime, **_facts: Any) -> None:
    """Listener of "procedures.moved": a won opportunity of the customer is the signature."""
    if case.procedure != "opportunity" or transition.target != "won" or case.main_kind != CUSTOMER:
        return
    record = Staged.objects.filter(customer=case.main_id, ended_at=None).select_related("customer", "consultant").first()
    if record is not None:
        engine.perform(record, "won", actor=actor, now=now)

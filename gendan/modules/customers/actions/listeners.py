"""What customers do when something happens elsewhere; connected in `wiring.py`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Func, Value
from django.utils.translation import gettext as _

from gendan.modules.customers.access import KIND
from gendan.modules.customers.actions.people import hand_over
from gendan.modules.customers.models import Customer
from gendan.modules.customers.procedure import PROCEDURE
from gendan.spine import events
from gendan.spine.org.models import Employee
from gendan.spine.prepared import Lasting
from gendan.spine.procedures import engine
from gendan.spine.whole import whole, write

LATEST = Lasting("""
UPDATE customers_customer SET last_activity_at = %(at)s
WHERE id = %(id)s AND (last_activity_at IS NULL OR last_activity_at < %(at)s)
""")
SETTLED = """
UPDATE customers_customer c SET last_activity_at = told.at FROM unnest(%(ids)s::bigint[], %(at)s::timestamptz[]) AS told (id, at)
WHERE c.id = told.id AND c.last_activity_at IS DISTINCT FROM told.at
"""


def note_followup(*, activity: Any, now: datetime) -> None:
    """Remember when somebody last followed up (event followups.logged)."""
    write(LATEST, {"at": activity.at, "id": activity.customer_id})


@whole
def settle_last_followup(latest: Mapping[int, datetime | None]) -> None:
    """Say of many when somebody last followed up, or that nobody has: past follow-ups came from a file, or went again."""
    write(SETTLED, {"ids": list(latest), "at": list(latest.values())})


def pass_on_customers(
    *, employee: Employee, successor: Employee, actor: Employee | None, now: datetime
) -> None:
    """Nothing of a leaver may be left without an owner (F11.2; event org.employee_left)."""
    theirs = Customer.objects.filter(owner=employee).select_related("owner", "department").order_by("pk")
    reason = _("%(name)s has left") % {"name": employee.name}
    hand_over(
        list(theirs.select_for_update(no_key=True, of=("self",))), owner=successor, reason=reason, actor=actor, now=now
    )
    shared = Customer.objects.filter(related_ids__contains=[employee.pk])
    ids = list(shared.values_list("pk", flat=True))
    if ids:
        without = Func("related_ids", Value(employee.pk), function="array_remove")
        Customer.objects.filter(pk__in=ids).update(related_ids=without)
        events.emit("customers.people_changed", customer_ids=ids, actor=actor, now=now)


def follow_transfer(*, employee: Employee, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """The responsible department is the owner's: their customers go along (event org.employee_transferred)."""
    theirs = Customer.objects.filter(owner=employee).exclude(department=employee.department_id).order_by("pk")
    ids = list(theirs.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))
    if ids:
        Customer.objects.filter(pk__in=ids).update(
            department=employee.department_id, updated_at=now, revision=F("revision") + 1
        )
        events.emit("customers.people_changed", customer_ids=ids, actor=actor, now=now)


# Where an opportunity arrives, and what that does to its customer.
MOVED_BY = {"target": "opportunity_found", "won": "opportunity_won"}


def follow_opportunity(*, case: Any, transition: Any, now: datetime, **_facts: Any) -> None:
    """A registered opportunity brings its customer into following, a won one into collecting (procedures.moved)."""
    arrived = case.procedure == "opportunity" and case.main_kind == KIND and "bin" not in transition.source
    key = MOVED_BY.get(transition.target) if arrived else None
    customer = Customer.objects.filter(pk=case.main_id, deleted_at=None).first() if key else None
    if key and customer and customer.case_id and customer.state in PROCEDURE.transition(key).source:
        engine.perform(customer, key, actor=None, now=now)

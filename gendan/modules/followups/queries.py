"""Reads of follow-ups: attempts so far, and the points of a stage."""

from datetime import datetime
from typing import Any

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.models import NOT_REACHED, Activity
from gendan.spine.prepared import Lasting
from gendan.spine.procedures import registry
from gendan.spine.records import kind_of
from gendan.spine.whole import ask

CALLS = Lasting("""
SELECT result FROM followups_activity
WHERE customer_id = %s AND contact_id IS NOT DISTINCT FROM %s AND way = 'call' AND at < %s ORDER BY at DESC, id DESC LIMIT 50
""")


def failed_attempts(customer: Customer, *, contact: Contact | None, before: datetime) -> int:
    """How many calls in a row did not reach this person (F03: "the fourth try"); a reached call starts anew."""
    count = 0
    for (result,) in ask(CALLS, [customer.pk, contact.pk if contact else None, before]):
        if result not in NOT_REACHED:
            break
        count += 1
    return count


def activity_by_token(token: Any) -> Activity | None:
    """The activity that a form with this token has already written: a double click writes one."""
    return Activity.objects.filter(once=token).first() if token else None


def points_of(record: Any) -> tuple[Any, ...]:
    """The check-list that the procedure gives for the state in which the record stands (F01.3, F02.10)."""
    procedure = registry.of_record(record)
    state = procedure.find_state(record.state) if procedure else None
    return state.checklist if state else ()


def moment_of(record: Any) -> str:
    """The stage in which a record stands, as articles name it; empty where no procedure runs on it."""
    procedure = registry.of_record(record)
    state = procedure.find_state(record.state) if procedure else None
    return f"{procedure.key}.{state.key}" if procedure and state else ""


def ticked_on(record: Any) -> set[str]:
    """The points ticked on the record since it came into its state."""
    rows = Activity.objects.filter(record_kind=kind_of(record), record_id=record.pk).exclude(checked=[])
    rows = rows.filter(created_at__gte=record.state_since) if record.state_since else rows
    return {point for checked in rows.values_list("checked", flat=True) for point in checked}

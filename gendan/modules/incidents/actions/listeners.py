"""What incidents do when others have done something: nobody begins to dun, and whoever takes over a customer sees it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from gendan.modules.incidents import effects
from gendan.modules.incidents.access import INCIDENT as KIND
from gendan.modules.incidents.models import Incident, Notice
from gendan.spine.org.models import Employee


def follow_moves(*, case: Any, now: datetime, **_facts: Any) -> None:
    """Listener of "procedures.moved": an incident that ends lets go; a customer who comes to be dunned is held."""
    if case.record_kind == KIND and case.state_kind == "done":
        effects.release_collecting(Incident.objects.get(pk=case.record_id), now=now)
    elif case.record_kind == effects.CUSTOMER and f"state.{case.state}" == effects.COLLECT:
        effects.hold_customer(case.record_id, now=now)


def follow_owner(*, customer_ids: Collection[int], owner: Employee, **_facts: Any) -> None:
    """Listener of "customers.owner_changed": the new owner sees the incident of the notice that is now his."""
    for incident in Incident.objects.filter(notices__customer__in=customer_ids).exclude(related_ids__contains=[owner.pk]).distinct():
        incident.related_ids = [*incident.related_ids, owner.pk]
        incident.related_department_ids = sorted({*incident.related_department_ids, owner.department_id})
        incident.save(update_fields=["related_ids", "related_department_ids"])


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": incidents and notices, closed ones too, have somebody to ask."""
    for model in (Incident, Notice):
        model.objects.filter(owner=employee).update(owner=successor, department=successor.department)

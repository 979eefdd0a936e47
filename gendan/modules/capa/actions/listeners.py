"""What corrective actions do when somebody leaves: their checks and actions go to others, the record itself goes by itself."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from gendan.modules.capa import queries
from gendan.modules.capa.models import Action, Capa
from gendan.spine.org.models import Employee


def pass_on(*, employee: Employee, successor: Employee, now: datetime, **_facts: Any) -> None:
    """Listener of "org.employee_left": open actions go to the successor, and nobody judges what is his own."""
    Action.objects.filter(owner=employee, done_at=None, dropped_at=None).update(owner=successor)
    running = Capa.objects.filter(state_kind__in=queries.OPEN)
    running.filter(checker=employee).update(checker=successor)
    for row in running.filter(checker=successor).select_related("owner", "responsible"):
        if successor.pk in {row.owner_id, *queries.people_at_work(row)}:
            besides = {row.owner_id, *queries.people_at_work(row), employee.pk}
            row.checker = queries.checker_for(besides, near=row.responsible, on=timezone.localdate(now))
            row.save(update_fields=["checker"])

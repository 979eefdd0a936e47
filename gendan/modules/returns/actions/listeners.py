"""What returns do when others have done something, and what they tell of themselves."""

from datetime import datetime
from typing import Any

from gendan.modules.returns.access import DESK, RETURN
from gendan.modules.returns.effects import desk
from gendan.modules.returns.models import DeskDay, DeskReturn, Return, Voice, Wanted
from gendan.spine import events
from gendan.spine.org.models import Employee


def follow_moves(*, case: Any, transition: Any, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """Listener of "procedures.moved": an end is told; at the desk what follows by itself is done."""
    if case.record_kind == DESK:
        desk.lead_on(DeskReturn.objects.get(pk=case.record_id), case=case, now=now)
    elif case.record_kind == RETURN and transition.key == "carry_out":
        events.emit("returns.finished", record=Return.objects.get(pk=case.record_id), actor=actor, now=now)


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": what is to be carried out or inspected goes on, and every record has somebody to ask."""
    Return.objects.filter(doer=employee, state="carrying").update(doer=successor)
    DeskReturn.objects.filter(inspector=employee, state__in=("requested", "paid")).update(inspector=successor)
    for model in (Return, DeskDay, DeskReturn, Voice, Wanted):
        model.objects.filter(owner=employee).update(owner=successor, department=successor.department)

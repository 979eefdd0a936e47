"""A new record that makes its first move at once."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.spine import rows
from gendan.spine.org import book
from gendan.spine.org.models import Employee
from gendan.spine.procedures import registry
from gendan.spine.procedures.declare import Procedure
from gendan.spine.procedures.engine import gate, locking, moving, states
from gendan.spine.procedures.engine.starting import new_case
from gendan.spine.procedures.engine.states import Passage
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.procedures.plans import Calendars
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole


@whole
def enter(
    record: Any, key: str, *, procedure: Procedure | str, actor: Employee | None, now: datetime,
    owner: Employee | None = None, data: dict[str, Any] | None = None,
) -> Case:
    """Write a new record that enters its procedure by the move `key` out of the start, where it never stands.

    Role, form, guards and effects are the move's; where one refuses, nothing is written. The record is written once,
    with its state and next step, instead of once at the start and once more for the move.
    """
    declared = registry.as_procedure(procedure)
    transition = declared.transition(key)
    if record.pk is not None:
        raise Refusal(_("A procedure runs on this record already."), code="started")
    with book.held():
        locking.lock_main(record)
        record.pk, case_id = rows.next_ids(type(record), Case)
        case = new_case(record, declared, declared.state(declared.start), owner=owner, now=now)
        case.pk = case_id
        situation = locking.situation_of(record, case, actor=actor, now=now)
        gate.require_role(actor, transition, case=case, procedure=declared, situation=situation)
        gate.require_state(case, transition, procedure=declared)
        move = moving.decided(record, case, transition, actor=actor, data=data or {}, now=now)
        passage = Passage(record, case, declared, actor, now, Calendars(), via=key)
        made = states.enter(passage, target=declared.state(transition.target))
        _write(record, case, made)
        moving.make_known(move, declared, source=declared.start, made=made)
    return case


def _write(record: Any, case: Case, made: list[Todo]) -> None:
    """The references of what was written before are checked when the transaction ends."""
    record.case, record.state, record.state_kind, record.state_since = case, case.state, case.state_kind, case.since
    first = min(made, key=lambda todo: (todo.due_at is None, todo.due_at, todo.pk), default=None)
    if first is not None:
        record.next_todo_id, record.next_due_at, record.next_title, record.next_way = (
            first.pk, first.due_at, first.title, first.way
        )
    rows.add(record)
    rows.add(case)
    states.refresh_main(record)

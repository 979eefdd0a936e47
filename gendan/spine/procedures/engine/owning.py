"""A record changes hands, or a date on it moves: the case and its to-dos follow."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Model
from django.utils import timezone

from gendan.spine import records
from gendan.spine.org.models import Employee
from gendan.spine.procedures import due, making, plans, registry, who
from gendan.spine.procedures.declare import OnDate, Owner
from gendan.spine.procedures.engine import locking
from gendan.spine.procedures.models import Case, Stay, Todo
from gendan.spine.procedures.next_steps import refresh_for
from gendan.spine.procedures.plans import STATE, Calendars
from gendan.spine.rows import KEY, Reading
from gendan.spine.whole import whole


@whole
def change_owner(
    kind: str, ids: Collection[int], *, previous: Employee | None, owner: Employee | None, actor: Employee | None,
    now: datetime, reason: str = "",
) -> int:
    """Records of `kind` were given to `owner`: their cases and the previous owner's live to-dos follow.

    Without a new owner the to-dos go to the head. Set-based; returns how many to-dos went over.
    """
    department = owner.department if owner else None
    cases = Case.objects.filter(record_kind=kind, record_id__in=ids, closed_at=None)
    cases.update(owner=owner, **({"department": department} if department else {}))
    if previous is None:
        return 0
    situation = who.Situation(None, owner, department or previous.department, actor, timezone.localdate(now))
    taker = who.assign(Owner(), situation=situation)
    todos = Todo.objects.filter(record_kind=kind, record_id__in=ids, assignee=previous, status__in=making.LIVE)
    return todos.update(
        assignee=taker.employee, instead_of=taker.instead_of, department=taker.employee.department_id,
        reason=reason[:200],
    )


@whole
def rename(record: Any) -> None:
    """A record was renamed: its case shows it, and so do the cases and live to-dos under it; what is done stays as it was."""
    kind, title = records.kind_of(record), str(record)[:200]
    Case.objects.filter(record_kind=kind, record_id=record.pk).update(title=title)
    under = {"main_kind": kind, "main_id": record.pk}
    Case.objects.filter(**under).update(main_title=title)
    Todo.objects.filter(**under, status__in=making.LIVE).update(main_title=title)


@whole
def follow_transfer(*, employee: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_transferred": the person's running cases and live to-dos stand in the new department."""
    place = {"department": employee.department_id}
    Case.objects.filter(owner=employee, closed_at=None).update(**place)
    Todo.objects.filter(assignee=employee, status__in=making.LIVE).update(**place)


@whole
def refresh_due(record: Any, *, now: datetime) -> None:
    """A date field of the record was changed: the due time of a state that hangs on it moves too."""
    locked = locking.lock(record)
    case = locked.case
    procedure = registry.find(case.procedure)
    state = procedure.find_state(case.state) if procedure else None
    todo = case.todos.filter(key=f"{STATE}{case.state}", status=Todo.Status.OPEN).select_related("assignee").first()
    if state is None or not isinstance(state.due, OnDate) or todo is None:
        return
    calendars = Calendars()
    todo.breached_at = todo.breached_at or making.missed(todo.due_at, now=now)
    todo.due_rule = due.rule_of(state.due, record=locked, values=case.numbers, start=now)
    todo.due_at = due.moment_of(todo.due_rule, calendar=calendars.of(todo.assignee))
    todo.save(update_fields=["due_rule", "due_at", "breached_at"])
    _follow(case, todo, now=now)
    plans.replan([todo], calendars=calendars, now=now, anew=True)
    refresh_for([todo])
    locked.refresh_from_db()
    locking.hand_back(record, locked)


def _follow(case: Case, todo: Todo, *, now: datetime) -> None:
    late = making.missed(case.due_at, now=now)
    case.breached_at = case.breached_at or late
    case.due_at = todo.due_at
    case.save(update_fields=["due_at", "breached_at"])
    stay = Stay.objects.filter(case=case, left_at=None)
    stay.update(due_at=todo.due_at, **({"breached": True} if late else {}))


def record_of(todo: Todo) -> Any:
    """The record that a to-do belongs to, with its case and people; None when it is gone."""
    model: type[Model] = records.model_of(todo.record_kind)
    return _records(model).one(todo.record_id)


@cache
def _records(model: type[Model]) -> Reading:
    return Reading(locking.with_people(model).filter(pk=KEY))

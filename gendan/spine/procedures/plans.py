"""What happens to a to-do as its due time comes and goes: the steps, and which of them is planned next."""

from collections.abc import Iterable
from datetime import datetime
from itertools import repeat
from typing import Any

from gendan.spine.bulk import copy_columns, spelled
from gendan.spine.org import queries as org
from gendan.spine.org.models import Employee
from gendan.spine.org.workdays import WorkCalendar
from gendan.spine.prepared import Lasting
from gendan.spine.procedures import due, numbers, registry, who
from gendan.spine.procedures.declare import Escalate, Head, Owner, Step
from gendan.spine.procedures.models import Escalation, Todo
from gendan.spine.rows import add
from gendan.spine.whole import write

STATE = "state."
SIGN = "sign."
FEW = 20
FORGET_ALL = Lasting("DELETE FROM procedures_escalation WHERE todo_id = ANY(%s)")
FORGET = Lasting(f"{FORGET_ALL} AND done_at IS NULL")
DEFAULT_STEPS = (
    Step("remind", numbers.REMIND, Escalate.REMIND, Owner(), before=True),
    Step("to_head", numbers.LATE_TO_HEAD, Escalate.TELL, Head()),
    Step("to_next", numbers.LATE_TO_NEXT, Escalate.TELL, Head(2)),
)


class Calendars:
    """The calendar of each person, asked for once."""

    def __init__(self) -> None:
        self._known: dict[int | None, WorkCalendar] = {}

    def of(self, person: Employee | None) -> WorkCalendar:
        """The person's calendar; the company's where there is nobody."""
        key = person.pk if person else None
        if key not in self._known:
            self._known[key] = org.calendar_of(person) if person else org.company_calendar()
        return self._known[key]


def is_of_state(todo: Todo) -> bool:
    """Whether a state of the procedure made the to-do, and not a person."""
    return todo.key.startswith((STATE, SIGN))


def steps_of(todo: Todo) -> tuple[Step, ...]:
    """The declared steps of the state that made the to-do; those of every to-do where there are none.

    Where a state only reminds beforehand, the common steps for what is late follow: nothing late is kept quiet.
    """
    if todo.case is None or not is_of_state(todo):
        return DEFAULT_STEPS
    procedure = registry.find(todo.case.procedure)
    state = procedure.find_state(todo.case.state) if procedure else None
    if state is None or not state.escalate:
        return DEFAULT_STEPS
    if all(step.before for step in state.escalate):
        return state.escalate + tuple(step for step in DEFAULT_STEPS if not step.before)
    return state.escalate


def values_of(todo: Todo, *, now: datetime) -> dict[str, Any]:
    """The numbers by which the to-do climbs: the case's, else those valid now."""
    if todo.case is not None:
        kept: dict[str, Any] = todo.case.numbers
        return kept
    return numbers.current(numbers.DEFAULT_KEY, numbers.DEFAULTS, at=now)


def next_plan(
    todo: Todo, *, done: Iterable[str], values: dict[str, Any], calendar: WorkCalendar, since: datetime | None
) -> Escalation | None:
    """The next step of an open to-do that is not done; with `since`, reminders that lie before it are left out."""
    if todo.status != Todo.Status.OPEN or todo.due_at is None:
        return None
    planned = _first_of(steps_of(todo), todo.due_at, done=set(done), values=values, calendar=calendar, since=since)
    if planned is None:
        return None
    moment, step = planned
    return Escalation(todo=todo, step=step.key, action=str(step.action), to=who.spell(step.to), due_at=moment)


def _first_of(
    steps: tuple[Step, ...], due_at: datetime, *, done: set[str], values: dict[str, Any], calendar: WorkCalendar,
    since: datetime | None,
) -> tuple[datetime, Step] | None:
    moments = [
        (due.offset_from(due_at, step.offset, numbers.value(values, step.offset),
                         before=step.before, calendar=calendar), order, step)
        for order, step in enumerate(steps)
        if step.key not in done
    ]
    left = sorted(m for m in moments if since is None or not m[2].before or m[0] > since)
    return (left[0][0], left[0][2]) if left else None


def plan(todos: Iterable[Todo], *, calendars: Calendars, now: datetime) -> None:
    """Plan the first step of each of these new or newly timed to-dos; one insert."""
    rows: list[tuple[Todo, datetime, Step]] = []
    known: dict[Any, tuple[datetime, Step] | None] = {}
    defaults: dict[str, Any] | None = None
    for todo in todos:
        if todo.status != Todo.Status.OPEN or todo.due_at is None:
            continue
        if todo.case is None and defaults is None:
            defaults = values_of(todo, now=now)
        values = todo.case.numbers if todo.case is not None else defaults or {}
        calendar = calendars.of(todo.assignee)
        declared = (todo.case.procedure, todo.case.state) if todo.case is not None and is_of_state(todo) else None
        same = (todo.due_at, id(values), id(calendar), declared)
        if same not in known:
            known[same] = _first_of(
                steps_of(todo), todo.due_at, done=set(), values=values, calendar=calendar, since=now
            )
        if (planned := known[same]) is not None:
            rows.append((todo, *planned))
    _write(rows)


def _write(rows: list[tuple[Todo, datetime, Step]]) -> None:
    """A few by INSERT, many by COPY."""
    if len(rows) < FEW:
        for todo, moment, step in rows:
            add(Escalation(todo=todo, step=step.key, action=str(step.action), to=who.spell(step.to), due_at=moment))
        return
    columns = [
        spelled(todo.pk for todo, _moment, _step in rows), spelled(step.key for _todo, _moment, step in rows),
        spelled(str(step.action) for _todo, _moment, step in rows),
        spelled(who.spell(step.to) for _todo, _moment, step in rows),
        spelled(moment for _todo, moment, _step in rows), repeat("[]"),
    ]
    copy_columns(Escalation, ("todo_id", "step", "action", "to", "due_at", "told"), columns, count=len(rows))


def forget(todos: Iterable[Todo], *, all_steps: bool = False) -> None:
    """Take back what is still planned for these to-dos; with `all_steps` also the memory of what has happened."""
    write(FORGET_ALL if all_steps else FORGET, [[todo.pk for todo in todos]])


def replan(todos: Iterable[Todo], *, calendars: Calendars, now: datetime, anew: bool = False) -> None:
    """Plan again after the due time changed; `anew` lets steps that have happened happen once more.

    A step whose moment is past by the new due time is due now: it could not have been taken then.
    """
    listed = list(todos)
    if not listed:
        return
    forget(listed, all_steps=anew)
    done: dict[int, set[str]] = {}
    for todo_id, step in Escalation.objects.filter(todo__in=listed).values_list("todo", "step"):
        done.setdefault(todo_id, set()).add(step)
    rows = [
        next_plan(todo, done=done.get(todo.pk, ()), values=values_of(todo, now=now),
                  calendar=calendars.of(todo.assignee), since=now)
        for todo in listed
    ]
    planned = [row for row in rows if row is not None]
    for row in planned:
        row.due_at = max(row.due_at, now)
    Escalation.objects.bulk_create(planned)

"""What happens to a to-do as its due time comes and goes: the steps, and which of them is planned next."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from gendan.spine.bulk import copy_in
from gendan.spine.org import queries as org
from gendan.spine.org.models import Employee
from gendan.spine.org.workdays import WorkCalendar
from gendan.spine.procedures import due, numbers, registry, who
from gendan.spine.procedures.declare import Escalate, Head, Owner, Step
from gendan.spine.procedures.models import Escalation, Todo

STATE = "state."
SIGN = "sign."
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
    past = set(done)
    moments = [
        (due.offset_from(todo.due_at, step.offset, numbers.value(values, step.offset),
                         before=step.before, calendar=calendar), order, step)
        for order, step in enumerate(steps_of(todo))
        if step.key not in past
    ]
    left = sorted(m for m in moments if since is None or not m[2].before or m[0] > since)
    if not left:
        return None
    moment, _order, step = left[0]
    return Escalation(todo=todo, step=step.key, action=str(step.action), to=who.spell(step.to), due_at=moment)


def plan(todos: Iterable[Todo], *, calendars: Calendars, now: datetime) -> None:
    """Plan the first step of each of these new or newly timed to-dos; one insert."""
    rows, defaults = [], None
    for todo in todos:
        if todo.case is None and defaults is None:
            defaults = values_of(todo, now=now)
        values = todo.case.numbers if todo.case is not None else defaults or {}
        row = next_plan(todo, done=(), values=values, calendar=calendars.of(todo.assignee), since=now)
        rows += [row] if row is not None else []
    if rows:
        copy_in(rows)


def forget(todos: Iterable[Todo], *, all_steps: bool = False) -> None:
    """Take back what is still planned for these to-dos; with `all_steps` also the memory of what has happened."""
    rows = Escalation.objects.filter(todo__in=[todo.pk for todo in todos])
    if not all_steps:
        rows = rows.filter(done_at=None)
    rows._raw_delete(rows.db)


def replan(todos: Iterable[Todo], *, calendars: Calendars, now: datetime, anew: bool = False) -> None:
    """Plan again after the due time changed; `anew` lets steps that have happened happen once more."""
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
    Escalation.objects.bulk_create([row for row in rows if row is not None])

"""Starting procedures, one or thousands at a time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine import records
from gendan.spine.bulk import copy_in
from gendan.spine.org.models import Employee
from gendan.spine.procedures import making, numbers, plans, registry, who
from gendan.spine.procedures.declare import Procedure, RecordField, State, Who
from gendan.spine.procedures.engine import locking, states
from gendan.spine.procedures.engine.states import ENDS, Passage
from gendan.spine.procedures.models import Case, Stay, Todo
from gendan.spine.procedures.next_steps import refresh, show_many
from gendan.spine.procedures.plans import Calendars
from gendan.spine.refusal import Refusal

BATCH = 2000


@transaction.atomic
def start(
    record: Any,
    *,
    procedure: Procedure | str,
    actor: Employee | None,
    now: datetime,
    owner: Employee | None = None,
    state: str | None = None,
) -> Case:
    """Let a procedure run on a saved record, from its start or the given state. Raises Refusal if one runs already."""
    declared = registry.as_procedure(procedure)
    if record.case_id is not None:
        raise Refusal(_("A procedure runs on this record already."), code="started")
    locking.lock_main(record)
    case = _new_case(record, declared, declared.state(state or declared.start), owner=owner, now=now)
    case.save(force_insert=True)
    passage = Passage(record, case, declared, actor, now, Calendars())
    made = states.enter(passage, target=declared.state(case.state))
    states.show(passage)
    making.tell_assignees(made, actor=actor, now=now)
    return case


def _new_case(record: Any, procedure: Procedure, state: State, *, owner: Employee | None, now: datetime) -> Case:
    main = records.main_of(record) or records.Main(records.kind_of(record), record.pk, str(record))
    owner = owner or getattr(record, "owner", None)
    department = getattr(record, "department", None) or (owner.department if owner else None)
    return Case(
        procedure=procedure.key, version=procedure.version, state=state.key, state_kind=str(state.kind), since=now,
        owner=owner, department=department, record_kind=records.kind_of(record), record_id=record.pk,
        title=str(record)[:200], main_kind=main.kind, main_id=main.id, main_title=main.title[:200], started_at=now,
        closed_at=now if state.kind in ENDS else None,
    )


@transaction.atomic
def start_many(
    given: Iterable[Any],
    *,
    procedure: Procedure | str,
    actor: Employee | None,
    now: datetime,
    state: str | None = None,
    since: dict[int, datetime] | None = None,
) -> list[Case]:
    """Let a procedure run on many saved records of one kind; states with sign-offs cannot be a start.

    Nobody is told, nothing is written to the timeline: whoever imports says so once. `since` (by record id) is the
    moment at which a record that was brought in already finished came to its end.
    """
    declared = registry.as_procedure(procedure)
    target = declared.state(state or declared.start)
    if target.signoffs is not None:
        raise Refusal(_("A state with sign-offs cannot be the start."), code="unknown")
    calendars, cases = Calendars(), []
    listed = list(given)
    for at in range(0, len(listed), BATCH):
        cases += _start_batch(listed[at : at + BATCH], declared, target, actor, now, calendars, since or {})
    mains = {case.main_id for case in cases if case.main_id is not None and case.main_kind != case.record_kind}
    if cases:
        refresh(cases[0].record_kind, [record.pk for record in listed])
        refresh(cases[0].main_kind, mains)
    return cases


def _start_batch(
    given: list[Any], procedure: Procedure, target: State, actor: Employee | None, now: datetime,
    calendars: Calendars, since: dict[int, datetime],
) -> list[Case]:
    values = numbers.snapshot(procedure, target, at=now)
    cases = [_new_case(record, procedure, target, owner=None, now=now) for record in given]
    for case in cases:
        case.numbers = values
        case.since = since.get(case.record_id or 0, now)
        case.closed_at = case.since if target.kind in ENDS else None
    todos = [] if target.kind in ENDS else _first_todos(given, cases, procedure, target, actor, now, calendars)
    copy_in(cases)
    copy_in(todos)
    copy_in([
        Stay(case=case, procedure=case.procedure, state=case.state, entered_at=case.since, due_at=case.due_at,
             moved_by=actor)
        for case in cases
    ])
    plans.plan(todos, calendars=calendars, now=now)
    _show_many(given, cases)
    return cases


def _first_todos(
    given: list[Any], cases: list[Case], procedure: Procedure, target: State, actor: Employee | None, now: datetime,
    calendars: Calendars,
) -> list[Todo]:
    people, todos = _Assignments(), []
    for record, case in zip(given, cases, strict=True):
        passage = Passage(record, case, procedure, actor, now, calendars)
        todo = states.state_todo(passage, target, passage.situation, assign=people.of)
        case.due_at = todo.due_at
        todos.append(todo)
    return todos


class _Assignments:
    """Who gets the work, asked once for each owner and department."""

    def __init__(self) -> None:
        self._known: dict[Any, who.Assignment] = {}

    def of(self, declared: Who, *, situation: who.Situation) -> who.Assignment:
        if isinstance(declared, RecordField):
            return who.assign(declared, situation=situation)
        key = (situation.owner and situation.owner.pk, situation.department and situation.department.pk)
        if key not in self._known:
            self._known[key] = who.assign(declared, situation=situation)
        return self._known[key]




def _show_many(given: list[Any], cases: list[Case]) -> None:
    for record, case in zip(given, cases, strict=True):
        record.case, record.state, record.state_kind, record.state_since = case, case.state, case.state_kind, case.since
    show_many(type(given[0]), [case.record_id for case in cases if case.record_id is not None])

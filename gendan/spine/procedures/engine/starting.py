"""Starting procedures, one or thousands at a time."""

from collections.abc import Iterable
from datetime import datetime
from itertools import repeat
from typing import Any

from django.utils.translation import gettext as _

from gendan.spine import records, rows
from gendan.spine.bulk import copy_columns, copy_in, give_ids, like, spelled, tie
from gendan.spine.org.models import Employee
from gendan.spine.procedures import making, numbers, plans, registry
from gendan.spine.procedures.declare import OnDate, Procedure, RecordField, State
from gendan.spine.procedures.engine import locking, states
from gendan.spine.procedures.engine.states import ENDS, Passage
from gendan.spine.procedures.models import Case, Stay, Todo
from gendan.spine.procedures.next_steps import refresh, show_many
from gendan.spine.procedures.plans import Calendars
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole
from gendan.spine.words import Words

BATCH = 2000


@whole
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
    case = new_case(record, declared, declared.state(state or declared.start), owner=owner, now=now)
    rows.give_ids(case)
    rows.add(case)
    passage = Passage(record, case, declared, actor, now, Calendars())
    made = states.enter(passage, target=declared.state(case.state))
    states.show(passage)
    making.tell_assignees(made, actor=actor, now=now)
    return case


def new_case(record: Any, procedure: Procedure, state: State, *, owner: Employee | None, now: datetime) -> Case:
    """The case of a record in a state, not saved."""
    main = _main_of(record)
    owner = owner or getattr(record, "owner", None)
    department = getattr(record, "department", None) or (owner.department if owner else None)
    return Case(
        procedure=procedure.key, version=procedure.version, state=state.key, state_kind=str(state.kind), since=now,
        owner=owner, department=department, record_kind=records.kind_of(record), record_id=record.pk,
        title=str(record)[:200], main_kind=main.kind, main_id=main.id, main_title=main.title[:200], started_at=now,
        closed_at=now if state.kind in ENDS else None,
    )


@whole
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
    return _begin(list(given), procedure, actor=actor, now=now, state=state, since=since, new=False)


@whole
def start_new(
    given: Iterable[Any],
    *,
    procedure: Procedure | str,
    actor: Employee | None,
    now: datetime,
    state: str | None = None,
    since: dict[int, datetime] | None = None,
) -> list[Case]:
    """Write many new records of one kind and let a procedure run on them, as `start_many` does on saved ones.

    The records are written once, with their state and next step: nothing is copied into them afterwards.
    """
    listed = list(given)
    give_ids(listed)
    return _begin(listed, procedure, actor=actor, now=now, state=state, since=since, new=True)


def _begin(
    listed: list[Any], procedure: Procedure | str, *, actor: Employee | None, now: datetime, state: str | None,
    since: dict[int, datetime] | None, new: bool,
) -> list[Case]:
    declared = registry.as_procedure(procedure)
    target = declared.state(state or declared.start)
    if target.signoffs is not None:
        raise Refusal(_("A state with sign-offs cannot be the start."), code="unknown")
    calendars, cases = Calendars(), []
    for at in range(0, len(listed), BATCH):
        some = listed[at : at + BATCH]
        cases += _begin_batch(some, declared, target, actor, now, calendars, since or {}, new=new)
    mains = {case.main_id for case in cases if case.main_id is not None and case.main_kind != case.record_kind}
    if mains:
        refresh(cases[0].main_kind, mains)
    return cases


def _begin_batch(
    given: list[Any], procedure: Procedure, target: State, actor: Employee | None, now: datetime,
    calendars: Calendars, since: dict[int, datetime], *, new: bool,
) -> list[Case]:
    cases = _cases(given, procedure, target, now, since)
    give_ids(cases)
    todos = [] if target.kind in ENDS else _first_todos(given, cases, procedure, target, actor, now, calendars)
    give_ids(todos)
    copy_in(cases)
    copy_in(todos)
    if new:
        _show_in_new(given, cases, todos)
        copy_in(given)
    _write_stays(cases, actor)
    plans.plan(todos, calendars=calendars, now=now)
    if not new:
        _show_many(given, cases)
    return cases


def _cases(
    given: list[Any], procedure: Procedure, target: State, now: datetime, since: dict[int, datetime]
) -> list[Case]:
    values, cases = numbers.snapshot(procedure, target, at=now), []
    known: dict[Any, Case] = {}
    for record in given:
        people = (getattr(record, "owner_id", None), getattr(record, "department_id", None))
        if people not in known:
            known[people] = new_case(record, procedure, target, owner=None, now=now)
        main = _main_of(record)
        begun = since.get(record.pk, now)
        cases.append(like(
            known[people], record_id=record.pk, title=str(record)[:200], main_kind=main.kind, main_id=main.id,
            main_title=main.title[:200], numbers=values, since=begun, closed_at=begun if target.kind in ENDS else None,
        ))
    return cases


def _main_of(record: Any) -> records.Main:
    """The main object; a record that stands alone is its own."""
    return records.main_of(record) or records.Main(records.kind_of(record), record.pk, str(record))


def _write_stays(cases: list[Case], actor: Employee | None) -> None:
    columns = {
        "case_id": spelled(case.pk for case in cases), "procedure": spelled(case.procedure for case in cases),
        "state": spelled(case.state for case in cases), "entered_at": spelled(case.since for case in cases),
        "due_at": spelled(case.due_at for case in cases), "breached": repeat("f"), "via": repeat(""),
        "left_to": repeat(""), "moved_by_id": repeat(spelled([actor.pk if actor else None])[0]),
    }
    copy_columns(Stay, list(columns), list(columns.values()), count=len(cases))


def _show_in_new(given: list[Any], cases: list[Case], todos: list[Todo]) -> None:
    """A new record has no other to-do than the first: it is the next step."""
    for record, case in zip(given, cases, strict=True):
        tie(record, case=case)
        record.state, record.state_kind, record.state_since = case.state, case.state_kind, case.since
    for record, todo in zip(given, todos, strict=False):
        record.next_todo_id, record.next_due_at, record.next_title, record.next_way = (
            todo.pk, todo.due_at, todo.title, todo.way
        )


def _first_todos(
    given: list[Any], cases: list[Case], procedure: Procedure, target: State, actor: Employee | None, now: datetime,
    calendars: Calendars,
) -> list[Todo]:
    """The first to-do of each; people and times are worked out once for each owner and department."""
    alike = not isinstance(target.who, RecordField) and not isinstance(target.due, OnDate)
    known: dict[Any, Todo] = {}
    todos = []
    for record, case in zip(given, cases, strict=True):
        key = (case.owner_id, case.department_id)
        if alike and key in known:
            todo = _another(known[key], record, case, target)
        else:
            passage = Passage(record, case, procedure, actor, now, calendars)
            todo = known[key] = states.state_todo(passage, target, passage.situation)
        case.due_at = todo.due_at
        todos.append(todo)
    return todos


def _another(todo: Todo, record: Any, case: Case, target: State) -> Todo:
    """The same work for the same people, on another record."""
    made = like(
        todo, id=None, record_id=case.record_id, main_kind=case.main_kind, main_id=case.main_id,
        main_title=case.main_title,
    )
    if isinstance(todo.title, Words) and todo.title.value:
        made.title = states.words_of(case.procedure, target, record)
    tie(made, case=case)
    return made


def _show_many(given: list[Any], cases: list[Case]) -> None:
    for record, case in zip(given, cases, strict=True):
        record.case, record.state, record.state_kind, record.state_since = case, case.state, case.state_kind, case.since
    show_many(type(given[0]), [case.record_id for case in cases if case.record_id is not None])

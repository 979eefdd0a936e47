"""Leaving and entering a state: stays, the to-dos of the state, and what a pause keeps."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from gendan.spine import records, rows
from gendan.spine.org.models import Employee
from gendan.spine.org.workdays import working_time_between
from gendan.spine.prepared import Lasting
from gendan.spine.procedures import due, making, next_steps, numbers, plans, verbs, who
from gendan.spine.procedures.declare import Kind, Procedure, State
from gendan.spine.procedures.engine.rounds import open_round, void_round
from gendan.spine.procedures.models import Case, Stay, Todo
from gendan.spine.procedures.plans import SIGN, STATE, Calendars
from gendan.spine.rows import KEY, Reading
from gendan.spine.whole import write
from gendan.spine.words import Words, say

END_STAY = Lasting("""
UPDATE procedures_stay SET left_at = %s, left_to = %s, worked = %s, breached = breached OR %s
WHERE case_id = %s AND left_at IS NULL
""")
CASE = ("procedure", "version", "state", "state_kind", "since", "owner", "department", "due_at", "breached_at", "numbers",
        "title", "closed_at")
ENDS = (Kind.WON, Kind.LOST, Kind.DONE)


@dataclass(slots=True)
class Passage:
    """What leaving and entering need to know: the locked record and case, who moves, when, by which transition.

    `kept` are the fields of the record that the effects of the move have set, `stopped` the to-dos whose clock runs on
    in the target.
    """

    record: Any
    case: Case
    procedure: Procedure
    actor: Employee | None
    now: datetime
    calendars: Calendars
    via: str = ""
    kept: Collection[str] = ()
    stopped: Collection[Todo] = ()

    @property
    def situation(self) -> who.Situation:
        """Who is around, after the effects have run."""
        case, record = self.case, self.record
        owner = getattr(record, "owner", None) or case.owner
        department = getattr(record, "department", None) or case.department or (owner.department if owner else None)
        department = department or (self.actor.department if self.actor else None)
        return who.Situation(record, owner, department, self.actor, self.now.astimezone(_zone(self)).date())


def _zone(passage: Passage) -> Any:
    return passage.calendars.of(None).tz


def leave(passage: Passage, *, target: State) -> None:
    """End the stay, and close, pause or resume the case's to-dos, as the target state wants it."""
    live = _live().of(passage.case.pk)
    for todo in live:
        todo.case = passage.case
    _end_stay(passage, target)
    if any(todo.key.startswith(SIGN) for todo in live):
        void_round(passage.case, now=passage.now)
    if target.kind in ENDS:
        _close_all(live, passage)
    else:
        _pass_on(live, passage, target)


@cache
def _live() -> Reading:
    todos = Todo.objects.filter(case=KEY, status__in=making.LIVE).select_related("assignee__department")
    return Reading(todos.order_by("pk").select_for_update(no_key=True, of=("self",)))


def _end_stay(passage: Passage, target: State) -> None:
    case, now = passage.case, passage.now
    worked = working_time_between(case.since, now, passage.calendars.of(case.owner))
    late = making.missed(case.due_at, now=now)
    case.breached_at = case.breached_at or late
    seconds = max(0, round(worked.total_seconds()))
    write(END_STAY, [now, target.key, seconds, late is not None, case.pk])


def _close_all(live: list[Todo], passage: Passage) -> None:
    """At an end: what the state asked for is done, what people had planned is dropped."""
    own = [todo for todo in live if _is_of(todo, passage.case.state)]
    rest = [todo for todo in live if todo not in own]
    making.close(own, status=Todo.Status.DONE, actor=passage.actor, now=passage.now)
    making.close(rest, status=Todo.Status.DROPPED, actor=passage.actor, now=passage.now)


def _is_of(todo: Todo, state: str) -> bool:
    return todo.key == f"{STATE}{state}" and todo.status == Todo.Status.OPEN


def _pass_on(live: list[Todo], passage: Passage, target: State) -> None:
    """Between states: the old state's to-dos end, unless the clock only stops; the target's own runs on."""
    old = f"{STATE}{passage.case.state}"
    waits, waited = target.kind == Kind.WAITING, passage.case.state_kind == Kind.WAITING
    clocks = [todo for todo in live if todo.due_rule is not None and not todo.key.startswith(SIGN)]
    if waits and not waited and target.key != passage.case.state:
        making.pause(clocks, now=passage.now, calendars=passage.calendars, by_state=True)
        ended = [todo for todo in live if todo.key.startswith(SIGN)]
    elif waits:
        ended = [todo for todo in live if todo.key in (old, f"{STATE}{target.key}")]
    else:
        passage.stopped = [todo for todo in live if waited and _may_run_on(todo, target)]
        ended = [todo for todo in live if plans.is_of_state(todo) and todo not in passage.stopped]
    making.close(ended, status=Todo.Status.DONE, actor=passage.actor, now=passage.now)


def _may_run_on(todo: Todo, target: State) -> bool:
    stopped = todo.status == Todo.Status.PAUSED and bool((todo.due_rule or {}).get("by_state"))
    return stopped and (not plans.is_of_state(todo) or (todo.key == f"{STATE}{target.key}" and not target.signoffs))


def enter(passage: Passage, *, target: State) -> list[Todo]:
    """Stand in the target from now on: numbers, the stay, the to-dos; returns the new to-dos, saved."""
    case, now = passage.case, passage.now
    situation = passage.situation
    case.owner, case.department = situation.owner, situation.department
    case.procedure, case.version = passage.procedure.key, passage.procedure.version
    case.numbers = numbers.snapshot(passage.procedure, target, at=now)
    case.state, case.state_kind, case.since = target.key, str(target.kind), now
    case.closed_at = now if target.kind in ENDS else None
    made = _todos_of(passage, target, situation)
    rows.add(Stay(
        case=case, procedure=case.procedure, state=case.state, entered_at=now, via=passage.via,
        due_at=case.due_at, moved_by=passage.actor, breached=making.missed(case.due_at, now=now) is not None,
    ))
    return made


def _todos_of(passage: Passage, target: State, situation: who.Situation) -> list[Todo]:
    case = passage.case
    case.due_at = None
    if target.kind in ENDS:
        return []
    own = _run_on(passage)
    if own is not None:
        case.due_at = own.due_at
        return []
    if target.signoffs is not None and target.kind == Kind.OPEN:
        made = open_round(case, target, record=passage.record, situation=situation, now=passage.now,
                          calendars=passage.calendars)
    else:
        made = [state_todo(passage, target, situation)]
        rows.give_ids(*made)
        rows.add(made[0])
    plans.plan(made, calendars=passage.calendars, now=passage.now)
    case.due_at = min((todo.due_at for todo in made if todo.due_at is not None), default=None)
    return made


def _run_on(passage: Passage) -> Todo | None:
    """Let what the wait has stopped run on, by the numbers of the state; returns the state's own to-do."""
    if not passage.stopped:
        return None
    fallback = due.rule_of(None, record=passage.record, values=passage.case.numbers, start=passage.now)
    making.resume(passage.stopped, now=passage.now, calendars=passage.calendars, fallback=fallback)
    return next((todo for todo in passage.stopped if plans.is_of_state(todo)), None)


def state_todo(
    passage: Passage, target: State, situation: who.Situation, *, assign: Callable[..., who.Assignment] = who.assign
) -> Todo:
    """The to-do that the state makes, not saved: open with a due time, or paused while the case waits."""
    assignment = assign(target.who, situation=situation)
    todo = making.new_todo(
        passage.record, case=passage.case, key=f"{STATE}{target.key}", assignment=assignment, actor=passage.actor,
        now=passage.now, way=target.way, title=words_of(passage.procedure.key, target, passage.record),
        context=say(verbs.place_key(passage.procedure.key, target)),
    )
    calendar = passage.calendars.of(assignment.employee)
    rule = due.rule_of(target.due, record=passage.record, values=passage.case.numbers, start=passage.now)
    if target.kind == Kind.OPEN:
        todo.due_rule, todo.status = rule, Todo.Status.OPEN
        todo.due_at = due.moment_of(rule, calendar=calendar)
    else:
        todo.reason = say(verbs.state_key(passage.procedure.key, target))
        todo.wakes_at = due.moment_of(rule, calendar=calendar) if target.due is not None else None
    return todo


def words_of(procedure: str, target: State, record: Any) -> Words:
    """What the state asks for; "%(title)s" in the declared words stands for the record."""
    return say(verbs.task_key(procedure, target), record)


def show(passage: Passage) -> None:
    """Write the case and copy its state into the record and the next step into record and main object."""
    case, record = passage.case, passage.record
    case.title = str(record)[:200]
    rows.change(case, *CASE)
    record.state, record.state_kind, record.state_since = case.state, case.state_kind, case.since
    record.case = case
    refresh_main(record)
    next_steps.show(record, also=passage.kept)


def refresh_main(record: Any) -> None:
    """The next step of the main object that the record stands under."""
    kind, main = records.kind_of(record), records.main_of(record)
    if main is not None and (main.kind, main.id) != (kind, record.pk):
        next_steps.refresh(main.kind, [main.id])

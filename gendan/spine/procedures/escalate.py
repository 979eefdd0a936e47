"""The clock: marks what is late, wakes what has rested, and carries out the steps that are due, each exactly once."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine import records, rows
from gendan.spine.messages import actions as messages
from gendan.spine.org.models import Employee
from gendan.spine.procedures import due, making, next_steps, plans, todos, who
from gendan.spine.procedures.declare import Escalate, Head
from gendan.spine.procedures.engine.owning import record_of
from gendan.spine.procedures.models import Case, Escalation, Stay, Todo
from gendan.spine.procedures.plans import Calendars
from gendan.spine.refusal import Refusal
from gendan.spine.rows import KEY, Reading
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.spine.words import stored

log = logging.getLogger(__name__)
BATCH = 100
TOPIC = "procedures.late"

BREACHES = (
    "UPDATE procedures_todo SET breached_at = due_at "
    "WHERE status = 'open' AND breached_at IS NULL AND due_at < %s",
    "UPDATE procedures_case SET breached_at = due_at "
    "WHERE closed_at IS NULL AND breached_at IS NULL AND due_at < %s",
    "UPDATE procedures_stay SET breached = true WHERE left_at IS NULL AND NOT breached AND due_at < %s",
)

# The lock on the to-do is the mutex of its steps: a second clock passes it over, and whoever holds it reads the
# steps anew, so that no step happens twice and the steps of one to-do happen in their order.
TAKE = """
SELECT t.id FROM procedures_todo t JOIN procedures_escalation e ON e.todo_id = t.id
WHERE e.done_at IS NULL AND e.due_at <= %s AND NOT t.id = ANY(%s)
ORDER BY e.due_at, e.id LIMIT %s FOR NO KEY UPDATE OF t SKIP LOCKED
"""
WAKING = """
SELECT id FROM procedures_todo WHERE status = 'paused' AND wakes_at <= %s AND NOT id = ANY(%s)
ORDER BY wakes_at, id LIMIT %s
"""


def tick(now: datetime) -> int:
    """Everything that time brings about; returns how many steps were carried out."""
    mark_breaches(now)
    wake(now)
    return carry_out(now)


def mark_breaches(now: datetime) -> None:
    """Note on to-dos, cases and stays that their due time has passed; never taken back."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in BREACHES:
            cursor.execute(statement, [now])


# -- waking ---------------------------------------------------------------------------------------------------------


def wake(now: datetime) -> int:
    """Open the paused to-dos whose rest is over; what was left of their time runs on."""
    tried: list[int] = [0]
    woken = 0
    while batch := _ids(WAKING, [now, tried, BATCH]):
        tried += batch
        woken += sum(_wake_safely(todo_id, now=now) for todo_id in batch)
    return woken


def _wake_safely(todo_id: int, *, now: datetime) -> bool:
    try:
        return _wake_one(todo_id, now=now)
    except Exception:  # one broken to-do must not keep all others asleep; it is tried again at the next tick
        log.exception("To-do %s could not be woken.", todo_id)
        return False


def _ids(statement: str, values: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [row[0] for row in cursor.fetchall()]


@whole
def _wake_one(todo_id: int, *, now: datetime) -> bool:
    todo = Todo.objects.get(pk=todo_id)
    record = record_of(todo)
    if record is not None:
        todos.lock_record(record)
    todo = _beside(Todo.objects.select_for_update(of=("self",), no_key=True).filter(pk=todo_id)).get()
    if todo.status != Todo.Status.PAUSED or todo.wakes_at is None or todo.wakes_at > now:
        return False
    _stand_in(todo, now=now)
    making.resume([todo], now=now, calendars=Calendars(), fallback=todos.wake_rule(todo, now=now))
    next_steps.refresh_for([todo])
    making.tell_assignees([todo], actor=None, now=now)
    return True


def _stand_in(todo: Todo, *, now: datetime) -> None:
    """A to-do that comes back during an absence comes to the deputy."""
    assignment = who.stand_in_for(todo.assignee, on=timezone.localdate(now))
    if assignment.employee != todo.assignee:
        todos.give([todo], assignment=assignment, reason=todo.reason)


def _beside(rows: QuerySet[Todo]) -> QuerySet[Todo]:
    return rows.select_related("assignee__department", "case__owner__department", "case__department", "instead_of")


# -- steps ----------------------------------------------------------------------------------------------------------


def carry_out(now: datetime) -> int:
    """Carry out all steps that are due, those that an outage left behind too; returns how many."""
    count, broken = 0, [0]
    while True:
        done, failed = _batch(now, broken)
        if not done and not failed:
            return count
        count += done
        broken += failed


@whole
def _batch(now: datetime, broken: list[int]) -> tuple[int, list[int]]:
    taken = list(dict.fromkeys(_ids(TAKE, [now, broken, BATCH])))
    count, failed = 0, []
    for todo in _beside(Todo.objects.filter(pk__in=taken)).order_by("pk"):
        try:
            with transaction.atomic():
                count += _steps_of(todo, now=now)
        except Exception:  # one broken to-do must not keep all others waiting; it is tried again at the next tick
            log.exception("The steps of to-do %s failed.", todo.pk)
            failed.append(todo.pk)
    return count, failed


def _steps_of(todo: Todo, *, now: datetime) -> int:
    """Carry out a to-do's due steps in their order; each one done plans the next."""
    calendars, count = Calendars(), 0
    planned = _planned().of(todo.pk)
    while step := next((one for one in planned if one.done_at is None and one.due_at <= now), None):
        step.told = _happen(step, todo, now=now) if todo.status == Todo.Status.OPEN else []
        step.done_at = now
        rows.change(step, "told", "done_at")
        count += 1
        planned += _plan_next(todo, planned, after=step, calendars=calendars, now=now)
    return count


@cache
def _planned() -> Reading:
    return Reading(Escalation.objects.filter(todo=KEY).order_by("due_at", "pk"))


def _plan_next(todo: Todo, planned: list[Escalation], *, after: Escalation, calendars: Calendars, now: datetime) -> list[Escalation]:
    """A reminder that was left out because its moment had passed when the to-do came is not made up for when it is late."""
    following = plans.next_plan(
        todo, done=[one.step for one in planned], values=plans.values_of(todo, now=now), calendar=calendars.of(todo.assignee),
        since=after.due_at - timedelta(microseconds=1),
    )
    if following is None:
        return []
    rows.give_ids(following)
    return [rows.add(following)]


def _happen(step: Escalation, todo: Todo, *, now: datetime) -> list[int]:
    """Remind, tell or hand over; returns the ids of those who were told."""
    if step.action == Escalate.REMIND:
        return _tell(step, todo, [todo.assignee], now=now)
    try:
        person = who.resolve(who.read(step.to), situation=_situation(step, todo, now=now))
    except Refusal:
        return []
    if step.action == Escalate.HAND_OVER:
        return _hand_over(step, todo, person, now=now)
    return _tell(step, todo, [person], now=now)


def _situation(step: Escalation, todo: Todo, *, now: datetime) -> who.Situation:
    """Heads are counted from the person who is late; everything else from the case."""
    case = todo.case
    owner = case.owner if case and case.owner else todo.assignee
    if isinstance(who.read(step.to), Head):
        owner = todo.assignee
    department = todo.assignee.department if owner == todo.assignee else (case.department if case else None)
    record = record_of(todo) if step.to.startswith("field:") else None
    return who.Situation(record, owner, department, todo.created_by, timezone.localdate(now))


def _hand_over(step: Escalation, todo: Todo, person: Employee, *, now: datetime) -> list[int]:
    before = todo.assignee
    assignment = who.stand_in_for(person, on=timezone.localdate(now))
    if assignment.employee != before:
        todos.give([todo], assignment=assignment, reason=_("late at %(name)s") % {"name": before.name})
        record = record_of(todo)
        if record is not None:
            facts = {"title": stored(todo.title), "before": before.name, "after": assignment.employee.name}
            timeline.record("todo.handed_over", record, actor=None, at=now, data=facts, system=True,
                            main=records.main_of(record))
    return _tell(step, todo, [assignment.employee, before], now=now)


def _tell(step: Escalation, todo: Todo, people: Iterable[Employee], *, now: datetime) -> list[int]:
    listed = list(people)
    messages.tell(
        listed, topic=TOPIC, title=lambda: _words(step, todo, now=now), body=todo.main_title,
        url=f"/todos/{todo.pk}", once=f"escalation.{todo.pk}.{step.pk}", now=now,
    )
    return [person.pk for person in listed]


def _words(step: Escalation, todo: Todo, *, now: datetime) -> str:
    facts = {"title": todo.title, "name": todo.assignee.name}
    if todo.due_at is not None and todo.due_at > now:
        facts["at"] = timezone.localtime(todo.due_at).strftime("%m-%d %H:%M")
        return _("Due %(at)s: %(title)s") % facts
    if step.action == Escalate.HAND_OVER:
        return _("Late, handed over to %(name)s: %(title)s") % facts
    if step.action == Escalate.REMIND:
        return _("Late: %(title)s") % facts
    return _("%(name)s is late: %(title)s") % facts


# -- the calendar was edited ----------------------------------------------------------------------------------------


def recompute(now: datetime) -> int:
    """Compute again the open due times that follow from a rule; what is breached stays as it is."""
    mark_breaches(now)
    calendars, count, last = Calendars(), 0, 0
    while True:
        rows = _beside(Todo.objects.filter(pk__gt=last, status="open", breached_at=None, due_rule__isnull=False))
        batch = list(rows.order_by("pk")[:500])
        if not batch:
            return count
        last = batch[-1].pk
        count += _recompute(batch, calendars=calendars, now=now)


@whole
def _recompute(batch: list[Todo], *, calendars: Calendars, now: datetime) -> int:
    moved = []
    for todo in batch:
        moment = due.moment_of(todo.due_rule or {}, calendar=calendars.of(todo.assignee))
        if moment != todo.due_at:
            todo.due_at = moment
            moved.append(todo)
    if moved:
        Todo.objects.bulk_update(moved, ["due_at"])
        _follow([todo.case_id for todo in moved if todo.case_id and plans.is_of_state(todo)])
        plans.replan(moved, calendars=calendars, now=now)
        next_steps.refresh_for(moved)
    return len(moved)


FOLLOW = """
UPDATE procedures_case c SET due_at = t.due_at FROM (
    SELECT case_id, min(due_at) AS due_at FROM procedures_todo
    WHERE case_id = ANY(%s) AND status = 'open' AND (key LIKE 'state.%%' OR key LIKE 'sign.%%') GROUP BY case_id
) t WHERE c.id = t.case_id AND c.closed_at IS NULL AND c.breached_at IS NULL
"""


def _follow(case_ids: list[int]) -> None:
    """Cases and their present stays take the due time of their state's to-dos."""
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW, [case_ids])
    for case in Case.objects.filter(pk__in=case_ids, breached_at=None).only("due_at"):
        Stay.objects.filter(case=case, left_at=None, breached=False).update(due_at=case.due_at)


def on_calendar_changed(*, now: datetime) -> None:
    """Listener of "org.calendar_changed"."""
    recompute(now)

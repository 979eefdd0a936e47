"""Making and closing to-dos: the rows only; locks, rights and what follows are the callers'."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.spine import records
from gendan.spine.messages import actions as messages
from gendan.spine.org.models import Employee
from gendan.spine.prepared import Lasting
from gendan.spine.procedures import due, plans
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.procedures.plans import Calendars
from gendan.spine.procedures.who import Assignment
from gendan.spine.whole import write
from gendan.spine.words import Words

TOPIC = "procedures.todo"
CLOSE = Lasting("""
UPDATE procedures_todo SET status = %(status)s, done_at = %(now)s, done_by_id = %(by)s, outcome = %(outcome)s,
    breached_at = coalesce(breached_at, CASE WHEN due_at < %(now)s THEN due_at END)
WHERE id = ANY(%(ids)s)
""")
LIVE = (Todo.Status.OPEN, Todo.Status.PAUSED)


def new_todo(
    record: Any,
    *,
    case: Case | None,
    key: str,
    title: Any,
    assignment: Assignment,
    actor: Employee | None,
    now: datetime,
    due_at: datetime | None = None,
    due_rule: due.Rule | None = None,
    way: str = "",
    context: str = "",
) -> Todo:
    """A to-do that is not saved yet; one without a due time is paused."""
    main = records.main_of(record) or records.Main(records.kind_of(record), record.pk, str(record))
    return Todo(
        case=case, key=key, title=_kept(title, 200), way=way, assignee=assignment.employee,
        instead_of=assignment.instead_of, department_id=assignment.employee.department_id,
        status=Todo.Status.OPEN if due_at is not None else Todo.Status.PAUSED,
        due_at=due_at, due_rule=due_rule, record_kind=records.kind_of(record), record_id=record.pk,
        main_kind=main.kind, main_id=main.id, main_title=main.title[:200], context=_kept(context, 120),
        created_at=now, created_by=actor,
    )


def _kept(given: Any, limit: int) -> str:
    """A declared sentence stays one, so that everybody reads it in their own language."""
    return given if isinstance(given, Words) else str(given)[:limit]


def tell_assignees(todos: Iterable[Todo], *, actor: Employee | None, now: datetime) -> None:
    """Tell people of work that somebody else gave them."""
    for todo in todos:
        if todo.status != Todo.Status.OPEN or todo.assignee == actor:
            continue
        messages.tell(
            todo.assignee, topic=TOPIC, title=note_of(todo), body=todo.main_title, url=f"/todos/{todo.pk}", now=now
        )


def note_of(todo: Todo) -> Any:
    """The to-do in words, with the absent person for whom it is done, in the reader's language."""
    if todo.instead_of is None:
        return todo.title
    absent = todo.instead_of.name
    return lambda: _("%(title)s (instead of %(name)s)") % {"title": todo.title, "name": absent}


def close(
    todos: Iterable[Todo], *, status: Todo.Status, actor: Employee | None, now: datetime, outcome: str = ""
) -> None:
    """Close live to-dos, done or dropped; one that is past its time is breached first. Two statements for all."""
    listed = list(todos)
    if not listed:
        return
    plans.forget(listed)
    for todo in listed:
        todo.status, todo.done_at, todo.done_by, todo.outcome = status, now, actor, outcome[:300]
        todo.breached_at = todo.breached_at or missed(todo.due_at, now=now)
    facts = {"status": str(status), "now": now, "by": actor.pk if actor else None, "outcome": outcome[:300]}
    write(CLOSE, {**facts, "ids": [todo.pk for todo in listed]})


def missed(due_at: datetime | None, *, now: datetime) -> datetime | None:
    """The due time, if it has passed."""
    return due_at if due_at is not None and due_at < now else None


def pause(todos: Iterable[Todo], *, now: datetime, calendars: Calendars, by_state: bool) -> None:
    """Stop the clock of open to-dos; what is left of their time is kept."""
    listed = [todo for todo in todos if todo.status == Todo.Status.OPEN]
    for todo in listed:
        if todo.due_at is None:
            continue
        rule = due.stopped(todo.due_rule, todo.due_at, now=now, calendar=calendars.of(todo.assignee))
        todo.due_rule = {**rule, "by_state": by_state}
        todo.breached_at = todo.breached_at or missed(todo.due_at, now=now)
        todo.status, todo.due_at = Todo.Status.PAUSED, None
    if listed:
        plans.forget(listed)
        Todo.objects.bulk_update(listed, ["status", "due_at", "due_rule", "breached_at"])


def resume(todos: Iterable[Todo], *, now: datetime, calendars: Calendars, fallback: due.Rule) -> None:
    """Let the clock of paused to-dos run on with what was left; one that never had a due time gets the fallback."""
    listed = list(todos)
    for todo in listed:
        rule = due.resumed(todo.due_rule, now=now) if todo.due_rule and "left" in todo.due_rule else fallback
        moment = due.moment_of(rule, calendar=calendars.of(todo.assignee))
        todo.due_rule = rule if rule["unit"] != "on_date" or "field" in rule else None
        todo.due_at, todo.status, todo.wakes_at = moment, Todo.Status.OPEN, None
    if listed:
        Todo.objects.bulk_update(listed, ["status", "due_at", "due_rule", "wakes_at"])
        plans.replan(listed, calendars=calendars, now=now)

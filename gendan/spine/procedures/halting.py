"""To-dos that a module makes stand still: why, who can lift it, and how they run on; nobody starts them before it lets go."""

from collections.abc import Callable, Iterable
from datetime import datetime

from gendan.spine.procedures import making, next_steps, plans
from gendan.spine.procedures.declare import Kind
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole

Guard = Callable[[Todo], Refusal | None]
_guards: dict[tuple[str, str], Guard] = {}


def register(kind: str, key: str, guard: Guard) -> None:
    """Ask `guard` before a to-do with this key on records of `kind` is done, or runs again."""
    _guards[kind, key] = guard


def require_free(todo: Todo) -> None:
    """Raise the Refusal of the module that holds this to-do."""
    guard = _guards.get((todo.record_kind, todo.key))
    refusal = guard(todo) if guard else None
    if refusal is not None:
        raise refusal


@whole
def halt(kind: str, ids: Iterable[int], *, key: str, reason: str, now: datetime) -> list[Todo]:
    """Stop these to-dos of locked records until they are released."""
    found = _of(kind, ids, key, Todo.Status.OPEN)
    making.pause(found, now=now, calendars=plans.Calendars(), by_state=False)
    for todo in found:
        todo.reason = reason[:200]
    Todo.objects.bulk_update(found, ["reason"])
    next_steps.refresh_for(found)
    return found


@whole
def release(kind: str, ids: Iterable[int], *, key: str, now: datetime) -> list[Todo]:
    """What was halted runs on with the time that was left; what somebody lets rest until a moment goes on resting.

    Where the case itself waits by now, the to-do rests with it, and runs on when the case does.
    """
    from_now = {"unit": "working_hours", "value": 1, "from": now.isoformat()}
    halted = [todo for todo in _of(kind, ids, key, Todo.Status.PAUSED) if todo.wakes_at is None and not _rests_with_its_case(todo)]
    found = [todo for todo in halted if todo.case is None or todo.case.state_kind != Kind.WAITING]
    _let_rest([todo for todo in halted if todo not in found])
    making.resume(found, now=now, calendars=plans.Calendars(), fallback=from_now)
    next_steps.refresh_for(found)
    making.tell_assignees(found, actor=None, now=now)
    return found


def _let_rest(todos: list[Todo]) -> None:
    for todo in todos:
        todo.due_rule = {**(todo.due_rule or {}), "by_state": True}
    Todo.objects.bulk_update(todos, ["due_rule"])


def _rests_with_its_case(todo: Todo) -> bool:
    """Whether it stands still because its case waits: then it runs on when the case does."""
    return bool((todo.due_rule or {}).get("by_state"))


def _of(kind: str, ids: Iterable[int], key: str, status: str) -> list[Todo]:
    rows = Todo.objects.filter(record_kind=kind, record_id__in=list(ids), key=key, status=status).order_by("pk")
    return list(rows.select_related("assignee__department", "case").select_for_update(of=("self",), no_key=True))

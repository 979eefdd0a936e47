"""To-dos that something else settles: what somebody was asked for is there, so nobody is asked for it any longer."""

from datetime import datetime

from django.db.models import QuerySet

from gendan.spine.org.models import Employee
from gendan.spine.procedures import todos
from gendan.spine.procedures.models import Todo

LONGEST = Todo._meta.get_field("outcome").max_length


def asked(kind: str, record_id: int, *, key: str) -> QuerySet[Todo]:
    """The live to-dos that a record asks under a key."""
    return Todo.objects.filter(record_kind=kind, record_id=record_id, key=key, status__in=todos.LIVE).select_related("assignee")


def live(todo_id: int | None) -> Todo | None:
    """The to-do, while it is still to be done."""
    return Todo.objects.filter(pk=todo_id, status__in=todos.LIVE).select_related("assignee").first() if todo_id else None


def settle(kind: str, record_id: int, *, key: str, outcome: str, now: datetime, actor: Employee | None = None) -> None:
    """End what a record asks under a key."""
    for todo in asked(kind, record_id, key=key):
        end(todo, outcome=outcome, actor=actor, now=now)


def end(todo: Todo, *, outcome: str, now: datetime, actor: Employee | None = None) -> None:
    """End one: by the person where it is his to end, else by the house, for the deed that settles it had its own permission."""
    mine = actor is not None and todos.may_change(todo, actor=actor, now=now)
    todos.complete(todo, actor=actor if mine else None, now=now, outcome=outcome[:LONGEST])

"""To-dos as lines of a table: state of time, working time left, where they lead."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from gendan.spine.org.workdays import WorkCalendar
from gendan.spine.procedures.models import Todo
from gendan.spine.procedures.wording import place_of
from gendan.ui.formats import left_of, urgency_of
from gendan.ui.records import icon_of, record_url
from gendan.ui.todos import completion_url, way_icon


def lines(todos: Iterable[Todo], *, now: datetime, calendar: WorkCalendar, people: bool = False) -> list[dict[str, Any]]:
    """What `ui/parts/todo_table.html` draws; with `people` the assignee stands before the place."""
    return [_line(todo, now, calendar, people) for todo in todos]


def _line(todo: Todo, now: datetime, calendar: WorkCalendar, people: bool) -> dict[str, Any]:
    live = todo.status == Todo.Status.OPEN
    due = todo.due_at if live else todo.done_at
    where = place_of(todo)
    if people or todo.instead_of:
        where = f"{todo.assignee.name} · {where}" if where else todo.assignee.name
    page = record_url(todo.record_kind, todo.record_id) or record_url(todo.main_kind, todo.main_id)
    return {
        "id": todo.pk, "state": urgency_of(due, now=now) if live else "none", "due": due, "title": todo.title,
        "left": left_of(due, now=now, calendar=calendar) if live else None,
        "icon": way_icon(todo.way, default=icon_of(todo.record_kind)), "url": page or reverse("procedures:todo", args=[todo.pk]), "abc": "",
        "main_title": todo.main_title, "main_url": record_url(todo.main_kind, todo.main_id), "where": where, "phone": "",
        "complete_url": completion_url(todo) if live else "",
        "postpone_url": reverse("procedures:postpone", args=[todo.pk]) if live else "",
    }

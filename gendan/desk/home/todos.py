"""The to-do table of the board."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.desk.home.counts import tomorrow_of
from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import working_day_length, working_time_between
from gendan.spine.procedures import registry
from gendan.spine.procedures.models import Todo
from gendan.ui.records import record_url

GROUPS: dict[str, Any] = {"all": _("All"), "follow": _("Follow-ups"), "approve": _("Decisions"), "sales": _("Sales")}


@dataclass(frozen=True, slots=True)
class Row:
    """A to-do with what its line shows; `left` is working time, negative when late."""

    todo: Todo
    left: timedelta
    day: timedelta
    state: str
    badge: str
    place: str
    url: str


def groups(chosen: str) -> list[tuple[str, Any, bool]]:
    """The segments above the table."""
    return [(key, title, key == chosen) for key, title in GROUPS.items()]


def _belongs(todo: Todo, group: str) -> bool:
    if group == "approve":
        return todo.key.startswith("sign.") or todo.key in ("state.submitted", "state.appealed")
    if group == "follow":
        return todo.record_kind.startswith(("customers.", "followups."))
    if group == "sales":
        return todo.record_kind.startswith("opportunities.")
    return True


def rows_of(todos: Iterable[Todo], *, user: Employee, group: str, now: datetime) -> list[Row]:
    """The lines of the table; classes of the customers come with one query."""
    wanted = [todo for todo in todos if _belongs(todo, group)]
    customers = {todo.main_id for todo in wanted if todo.main_kind == "customers.customer"}
    badges = dict(Customer.objects.visible_to(user).filter(pk__in=customers).values_list("pk", "abc"))
    calendar, tomorrow = calendar_of(user), tomorrow_of(now)
    day = working_day_length(calendar)
    return [
        Row(
            todo=todo,
            left=working_time_between(now, todo.due_at, calendar) if todo.due_at else timedelta(0),
            day=day,
            state="overdue" if todo.due_at and todo.due_at < now else "today" if todo.due_at and todo.due_at < tomorrow
            else "plan",
            badge=badges.get(todo.main_id or 0, ""),
            place=place_of(todo),
            url=record_url(todo.record_kind, todo.record_id) or f"/todos/{todo.pk}",
        )
        for todo in wanted
    ]


def place_of(todo: Todo) -> str:
    """Procedure and state in which the to-do stands, or the context that was written with it."""
    if todo.context:
        return todo.context
    procedure = registry.find(todo.case.procedure) if todo.case else None
    state = procedure.find_state(todo.case.state) if procedure and todo.case else None
    return f"{procedure.title} · {state.title}" if procedure and state else ""

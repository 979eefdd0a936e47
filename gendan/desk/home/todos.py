"""The to-do table of the board."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.procedures.models import Todo
from gendan.spine.procedures.wording import place_of
from gendan.ui import formats
from gendan.ui.records import icon_of, record_url
from gendan.ui.todos import completion_url, way_icon

CUSTOMER = "customers.customer"
GROUPS: dict[str, Any] = {"all": _("All"), "follow": _("Follow-ups"), "approve": _("Decisions"), "sales": _("Sales")}


@dataclass(frozen=True, slots=True)
class Row:
    """A to-do with what its line shows; `left` is working time, negative when late."""

    id: int
    state: str
    left: timedelta | None
    due: datetime | None
    icon: str
    title: str
    url: str
    abc: str
    main_title: str
    main_url: str
    where: str
    phone: str
    complete_url: str
    postpone_url: str


def kinds(circle: str) -> list[tuple[str, Any, str]]:
    """The segments above the table with their addresses."""
    return [(key, title, f"?who={circle}&group={key}") for key, title in GROUPS.items()]


def urgent(todos: QuerySet[Todo], *, limit: int) -> list[Any]:
    """The most urgent, each with what counting and the time track need: a page shows few of them whole."""
    return list(todos.values_list("pk", "key", "record_kind", "due_at", "title", named=True)[:limit])


def belongs(todo: Any, group: str) -> bool:
    """Whether a to-do, or one of `urgent`, stands in the segment."""
    if group == "approve":
        return todo.key.startswith("sign.") or todo.key in ("state.submitted", "state.appealed")
    if group == "follow":
        return todo.record_kind.startswith(("customers.", "followups."))
    if group == "sales":
        return todo.record_kind.startswith("opportunities.")
    return True


def rows_of(ids: Collection[int], *, user: Employee, now: datetime) -> list[Row]:
    """The lines of the table; classes and phones of the customers come with one query."""
    wanted = list(Todo.objects.filter(pk__in=ids).select_related("case").order_by("due_at", "id"))
    customers = {todo.main_id for todo in wanted if todo.main_kind == CUSTOMER}
    seen = Customer.objects.visible_to(user).filter(pk__in=customers)
    known = {(CUSTOMER, pk): (abc, phone) for pk, abc, phone in seen.values_list("pk", "abc", "phone")}
    return [_row(todo, *known.get((todo.main_kind, todo.main_id or 0), ("", "")), user=user, now=now) for todo in wanted]


def _row(todo: Todo, abc: str, phone: str, *, user: Employee, now: datetime) -> Row:
    mine, signs = todo.assignee_id == user.pk, todo.key.startswith("sign.")
    return Row(
        id=todo.pk,
        state=formats.urgency_of(todo.due_at, now=now),
        left=formats.left_of(todo.due_at, now=now, calendar=calendar_of(user)),
        due=todo.due_at,
        icon=way_icon(todo.way, default=icon_of(todo.record_kind)),
        title=todo.title,
        url=record_url(todo.record_kind, todo.record_id) or f"/todos/{todo.pk}",
        abc=abc,
        main_title=todo.main_title,
        main_url=record_url(todo.main_kind, todo.main_id),
        where=place_of(todo),
        phone=phone,
        complete_url=completion_url(todo) if mine else "",
        postpone_url=f"/todos/{todo.pk}/postpone" if mine and not signs else "",
    )

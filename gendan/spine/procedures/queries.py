"""Reads of running procedures: whose to-dos, what a person may touch, how a case came where it is."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

from gendan.spine import records
from gendan.spine.org import queries as org
from gendan.spine.org.models import Deputy, Employee
from gendan.spine.procedures import todos
from gendan.spine.procedures.models import Case, SignOff, Stay, Todo
from gendan.spine.rows import KEY, Reading
from gendan.spine.whole import ask

LENT = 500
WAITING = """
SELECT t.record_kind, t.record_id FROM procedures_todo t LEFT JOIN procedures_case c ON c.id = t.case_id
WHERE t.assignee_id = ANY(%s) AND t.status = 'open' AND (c.owner_id IS NULL OR c.owner_id <> ALL(%s))
ORDER BY t.due_at LIMIT %s
"""
BESIDE = ("assignee__department", "case__owner", "instead_of", "created_by", "department")


def todos_of(employee: Employee, *, on: date) -> QuerySet[Todo]:
    """The open to-dos of a person, those of absent people for whom the person stands in included."""
    absent = Deputy.objects.filter(deputy=employee, starts_on__lte=on, ends_on__gte=on).values("employee")
    mine = Q(assignee=employee) | Q(assignee__in=absent) if absent.exists() else Q(assignee=employee)
    return Todo.objects.filter(mine, status=Todo.Status.OPEN).select_related(*BESIDE)


def todos_of_people(employee: Employee) -> QuerySet[Todo]:
    """The open to-dos of everybody below (PM-39)."""
    people = org.people_under(employee)
    return Todo.objects.filter(assignee__in=people, status=Todo.Status.OPEN).select_related(*BESIDE)


def todos_asked_by(employee: Employee) -> QuerySet[Todo]:
    """The open to-dos that a person gave to others."""
    rows = Todo.objects.filter(created_by=employee, status=Todo.Status.OPEN).exclude(assignee=employee)
    return rows.select_related(*BESIDE)


def todos_done_by(employee: Employee) -> QuerySet[Todo]:
    """What a person has done, the newest first."""
    rows = Todo.objects.filter(assignee=employee, status=Todo.Status.DONE)
    return rows.select_related(*BESIDE).order_by("-done_at")


def records_waiting_for(employee_ids: Sequence[int]) -> dict[str, list[int]]:
    """By kind, the records of others on which these people have open to-dos: who shall act must be able to look."""
    people = list(employee_ids)
    found: dict[str, list[int]] = {}
    for kind, pk in ask(WAITING, [people, people, LENT]):
        found.setdefault(kind, []).append(pk)
    return found


def todo_for(employee: Employee, pk: int, *, now: datetime) -> Todo | None:
    """A to-do that the person may change, or see with its record; else None."""
    todo = Todo.objects.select_related(*BESIDE).filter(pk=pk).first()
    if todo is None:
        return None
    if todos.may_change(todo, actor=employee, now=now) or _record_is_visible(todo, employee):
        return todo
    return None


def _record_is_visible(todo: Todo, employee: Employee) -> bool:
    rows = getattr(records.model_of(todo.record_kind), "objects", None)
    return rows is not None and hasattr(rows, "visible_to") and rows.visible_to(employee).filter(pk=todo.record_id).exists()


def signoff_for(employee: Employee, pk: int) -> SignOff | None:
    """An opinion with its case and people; whoever may give it or sees the record."""
    signoff = SignOff.objects.select_related("case", "todo__assignee__department", "signed_by").filter(pk=pk).first()
    if signoff is None or signoff.todo.assignee == employee:
        return signoff
    visible = _record_is_visible(signoff.todo, employee) or employee in _deputies(signoff.todo)
    return signoff if visible else None


def signoff_of_todo(todo_id: int) -> int | None:
    """The id of the opinion that a to-do asks for; `signoff_for` says whether a person may see it."""
    return SignOff.objects.filter(todo=todo_id).values_list("pk", flat=True).first()


def _deputies(todo: Todo) -> list[Employee]:
    return [row.deputy for row in Deputy.objects.filter(employee=todo.assignee).select_related("deputy")]


def open_todos_of(record: Any) -> QuerySet[Todo]:
    """Open and paused to-dos of a record, or of everything under it where it is a main object; urgent first."""
    return _open_todos(records.kind_of(record), record.pk)


def urgent_todos_of(record: Any, *, limit: int) -> list[Todo]:
    """The first of them: for the page of every record."""
    return _urgent_todos(records.kind_of(record), limit).of(record.pk)


def _open_todos(kind: str, pk: int) -> QuerySet[Todo]:
    mine = Q(record_kind=kind, record_id=pk) | Q(main_kind=kind, main_id=pk)
    rows = Todo.objects.filter(mine, status__in=todos.LIVE).select_related("assignee", "case")
    return rows.order_by("status", "due_at", "pk")


@cache
def _urgent_todos(kind: str, limit: int) -> Reading:
    return Reading(_open_todos(kind, KEY)[:limit])


@cache
def _stays() -> Reading:
    return Reading(Stay.objects.filter(case=KEY))


def stays_in(case: Case) -> dict[str, Stay]:
    """By state, the last time that the case stood in it."""
    return {stay.state: stay for stay in _stays().of(case.pk)}


def stays_of(case: Case) -> list[Stay]:
    """How the case went through its states, oldest first."""
    return list(Stay.objects.filter(case=case).select_related("moved_by"))


def round_of(case: Case) -> list[SignOff]:
    """The newest round of opinions in the state where the case stands, in the order in which they were asked."""
    rows = SignOff.objects.filter(case=case, state=case.state).select_related("todo__assignee", "signed_by")
    last = rows.order_by("-round").values_list("round", flat=True).first()
    return list(rows.filter(round=last or 0).order_by("pk"))

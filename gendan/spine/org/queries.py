"""Reads of the organisation: whose calendar, who holds a role, who stands in, who is above and below whom."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from heapq import nsmallest
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from gendan.spine.org import book, memory
from gendan.spine.org.findings import Finding, findings
from gendan.spine.org.models import Department, Employee, Role
from gendan.spine.org.workdays import WorkCalendar
from gendan.spine.prepared import Lasting
from gendan.spine.whole import ask

__all__ = [
    "Finding", "at_work", "calendar_of", "calendar_of_department", "company_calendar", "department_and_below",
    "findings", "head_of", "holders_of", "number", "numbers", "people_under", "permanent_holders", "recipient",
    "roles", "roles_of", "stand_in", "superior_of",
]


def active() -> QuerySet[Employee]:
    """Everybody who may be given work for good: those who are about to leave are not."""
    return Employee.objects.filter(status=Employee.Status.ACTIVE)


def at_work() -> QuerySet[Employee]:
    """Everybody who works here, those who are about to leave included."""
    return Employee.objects.exclude(status=Employee.Status.LEFT)


def company_calendar() -> WorkCalendar:
    """The company's calendar."""
    return book.current().default


def calendar_of(employee: Employee) -> WorkCalendar:
    """The employee's own calendar, else the nearest department's upward, else the company's."""
    return book.current().of(employee)


def calendar_of_department(department: Department) -> WorkCalendar:
    """The calendar of the nearest department upward that has one, else the company's."""
    return book.current().of_department(department)


def number(key: str, default: Any, *, at: datetime) -> Any:
    """The company's own number valid at `at`, else the declared default."""
    return book.current().number(key, default, at=at)


def numbers(defaults: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """Several numbers: {key: default} becomes {key: value}."""
    kept = book.current()
    return {key: kept.number(key, default, at=at) for key, default in defaults.items()}


def _absences(on: date) -> Mapping[int, int]:
    return book.current().absences(on)


def _present(employee_id: int, absences: Mapping[int, int]) -> int | None:
    """Follow the deputies until somebody is present; None where they go round in a circle."""
    seen = set()
    while employee_id in absences:
        if employee_id in seen:
            return None
        seen.add(employee_id)
        employee_id = absences[employee_id]
    return employee_id


def stand_in(employee: Employee, *, on: date) -> Employee | None:
    """Who receives the work of an absent employee on that day; None when the employee is present."""
    absences = _absences(on)
    present = _present(employee.pk, absences)
    if present in (None, employee.pk):
        return None
    return at_work().filter(pk=present).select_related("department").first()


def recipient(employee: Employee, *, on: date) -> Employee:
    """The employee, or during an absence the deputy."""
    return stand_in(employee, on=on) or employee


def holders_of(role_key: str, *, near: Department | None = None, on: date, most: int | None = None) -> list[Employee]:
    """Who holds the role on that day: nearest department upward first, then the rest; deputies for the absent.

    Somebody who holds the role for one department only does not hold it outside of it. Nobody who left is named.
    An absent holder whose deputy cannot help comes last. With `most`, only so many of the nearest are looked at: of a large
    company's hundreds of heads hardly anybody wants more.
    """
    ranked = _ranked_holders(role_key, near)
    if most is not None:
        ranked = dict(nsmallest(most, ranked.items(), key=lambda one: (one[1], one[0])))
    absences = _absences(on)
    present = {pk: _present(pk, absences) for pk in ranked}
    wanted = {*ranked, *(pk for pk in present.values() if pk)}
    people = memory.remembered(("at work", *sorted(wanted)), lambda: _at_work(wanted))
    order: dict[int, tuple[int, int]] = {}
    for pk, rank in ranked.items():
        chosen = present[pk] if present[pk] in people else pk
        if chosen in people:
            key = (_ELSEWHERE + 1 if chosen in absences else rank, chosen)
            order[chosen] = min(order.get(chosen, key), key)
    return [people[pk] for pk in sorted(order, key=order.__getitem__)]


def _at_work(ids: Iterable[int]) -> dict[int, Employee]:
    return {person.pk: person for person in at_work().filter(pk__in=ids).select_related("department")}


_ELSEWHERE = 1000


def _ranked_holders(role_key: str, near: Department | None) -> dict[int, int]:
    """The holders' ids and how many steps up from `near` they hold the role; _ELSEWHERE off that path."""
    upward = _upward(near) if near else []
    ranked: dict[int, int] = {}
    for employee_id, bound, home in memory.remembered(("holdings", role_key), lambda: _holdings(role_key)):
        if near and bound and bound not in upward:
            continue
        place = bound or home
        rank = upward.index(place) if place in upward else _ELSEWHERE
        ranked[employee_id] = min(rank, ranked.get(employee_id, rank))
    return ranked


def _holdings(role_key: str) -> Iterable[tuple[Any, ...]]:
    """(employee, department that the role is bound to, own department) of everybody at work."""
    return ask(HOLDINGS, {"role": role_key})


HOLDINGS = Lasting("""
WITH held AS (SELECT id FROM org_role WHERE key = %(role)s)
SELECT h.employee_id, h.department_id, e.department_id
FROM org_roleholder h JOIN held ON held.id = h.role_id JOIN org_employee e ON e.id = h.employee_id AND e.status <> 'left'
UNION ALL
SELECT e.id, NULL, e.department_id
FROM org_roletitle t JOIN held ON held.id = t.role_id JOIN org_employee e ON e.title = t.title AND e.status <> 'left'
""")


def permanent_holders(role_key: str) -> list[Employee]:
    """Who holds the role, absences aside."""
    people = {employee_id for employee_id, _bound, _home in _holdings(role_key)}
    return list(at_work().filter(pk__in=people))


def roles(keys: Iterable[str]) -> QuerySet[Role]:
    """The roles of these keys."""
    return Role.objects.filter(key__in=keys)


def _upward(department: Department) -> list[int]:
    """The ids from the department up to the root."""
    return [int(step) for step in reversed(department.path.strip("/").split("/"))]


def roles_of(employee: Employee, *, on: date, standing_in: bool = True) -> frozenset[str]:
    """The keys of all roles held by title or given; with `standing_in` also those of people stood in for."""
    people = {employee.pk, *(_stood_in_for(employee, on) if standing_in else ())}
    working = at_work().filter(pk__in=people)
    by_title = Q(titles__title__in=working.exclude(title="").values("title"))
    held = Q(holders__employee__in=working.values("pk")) | by_title
    return frozenset(Role.objects.filter(held).values_list("key", flat=True))


def _stood_in_for(employee: Employee, on: date) -> set[int]:
    absences = _absences(on)
    return {absent for absent in absences if _present(absent, absences) == employee.pk}


def head_of(department: Department, *, levels: int = 1, besides: Employee | None = None) -> Employee | None:
    """The head of the department, or of the nearest one upward that has a head at work.

    `levels=2` is the next head above that, never the same person again; `besides` is skipped on the way.
    """
    chain = [head for head in heads_above(department) if besides is None or head != besides]
    return chain[levels - 1] if len(chain) >= levels else None


def heads_above(department: Department) -> list[Employee]:
    """The heads at work from the department upward, each once."""
    return memory.remembered(("heads", department.path), lambda: _read_heads(_upward(department)))


def _read_heads(upward: list[int]) -> list[Employee]:
    heads = {row.pk: row for row in at_work().filter(heads__in=upward).select_related("department")}
    places = dict(Department.objects.filter(pk__in=upward).values_list("pk", "head_id"))
    return list({head: heads[head] for place in upward if (head := places.get(place)) in heads}.values())


def superior_of(employee: Employee, *, levels: int = 1) -> Employee | None:
    """The supervisor, else the head of the nearest department upward who is somebody else."""
    person: Employee | None = employee
    for _level in range(levels):
        if person is None:
            return None
        named = at_work().filter(pk=person.supervisor_id or 0).select_related("department").first()
        person = named or head_of(person.department, besides=person)
    return person


_UNDER = """
WITH RECURSIVE under(id) AS (
    SELECT e.id FROM org_employee e
    JOIN org_department d ON d.id = e.department_id
    JOIN org_department h ON h.head_id = %(me)s AND starts_with(d.path, h.path)
    UNION
    SELECT e.id FROM org_employee e WHERE e.supervisor_id = %(me)s
    UNION
    SELECT e.id FROM org_employee e JOIN under u ON e.supervisor_id = u.id
)
SELECT id FROM org_employee WHERE id IN (SELECT id FROM under) AND id <> %(me)s AND status <> 'left'
"""


def people_under(employee: Employee) -> set[int]:
    """The ids of everybody at work below: subordinates of subordinates, and the people of departments headed."""
    return memory.remembered(("under", employee.pk), lambda: _read_under(employee.pk))


def _read_under(employee_id: int) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_UNDER, {"me": employee_id})
        return {row[0] for row in cursor.fetchall()}


def department_and_below(department: Department) -> list[int]:
    """The ids of the department and all departments under it."""
    return list(Department.objects.filter(path__startswith=department.path).values_list("pk", flat=True))

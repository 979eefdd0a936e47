"""What the pages about people, departments, roles, absences and calendars show."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gendan.spine.org import book
from gendan.spine.org.models import (
    Calendar,
    CalendarDay,
    Department,
    Deputy,
    Employee,
    NumberSetting,
    Role,
    RoleHolder,
    RoleTitle,
)
from gendan.spine.org.queries import at_work
from gendan.spine.org.workdays import WorkCalendar, format_times


def everybody() -> QuerySet[Employee]:
    """All people, those who left included."""
    return Employee.objects.select_related("department", "supervisor", "calendar")


def find_people(
    query: str = "", *, department: Department | None = None, include_left: bool = False
) -> QuerySet[Employee]:
    """People by a part of name, pinyin, title or phone, or the beginning of the initials or login name."""
    found = everybody() if include_left else everybody().exclude(status=Employee.Status.LEFT)
    if department:
        found = found.filter(department__path__startswith=department.path)
    for word in query.lower().split():
        digits = word.replace("-", "")
        found = found.filter(
            Q(name__icontains=word) | Q(pinyin__contains=word) | Q(initials__startswith=word)
            | Q(title__icontains=word) | Q(username__istartswith=word) | Q(phone__contains=digits)
        )
    return found.order_by("pinyin", "pk")


def people_after(people: QuerySet[Employee], place: str) -> QuerySet[Employee]:
    """Those after "pinyin:id" in the order of `find_people`; all for anything else."""
    pinyin, _colon, pk = place.rpartition(":")
    if not pk.isdecimal():
        return people
    return people.filter(Q(pinyin__gt=pinyin) | Q(pinyin=pinyin, pk__gt=int(pk)))


def departments() -> QuerySet[Department]:
    """All departments, the closed ones included."""
    return Department.objects.select_related("parent", "head", "calendar")


def open_departments() -> QuerySet[Department]:
    """The departments in which people work, in the order of the tree."""
    return Department.objects.filter(is_active=True).order_by("path")


@dataclass
class Branch:
    """A department in the tree, `depth` steps below the root; `people` counts it and all below."""

    department: Department
    depth: int
    people: int
    own: int

    @property
    def indent(self) -> str:
        """Wide blanks, two a step."""
        return "\u3000" * self.depth


def department_tree() -> list[Branch]:
    """All departments, children under their parents in their written order, with how many work there."""
    rows = list(departments().order_by("position", "pk"))
    own = Counter(at_work().values_list("department_id", flat=True))
    children: dict[int | None, list[Department]] = defaultdict(list)
    total: Counter[int] = Counter()
    for row in rows:
        children[row.parent_id].append(row)
        for step in row.path.strip("/").split("/"):
            total[int(step)] += own[row.pk]
    branches: list[Branch] = []
    waiting = [(row, 0) for row in reversed(children[None])]
    while waiting:
        row, depth = waiting.pop()
        branches.append(Branch(row, depth, total[row.pk], own[row.pk]))
        waiting.extend((child, depth + 1) for child in reversed(children[row.pk]))
    return branches


def people_of(department: Department) -> QuerySet[Employee]:
    """Who works in the department itself."""
    return at_work().filter(department=department)


def roles_given(employee: Employee) -> QuerySet[RoleHolder]:
    """The roles given to the person, with the department that they hold for."""
    return employee.held_roles.select_related("role", "department").order_by("role_id", "department__path")


def roles_by_title(employee: Employee) -> QuerySet[Role]:
    """The roles that come with the title."""
    return Role.objects.filter(titles__title=employee.title) if employee.title else Role.objects.none()


@dataclass
class RoleLine:
    """A role with its titles and with everybody who holds it."""

    role: Role
    titles: list[str] = field(default_factory=list)
    people: list[Employee] = field(default_factory=list)


def role_table() -> list[RoleLine]:
    """All roles; three queries, however many there are."""
    lines = {role.pk: RoleLine(role) for role in Role.objects.all()}
    by_title: dict[str, list[int]] = defaultdict(list)
    for row in RoleTitle.objects.order_by("title"):
        lines[row.role_id].titles.append(row.title)
        by_title[row.title].append(row.role_id)
    held: dict[int, set[int]] = defaultdict(set)
    for employee_id, role_id in RoleHolder.objects.values_list("employee_id", "role_id"):
        held[employee_id].add(role_id)
    for person in at_work().filter(Q(pk__in=held) | Q(title__in=by_title)):
        for role_id in held[person.pk] | set(by_title.get(person.title, ())):
            lines[role_id].people.append(person)
    return list(lines.values())


def titles() -> list[str]:
    """The titles that people have."""
    return list(at_work().exclude(title="").values_list("title", flat=True).order_by("title").distinct())


def absences(*, on: date) -> QuerySet[Deputy]:
    """Absences that run on that day or are still to come."""
    running = Deputy.objects.filter(ends_on__gte=on).order_by("starts_on", "pk")
    return running.select_related("employee__department", "deputy__department")


def absences_of(employee: Employee, *, on: date) -> QuerySet[Deputy]:
    """The person's own absences that run or are still to come."""
    return absences(on=on).filter(employee=employee)


def duties_of(employee: Employee, *, on: date) -> QuerySet[Deputy]:
    """Absences in which the person stands in for others."""
    return absences(on=on).filter(deputy=employee)


def absent_ids(*, on: date) -> set[int]:
    """Who is absent on that day."""
    return set(Deputy.objects.filter(starts_on__lte=on, ends_on__gte=on).values_list("employee_id", flat=True))


@dataclass
class CalendarLine:
    """A calendar, its week as (first weekday, last weekday, hours), and who has it."""

    calendar: Calendar
    week: list[tuple[int, int, str]]
    owners: list[str]


def calendar_table() -> list[CalendarLine]:
    """All calendars, the company's first."""
    owners: dict[int, list[str]] = defaultdict(list)
    for model in (Department.objects, at_work()):
        for pk, name in model.exclude(calendar=None).values_list("calendar_id", "name"):
            owners[pk].append(name)
    return [
        CalendarLine(calendar, _stretches(_hours(calendar)), owners[calendar.pk])
        for calendar in calendars_by_name()
    ]


def _stretches(hours: list[str]) -> list[tuple[int, int, str]]:
    """Days in a row with the same hours as one stretch; free days are left out."""
    found: list[tuple[int, int, str]] = []
    for weekday, text in enumerate(hours):
        if found and found[-1][1:] == (weekday - 1, text):
            found[-1] = (found[-1][0], weekday, text)
        elif text:
            found.append((weekday, weekday, text))
    return found


def _hours(calendar: Calendar) -> list[str]:
    return [format_times(times) for times in compiled(calendar).windows]


def calendars_by_name() -> QuerySet[Calendar]:
    """All calendars, the company's first."""
    return Calendar.objects.order_by("-is_default", "name")


def default_calendar() -> Calendar:
    """The company's calendar."""
    return Calendar.objects.get(is_default=True)


def compiled(calendar: Calendar) -> WorkCalendar:
    """The calendar with which deadlines are computed."""
    return book.current().compiled[calendar.pk]


def week_of(calendar: Calendar) -> Mapping[str, str]:
    """Name and hours by weekday, as the form of a calendar has them."""
    return {"name": calendar.name, **{f"day{weekday}": hours for weekday, hours in enumerate(_hours(calendar))}}


def days_of_year(year: int, *, calendar: Calendar) -> list[CalendarDay]:
    """The exceptions of a year as this calendar sees them: its own day goes before everybody's."""
    rows = CalendarDay.objects.filter(day__year=year).filter(Q(calendar=None) | Q(calendar=calendar))
    seen = {row.day: row for row in sorted(rows, key=lambda row: row.calendar_id or 0)}
    return [seen[day] for day in sorted(seen)]


def day_values(day: date, *, calendar: Calendar) -> dict[str, Any]:
    """What a day is now, as the form of a day has it."""
    row = next((row for row in days_of_year(day.year, calendar=calendar) if row.day == day), None)
    if row is None:
        return {"kind": ""}
    return {"kind": row.kind, "name": row.name, "follows": row.follows, "hours": row.hours}


def changes_of_numbers(keys: Iterable[str]) -> dict[str, list[NumberSetting]]:
    """The company's own values of these numbers, the newest first."""
    found: dict[str, list[NumberSetting]] = {}
    for row in NumberSetting.objects.filter(key__in=list(keys)).select_related("changed_by").order_by("-valid_from", "-pk"):
        found.setdefault(row.key, []).append(row)
    return found

"""What hardly changes and every verb needs: calendars, numbers, absences; kept by each process until somebody edits one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from uuid import UUID

from gendan.spine.org.models import (
    Calendar,
    CalendarDay,
    CalendarWindow,
    Department,
    Deputy,
    Employee,
    NumberSetting,
)
from gendan.spine.org.workdays import HOLIDAY, Times, WorkCalendar, parse_times
from gendan.spine.prepared import Lasting
from gendan.spine.whole import ask

VERSION = Lasting("SELECT token FROM org_bookversion ORDER BY id LIMIT 1")
Days = dict[date, int | Times]


@dataclass(frozen=True)
class Book:
    """All of it as of one version; `by_department` knows only departments with a calendar of their own.

    `numbers` holds, by key, since when which value counts, the newest last.
    """

    compiled: Mapping[int, WorkCalendar]
    default: WorkCalendar
    by_department: Mapping[int, int]
    numbers: Mapping[str, Sequence[tuple[datetime, Any]]]
    _absences: dict[date, Mapping[int, int]] = field(default_factory=dict)

    def of(self, employee: Employee) -> WorkCalendar:
        """The employee's own calendar, else that of the nearest department upward, else the company's."""
        own = self.compiled.get(employee.calendar_id or 0)
        if own:
            return own
        return self.of_department(employee.department) if self.by_department else self.default

    def of_department(self, department: Department) -> WorkCalendar:
        for step in reversed(department.path.strip("/").split("/")):
            if int(step) in self.by_department:
                return self.compiled[self.by_department[int(step)]]
        return self.default


    def number(self, key: str, default: Any, *, at: datetime) -> Any:
        """The value valid at a moment, else the default."""
        return next((value for since, value in reversed(self.numbers.get(key, ())) if since <= at), default)

    def absences(self, on: date) -> Mapping[int, int]:
        """Who is absent on a day, and whom the work goes to; read when the day is first asked for."""
        if on not in self._absences:
            rows = Deputy.objects.filter(starts_on__lte=on, ends_on__gte=on).order_by("-pk")
            self._absences[on] = dict(rows.values_list("employee_id", "deputy_id"))
        return self._absences[on]


class _Hold:
    """The book of one request or job: looked at once, then trusted."""

    def __init__(self, version: UUID | None = None) -> None:
        self._version = version

    @cached_property
    def book(self) -> Book:
        return _book_of(self._version or _version())


_hold: ContextVar[_Hold | None] = ContextVar("book_hold", default=None)
_kept: dict[UUID, Book] = {}


@contextmanager
def held() -> Iterator[None]:
    """Ask for the version of the book once in this block: a request, a job, an import of many rows."""
    if _hold.get() is not None:
        yield
        return
    token = _hold.set(_Hold())
    try:
        yield
    finally:
        _hold.reset(token)


def forget() -> None:
    """Look again within this block: something of it was just changed here."""
    if _hold.get():
        _hold.set(_Hold())


def saw(version: UUID) -> None:
    """Within `held()`: the version was read along with something else, and need not be asked for."""
    hold = _hold.get()
    if hold is not None and "book" not in hold.__dict__:
        _hold.set(_Hold(version))


def current() -> Book:
    """The book as it stands now; one small query, within `held()` one for all."""
    hold = _hold.get()
    return hold.book if hold else _book_of(_version())


def _version() -> UUID | None:
    found = ask(VERSION)
    return found[0][0] if found else None


def _book_of(token: UUID | None) -> Book:
    if token is None:
        return _read_book()
    kept = _kept.get(token)
    if kept is None:
        kept = _read_book()
        _kept.clear()
        _kept[token] = kept
    return kept


def _read_book() -> Book:
    days = _days_by_calendar()
    windows: dict[int, list[list[tuple[time, time]]]] = defaultdict(lambda: [[] for _ in range(7)])
    for row in CalendarWindow.objects.all():
        windows[row.calendar_id][row.weekday].append((row.starts, row.ends))
    compiled, default = {}, None
    for calendar in Calendar.objects.all():
        week = tuple(tuple(times) for times in windows[calendar.pk])
        compiled[calendar.pk] = WorkCalendar(week, days[None] | days[calendar.pk])
        default = compiled[calendar.pk] if calendar.is_default else default
    owned = Department.objects.exclude(calendar=None).values_list("pk", "calendar_id")
    return Book(compiled, default or WorkCalendar.office(days[None]), dict(owned), _read_numbers())


def _read_numbers() -> Mapping[str, Sequence[tuple[datetime, Any]]]:
    numbers: dict[str, list[tuple[datetime, Any]]] = defaultdict(list)
    for key, since, value in NumberSetting.objects.order_by("valid_from", "pk").values_list("key", "valid_from", "value"):
        numbers[key].append((since, value))
    return dict(numbers)


def _days_by_calendar() -> dict[int | None, Days]:
    days: dict[int | None, Days] = defaultdict(dict)
    for row in CalendarDay.objects.all():
        days[row.calendar_id][row.day] = HOLIDAY if row.kind == CalendarDay.Kind.HOLIDAY else _worked(row)
    return days


def _worked(row: CalendarDay) -> int | Times:
    """Its own hours, else those of the weekday it follows: its own from Monday to Friday, else Monday's."""
    if row.hours:
        return parse_times(row.hours)
    if row.follows is not None:
        return row.follows
    return row.day.weekday() if row.day.weekday() < 5 else 0

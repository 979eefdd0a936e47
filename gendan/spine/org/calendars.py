"""Calendars of the database, compiled once per process and read again when somebody edits one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from uuid import UUID

from gendan.spine.org.models import (
    Calendar,
    CalendarDay,
    CalendarVersion,
    CalendarWindow,
    Department,
    Employee,
)
from gendan.spine.org.workdays import HOLIDAY, Times, WorkCalendar, parse_times

Days = dict[date, int | Times]


@dataclass(frozen=True)
class Book:
    """All calendars as of one version; `by_department` knows only departments with a calendar of their own."""

    compiled: Mapping[int, WorkCalendar]
    default: WorkCalendar
    by_department: Mapping[int, int]

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


class _Hold:
    """The book of one request or job: looked at once, then trusted."""

    @cached_property
    def book(self) -> Book:
        return _current_book()


_hold: ContextVar[_Hold | None] = ContextVar("calendar_hold", default=None)
_kept: dict[UUID, Book] = {}


@contextmanager
def held() -> Iterator[None]:
    """Ask for the version of the calendars once in this block: a request, a job, an import of many rows."""
    if _hold.get() is not None:
        yield
        return
    token = _hold.set(_Hold())
    try:
        yield
    finally:
        _hold.reset(token)


def forget() -> None:
    """Look again within this block: a calendar was just changed here."""
    if _hold.get():
        _hold.set(_Hold())


def book() -> Book:
    """The calendars as they stand now; one small query, within `held()` one for all."""
    hold = _hold.get()
    return hold.book if hold else _current_book()


def _current_book() -> Book:
    token = CalendarVersion.objects.values_list("token", flat=True).first()
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
    return Book(compiled, default or WorkCalendar.office(days[None]), dict(owned))


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

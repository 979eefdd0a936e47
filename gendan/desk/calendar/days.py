"""The days of a month, a week or one day, and what is said of each: day off, make-up day, weekend."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from gendan.spine.org.models import CalendarDay, Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import is_working_day, next_month

MONTH, WEEK, DAY = "month", "week", "day"
SHAPES = {
    MONTH: pgettext_lazy("calendar", "Month"), WEEK: pgettext_lazy("calendar", "Week"), DAY: pgettext_lazy("calendar", "Day")
}


@dataclass(frozen=True, slots=True)
class Span:
    """The days that one page shows, and the one it was asked for."""

    shape: str
    day: date
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """All days in order."""
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    @property
    def before(self) -> date:
        """A day of the page before this one."""
        return self.day.replace(day=1) - timedelta(days=1) if self.shape == MONTH else self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        """A day of the page after this one."""
        if self.shape == MONTH:
            return next_month(self.day)
        return self.last + timedelta(days=1)


def span_of(shape: str, day: date) -> Span:
    """Whole weeks from Monday for a month or a week; a day is itself."""
    if shape == DAY:
        return Span(shape, day, day, day)
    first = day.replace(day=1) if shape == MONTH else day
    last = next_month(first) - timedelta(days=1) if shape == MONTH else day
    monday = first - timedelta(days=first.weekday())
    return Span(shape, day, monday, last + timedelta(days=6 - last.weekday()))


@dataclass(frozen=True, slots=True)
class Nature:
    """Whether work is done on a day, and the name of a holiday or make-up day."""

    working: bool
    name: str = ""
    make_up: bool = False


def natures(employee: Employee, span: Span) -> dict[date, Nature]:
    """What each day is to this person; one query for the names."""
    calendar = calendar_of(employee)
    rows = CalendarDay.objects.filter(day__range=(span.first, span.last))
    own = rows.filter(Q(calendar=None) | Q(calendar=employee.calendar_id or 0))
    named = {row.day: row for row in sorted(own, key=lambda row: row.calendar_id or 0)}
    return {day: _nature(day, is_working_day(day, calendar), named.get(day)) for day in span.days()}


def _nature(day: date, working: bool, row: Any) -> Nature:  # noqa: FBT001
    if row is None:
        return Nature(working)
    return Nature(working, row.name, make_up=working and day.weekday() > 4)

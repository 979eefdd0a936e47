"""A year of a calendar as twelve month grids."""

from calendar import Calendar as Grid
from dataclasses import dataclass
from datetime import date

from gendan.spine.org import tables
from gendan.spine.org.models import Calendar, CalendarDay
from gendan.spine.org.workdays import WorkCalendar, is_working_day


@dataclass(frozen=True)
class Day:
    """One cell: `what` is work, free, holiday or working (a make-up day)."""

    day: date
    what: str
    name: str = ""
    provisional: bool = False
    today: bool = False


@dataclass(frozen=True)
class Month:
    """A month as weeks of seven cells, None outside of it."""

    first: date
    weeks: list[list[Day | None]]


@dataclass(frozen=True)
class Year:
    """Twelve months, and what is remarkable about them."""

    number: int
    months: list[Month]
    working_days: int
    provisional: bool
    named: list[CalendarDay]

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def following(self) -> int:
        return self.number + 1


def year_of(number: int, *, calendar: Calendar, today: date) -> Year:
    """All days of a year as this calendar sees them."""
    rows = {row.day: row for row in tables.days_of_year(number, calendar=calendar)}
    compiled = tables.compiled(calendar)
    months = [_month(number, month, rows, compiled, today) for month in range(1, 13)]
    days = [day for month in months for week in month.weeks for day in week if day]
    return Year(
        number, months, sum(is_working_day(day.day, compiled) for day in days),
        any(row.provisional for row in rows.values()), list(rows.values()),
    )


def _month(year: int, month: int, rows: dict[date, CalendarDay], compiled: WorkCalendar, today: date) -> Month:
    weeks = [
        [_cell(date(year, month, number), rows, compiled, today) if number else None for number in week]
        for week in Grid().monthdayscalendar(year, month)
    ]
    return Month(date(year, month, 1), weeks)


def _cell(day: date, rows: dict[date, CalendarDay], compiled: WorkCalendar, today: date) -> Day:
    row = rows.get(day)
    if row is None:
        return Day(day, "work" if is_working_day(day, compiled) else "free", today=day == today)
    return Day(day, row.kind, row.name, row.provisional, day == today)

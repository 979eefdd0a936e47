"""The arithmetic of plans: when a class is due, and on which working day there is room."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from gendan.spine.org.workdays import WorkCalendar, is_working_day, next_month, previous_working_day


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def days_of(month: date) -> list[date]:
    """All days of a month."""
    return [month + timedelta(days=n) for n in range((next_month(month) - month).days)]


def working_days(month: date, calendar: WorkCalendar) -> list[date]:
    """The days of a month on which work is done; a month without any has its last day."""
    return [day for day in days_of(month) if is_working_day(day, calendar)] or [last_working_day(month, calendar)]


def last_working_day(month: date, calendar: WorkCalendar) -> date:
    """The day by which the results are submitted (A45: the earlier one where the last is a holiday)."""
    return previous_working_day(next_month(month) - timedelta(days=1), calendar)


def due_days(last: date | None, *, every: int, first: date, end: date) -> list[date]:
    """The days from `first` to `end` on which a customer is due who was seen last on `last` (F89.3)."""
    day = first if last is None else max(first, last + timedelta(days=every))
    found = []
    while day <= end:
        found.append(day)
        day += timedelta(days=every)
    return found


class Room:
    """The free places of a month: so many actions on each working day."""

    def __init__(self, days: Sequence[date], *, taken: Iterable[date], most: int) -> None:
        self.days, self.most = days, most
        self.load = Counter(taken)

    def place(self, due: date, *, within: int) -> date | None:
        """The emptiest working day in the `within` days from `due`, else the next one that has room; None if all are full."""
        later = [day for day in self.days if day >= due]
        near = [day for day in later if day < due + timedelta(days=within)]
        for some in (near, later, self.days):
            free = [day for day in some if self.load[day] < self.most]
            if free:
                chosen = min(free, key=lambda day: (self.load[day], day)) if some is near else free[0]
                self.load[chosen] += 1
                return chosen
        return None

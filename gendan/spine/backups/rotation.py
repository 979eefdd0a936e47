"""Which backups are kept: the newest of each of so many days, weeks and months."""

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from itertools import islice


def kept(moments: Iterable[datetime], *, days: int, weeks: int, months: int) -> set[datetime]:
    """The moments (in the company's time) that are kept; those of days without a backup are not counted."""
    newest_first = sorted(moments, reverse=True)
    return {
        moment
        for count, period in ((days, _day), (weeks, _week), (months, _month))
        for moment in islice(_firsts(newest_first, period), count)
    }


def _firsts(moments: Iterable[datetime], period: Callable[[datetime], Hashable]) -> Iterable[datetime]:
    seen: set[Hashable] = set()
    for moment in moments:
        if period(moment) not in seen:
            seen.add(period(moment))
            yield moment


def _day(moment: datetime) -> Hashable:
    return moment.date()


def _week(moment: datetime) -> Hashable:
    return moment.isocalendar()[:2]


def _month(moment: datetime) -> Hashable:
    return moment.year, moment.month

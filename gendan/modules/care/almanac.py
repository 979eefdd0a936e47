"""Days that come back every year, by the solar or the lunar calendar; pure.

A day that a year does not have becomes the last one that it has: 29 February is 28 February in a common year, the
30th of a lunar month the 29th of a short one. A leap month that does not come becomes the ordinary month of its number.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from lunar_python import Lunar, LunarMonth, Solar
from lunar_python.util import LunarUtil


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """Month and day of a calendar; `leap` is a lunar leap month."""

    month: int
    day: int
    lunar: bool = False
    leap: bool = False


#: The festivals on which people greet each other.
FESTIVALS: dict[str, YearlyDay] = {
    "new_year": YearlyDay(1, 1),
    "spring": YearlyDay(1, 1, lunar=True),
    "lantern": YearlyDay(1, 15, lunar=True),
    "labour": YearlyDay(5, 1),
    "dragon_boat": YearlyDay(5, 5, lunar=True),
    "mid_autumn": YearlyDay(8, 15, lunar=True),
    "national": YearlyDay(10, 1),
    "double_ninth": YearlyDay(9, 9, lunar=True),
}


def next_on(day: YearlyDay, *, since: date) -> date:
    """The first time on or after `since` that the day comes round."""
    years = range(since.year - 1, since.year + 2) if day.lunar else (since.year, since.year + 1)
    return min(found for year in years if (found := in_year(day, year)) >= since)


@lru_cache(maxsize=8192)
def in_year(day: YearlyDay, year: int) -> date:
    """The day in a year of its own calendar."""
    if not day.lunar:
        return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
    month = _lunar_month(year, day.month, leap=day.leap)
    return date.fromisoformat(Lunar.fromYmd(year, month.getMonth(), min(day.day, month.getDayCount())).getSolar().toYmd())


@lru_cache(maxsize=2048)
def _lunar_month(year: int, month: int, *, leap: bool) -> LunarMonth:
    found = LunarMonth.fromYm(year, -month) if leap else None
    return found or LunarMonth.fromYm(year, month)


def yearly(birth: date, *, lunar: bool) -> YearlyDay:
    """The day on which somebody born on `birth` (solar) celebrates."""
    if not lunar:
        return YearlyDay(birth.month, birth.day)
    found = Solar.fromYmd(birth.year, birth.month, birth.day).getLunar()
    return YearlyDay(abs(found.getMonth()), found.getDay(), lunar=True, leap=found.getMonth() < 0)


def festivals_between(first: date, last: date) -> dict[date, str]:
    """The festivals of these days, by day."""
    return {day: key for key, yearly_day in FESTIVALS.items() if (day := next_on(yearly_day, since=first)) <= last}


def said(day: YearlyDay) -> str:
    """The day in words: "8-15", or by the lunar calendar."""
    if not day.lunar:
        return f"{day.month}-{day.day}"
    if (get_language() or "").startswith("zh"):
        return f"农历{'闰' if day.leap else ''}{LunarUtil.MONTH[day.month]}月{LunarUtil.DAY[day.day]}"
    words = _("lunar %(day)s, leap month") if day.leap else _("lunar %(day)s")
    return words % {"day": f"{day.month}-{day.day}"}

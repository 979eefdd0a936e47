"""Public holidays and make-up days of China: published ones from a library, later ones by a provisional rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest

from chinese_calendar import constants
from lunar_python import Lunar

PUBLISHED_FROM = 2024
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}


@dataclass(frozen=True)
class Festival:
    """A day that differs from its weekday: off, or worked in exchange (`follows` the weekday whose hours it has)."""

    day: date
    works: bool
    name: str
    follows: int | None = None
    provisional: bool = False


def published_years() -> range:
    """The years for which the government's own arrangement is known."""
    return range(PUBLISHED_FROM, max(day.year for day in constants.holidays) + 1)


def published_days(year: int) -> list[Festival]:
    """Days off on which work would be done, weekend days inside a holiday, and make-up days."""
    off = [Festival(day, False, NAMES[name]) for day, name in constants.holidays.items() if day.year == year]
    return sorted([*off, *_make_up_days(year)], key=lambda festival: festival.day)


def _make_up_days(year: int) -> Iterator[Festival]:
    """Make-up days in pairs with the weekdays given in exchange, festival by festival; Monday's hours where none."""
    for name in NAMES:
        worked = _days_of(constants.workdays, year, name)
        given = [day for day in _days_of(constants.in_lieu_days, year, name) if day.weekday() < 5]
        for day, exchanged in zip_longest(worked, given[: len(worked)]):
            follows = exchanged.weekday() if exchanged else 0
            yield Festival(day, True, NAMES[name], follows=follows)


def _days_of(days: Mapping[date, str], year: int, name: str) -> list[date]:
    return sorted(day for day, what in days.items() if day.year == year and what == name)


@lru_cache(maxsize=32)
def provisional_days(year: int) -> tuple[Festival, ...]:
    """The statutory days of the rule of 2025, without exchanged weekends, for a year not yet published."""
    return tuple(
        Festival(day, False, name, provisional=True) for day, name in sorted(_statutory_days(year).items())
    )


def _statutory_days(year: int) -> dict[date, str]:
    spring = _lunar_day(year, 1, 1)
    days = {date(year, 10, day): "国庆节" for day in (1, 2, 3)}
    days |= {spring + timedelta(days=offset): "春节" for offset in (-1, 0, 1, 2)}
    days |= {date(year, 5, 1): "劳动节", date(year, 5, 2): "劳动节", date(year, 1, 1): "元旦"}
    return days | {
        _tomb_sweeping(year): "清明节", _lunar_day(year, 5, 5): "端午节", _lunar_day(year, 8, 15): "中秋节"
    }


def _lunar_day(year: int, month: int, day: int) -> date:
    return date.fromisoformat(Lunar.fromYmd(year, month, day).getSolar().toYmd())


def _tomb_sweeping(year: int) -> date:
    return date.fromisoformat(Lunar.fromYmd(year, 3, 1).getJieQiTable()["清明"].toYmd())

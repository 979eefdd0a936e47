"""The ground every company stands on: the abstract roles, the company's calendar, and the public holidays."""

from collections.abc import Iterable
from datetime import time
from typing import Any
from uuid import uuid4

from django.db.models import Max

from gendan.spine.org.festivals import Festival, provisional_days, published_days, published_years
from gendan.spine.org.models import BookVersion, Calendar, CalendarDay, CalendarWindow, PeopleVersion, Role
from gendan.spine.org.roles import ROLES

YEARS_AHEAD = 5
OFFICE = ((time(8, 30), time(12)), (time(13), time(17, 30)))


def lay_ground(**_signal: Any) -> None:
    """Add what is missing; runs after every migration, so that a new library brings newly published years."""
    for version in (BookVersion, PeopleVersion):
        if not version.objects.exists():
            version.objects.create(token=uuid4())
    add_missing_roles()
    add_company_calendar()
    add_public_holidays(until=published_years()[-1] + YEARS_AHEAD)


def add_missing_roles() -> None:
    """Add the abstract roles that are not there yet."""
    known = set(Role.objects.values_list("key", flat=True))
    Role.objects.bulk_create(
        Role(key=key, name=name, name_en=name_en) for key, (name, name_en) in ROLES.items() if key not in known
    )


def add_company_calendar() -> None:
    """Add the company's calendar, Monday to Friday, where there is none."""
    if Calendar.objects.filter(is_default=True).exists():
        return
    calendar = Calendar.objects.create(name="公司日历", is_default=True)
    CalendarWindow.objects.bulk_create(
        CalendarWindow(calendar=calendar, weekday=weekday, starts=starts, ends=ends)
        for weekday in range(5)
        for starts, ends in OFFICE
    )


def add_public_holidays(*, until: int) -> int:
    """Add published days not yet known, and provisional ones for the years after them; returns how many.

    A published year removes its provisional days; a day that somebody entered by hand is kept.
    A year that was seeded once is not seeded again, so that days taken out by hand stay out.
    """
    published = published_years()
    CalendarDay.objects.filter(calendar=None, provisional=True, day__year__lte=published[-1]).delete()
    common = CalendarDay.objects.filter(calendar=None)
    seeded = common.filter(provisional=False, seeded=True).aggregate(last=Max("day__year"))["last"] or 0
    foreseen = common.filter(provisional=True).aggregate(last=Max("day__year"))["last"] or 0
    new = [festival for year in published if year > seeded for festival in published_days(year)]
    years = range(max(published[-1], foreseen) + 1, until + 1)
    return add_festivals(new + [festival for year in years for festival in provisional_days(year)])


def add_festivals(festivals: Iterable[Festival]) -> int:
    """Write the days that are not there yet; returns how many were given."""
    rows = [
        CalendarDay(
            day=festival.day, name=festival.name, follows=festival.follows, provisional=festival.provisional,
            kind=CalendarDay.Kind.WORKING if festival.works else CalendarDay.Kind.HOLIDAY, seeded=True,
        )
        for festival in festivals
    ]
    return len(CalendarDay.objects.bulk_create(rows, ignore_conflicts=True)) if rows else 0

"""Calendars are edited: windows of the week, single days, files of days, and whose calendar is whose."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine import events
from gendan.spine.org import book, rules
from gendan.spine.org.dayfile import BadRow, read_days
from gendan.spine.org.festivals import provisional_days, published_years
from gendan.spine.org.models import Calendar, CalendarDay, CalendarWindow, Department, Employee
from gendan.spine.org.seeding import add_festivals
from gendan.spine.org.workdays import Times, parse_times
from gendan.spine.refusal import Refusal


def _changed(now: datetime) -> None:
    """Deadlines that were computed from a calendar are computed anew by the listeners."""
    book.forget()
    events.emit("org.calendar_changed", now=now)


@transaction.atomic
def add_calendar(
    name: str, *, windows: Mapping[int, Times], actor: Employee | None, now: datetime
) -> Calendar:
    """Add a calendar for departments or people whose hours differ from the company's."""
    rules.require_administrator(actor)
    _require_name(name)
    calendar = Calendar.objects.create(name=name.strip())
    _write_windows(calendar, windows)
    _changed(now)
    return calendar


def _require_name(name: str, but: Calendar | None = None) -> None:
    if not name.strip():
        raise ValidationError({"name": _("A calendar needs a name.")})
    if Calendar.objects.filter(name=name.strip()).exclude(pk=but.pk if but else 0).exists():
        raise ValidationError({"name": _("There is a calendar of this name already.")})


@transaction.atomic
def rename_calendar(calendar: Calendar, *, name: str, actor: Employee | None) -> None:
    """Give the calendar another name."""
    rules.require_administrator(actor)
    _require_name(name, calendar)
    calendar.name = name.strip()
    calendar.save(update_fields=["name"])
    book.forget()


@transaction.atomic
def drop_calendar(calendar: Calendar, *, actor: Employee | None, now: datetime) -> None:
    """Remove a calendar; who had it falls back to the next calendar upward."""
    rules.require_administrator(actor)
    if calendar.is_default:
        raise Refusal(_("The company always has a calendar."))
    calendar.delete()
    _changed(now)


@transaction.atomic
def set_windows(
    calendar: Calendar, *, windows: Mapping[int, Times], actor: Employee | None, now: datetime
) -> None:
    """Replace the working hours of the week: {0: Monday's windows, …}; a missing weekday is free."""
    rules.require_administrator(actor)
    calendar.windows.all().delete()
    _write_windows(calendar, windows)
    _changed(now)


def _write_windows(calendar: Calendar, windows: Mapping[int, Times]) -> None:
    if not any(windows.values()):
        raise ValidationError({"windows": _("A calendar needs working hours on at least one weekday.")})
    CalendarWindow.objects.bulk_create(
        CalendarWindow(calendar=calendar, weekday=weekday, starts=starts, ends=ends)
        for weekday, times in windows.items()
        for starts, ends in times
    )


@transaction.atomic
def set_day(
    day: date, *, kind: str, name: str = "", follows: int | None = None, hours: str = "",
    calendar: Calendar | None = None, actor: Employee | None, now: datetime,
) -> CalendarDay:
    """Make a day a holiday or a working day, for all calendars or for one."""
    rules.require_administrator(actor)
    works = kind == CalendarDay.Kind.WORKING
    if kind not in CalendarDay.Kind.values:
        raise ValidationError({"kind": _("A day is a holiday or a working day.")})
    if follows is not None and not 0 <= follows <= 6:
        raise ValidationError({"follows": _("Choose a weekday.")})
    _require_hours(hours)
    row, _new = CalendarDay.objects.update_or_create(
        calendar=calendar, day=day,
        defaults={
            "kind": kind, "name": name.strip(), "follows": follows if works else None,
            "hours": hours.strip() if works else "", "provisional": False, "seeded": False,
        },
    )
    _changed(now)
    return row


def _require_hours(hours: str) -> None:
    try:
        parse_times(hours)
    except ValueError as error:
        raise ValidationError({"hours": _("Write hours as 8:30-12:00 13:00-17:30.")}) from error


@transaction.atomic
def clear_day(
    day: date, *, calendar: Calendar | None = None, actor: Employee | None, now: datetime
) -> None:
    """Let a day be what its weekday says."""
    rules.require_administrator(actor)
    CalendarDay.objects.filter(calendar=calendar, day=day).delete()
    _changed(now)


@transaction.atomic
def import_days(
    content: bytes, *, calendar: Calendar | None = None, actor: Employee | None, now: datetime
) -> int:
    """Take the days of a CSV file; a year that it brings loses its provisional days. Returns how many days."""
    rules.require_administrator(actor)
    try:
        days = {row.day: row for row in read_days(content)}
    except BadRow as bad:
        message = _("Line %(line)s cannot be read: “%(text)s”.") % {"line": bad.line, "text": bad.text}
        raise ValidationError({"file": message}) from bad
    same = CalendarDay.objects.filter(calendar=calendar)
    same.filter(day__in=days).delete()
    same.filter(provisional=True, day__year__in={day.year for day in days}).delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(
            calendar=calendar, day=row.day, name=row.name[:80], follows=row.follows if row.works else None,
            kind=CalendarDay.Kind.WORKING if row.works else CalendarDay.Kind.HOLIDAY,
        )
        for row in days.values()
    )
    _changed(now)
    return len(days)


@transaction.atomic
def foresee_year(year: int, *, actor: Employee | None, now: datetime) -> int:
    """Add the provisional days of a year not yet published; returns how many were new."""
    rules.require_administrator(actor)
    if year <= published_years()[-1]:
        raise ValidationError({"year": _("The days of this year are published.")})
    if year > now.year + 20:
        raise ValidationError({"year": _("This is too far ahead.")})
    count = add_festivals(provisional_days(year))
    _changed(now)
    return count


@transaction.atomic
def assign_calendar(
    whose: Department | Employee, *, calendar: Calendar | None, actor: Employee | None, now: datetime
) -> None:
    """Give a department or a person a calendar of its own; None goes back to the next one upward."""
    rules.require_administrator(actor)
    whose.calendar = calendar
    whose.save(update_fields=["calendar"])
    _changed(now)

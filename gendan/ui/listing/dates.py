"""Relative and fixed ranges of days, as a list's address spells them: "last_30_days", "this_week", "2026-09-01..2026-09-30"."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Span(NamedTuple):
    """Days from `start` up to, but not including, `end`; None leaves a side open."""

    start: date | None
    end: date | None


RELATIVE: dict[str, Any] = {
    "today": gettext_lazy("today"),
    "yesterday": gettext_lazy("yesterday"),
    "tomorrow": gettext_lazy("tomorrow"),
    "this_week": gettext_lazy("this week"),
    "last_week": gettext_lazy("last week"),
    "next_week": gettext_lazy("next week"),
    "this_month": gettext_lazy("this month"),
    "last_month": gettext_lazy("last month"),
    "next_month": gettext_lazy("next month"),
    "this_quarter": gettext_lazy("this quarter"),
    "last_quarter": gettext_lazy("last quarter"),
    "next_quarter": gettext_lazy("next quarter"),
    "this_year": gettext_lazy("this year"),
    "last_year": gettext_lazy("last year"),
    "last_7_days": gettext_lazy("last 7 days"),
    "last_30_days": gettext_lazy("last 30 days"),
    "last_90_days": gettext_lazy("last 90 days"),
    "next_7_days": gettext_lazy("next 7 days"),
    "next_30_days": gettext_lazy("next 30 days"),
    "older_30_days": gettext_lazy("more than 30 days ago"),
}
NEVER = "none"
_COUNTED = re.compile(r"^(last|next|older)_(\d{1,4})_days$")
_PERIOD = re.compile(r"^(last|this|next)_(week|month|quarter|year)$")
_DAY_NAMES = {"yesterday": -1, "today": 0, "tomorrow": 1}
_STEPS = {"last": -1, "this": 0, "next": 1}


def span(spelling: str, *, today: date) -> Span:
    """The days that a spelling means on `today`; ValidationError where it means none."""
    if spelling in _DAY_NAMES:
        day = today + timedelta(days=_DAY_NAMES[spelling])
        return Span(day, day + timedelta(days=1))
    if match := _COUNTED.match(spelling):
        return _counted(match[1], int(match[2]), today)
    if match := _PERIOD.match(spelling):
        return _period(match[2], _STEPS[match[1]], today)
    return _fixed(spelling)


def title(spelling: str) -> str:
    """How a chip says a range."""
    if spelling == NEVER:
        return _("never")
    if spelling in RELATIVE:
        return str(RELATIVE[spelling])
    if match := _COUNTED.match(spelling):
        texts = {"last": _("last %s days"), "next": _("next %s days"), "older": _("more than %s days ago")}
        return texts[match[1]] % match[2]
    start, _dots, end = spelling.partition("..")
    return f"{start}–{end}" if end != start else start


def midnight(day: date) -> datetime:
    """The start of a day in the company's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def _counted(way: str, days: int, today: date) -> Span:
    tomorrow, length = today + timedelta(days=1), timedelta(days=days)
    if way == "last":
        return Span(tomorrow - length, tomorrow)
    if way == "next":
        return Span(today, today + length)
    return Span(None, tomorrow - length)


def _period(unit: str, step: int, today: date) -> Span:
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=step)
        return Span(monday, monday + timedelta(weeks=1))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = (today.year * 12 + today.month - 1) // months * months + step * months
    return Span(_first_of(first), _first_of(first + months))


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _fixed(spelling: str) -> Span:
    start, dots, end = spelling.partition("..")
    try:
        first = date.fromisoformat(start) if start else None
        last = date.fromisoformat(end) if end else (first if not dots else None)
    except ValueError as error:
        raise ValidationError(_("“%s” is not a range of days.") % spelling) from error
    if first is None and last is None or first and last and first > last:
        raise ValidationError(_("“%s” is not a range of days.") % spelling)
    return Span(first, last + timedelta(days=1) if last else None)

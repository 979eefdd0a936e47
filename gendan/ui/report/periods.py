"""The periods that a report offers."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.ui.report.declare import Period

TITLES: dict[str, Any] = {
    "all": _("all time"),
    "month": _("this month"),
    "quarter": _("this quarter"),
    "last_quarter": _("last quarter"),
    "year": _("this year"),
    "last_year": _("last year"),
}


def _quarter_start(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def period_of(key: str, *, today: date) -> Period:
    """The days of a named period; an unknown name is all time."""
    quarter = _quarter_start(today)
    spans: dict[str, tuple[date | None, date | None]] = {
        "month": (today.replace(day=1), today),
        "quarter": (quarter, today),
        "last_quarter": (_quarter_start(quarter - timedelta(days=1)), quarter - timedelta(days=1)),
        "year": (date(today.year, 1, 1), today),
        "last_year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }
    start, end = spans.get(key, (None, None))
    return Period(key if key in spans else "all", start, end)

"""What a report says to one person: its rows over a period, with cells, sums, a drawing, and the same as plain text."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import DateTimeField, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.ui import formats
from gendan.ui.report.declare import Field, Period, Report
from gendan.ui.report.periods import TITLES, period_of
from gendan.ui.report.plot import plot_of


@dataclass(frozen=True)
class Answer:
    """The rows of a report as one person sees them now."""

    report: Report
    period: Period
    counted: QuerySet
    now: datetime

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        return self.report.rows(self.counted, self.now)

    @cached_property
    def plot(self) -> dict[str, Any] | None:
        return plot_of(self.report, self.counted, self.rows, self.now)

    def lines(self) -> list[list[dict[str, Any]]]:
        """The cells of each row; a bar's share is of the largest in its column."""
        largest = {field.key: self._largest(field) for field in self.report.fields if field.bar}
        return [[_cell(field, row, largest.get(field.key)) for field in self.report.fields] for row in self.rows]

    def totals(self) -> list[dict[str, Any]]:
        """The cells of the foot; none where no column is summed."""
        if not any(field.total for field in self.report.fields):
            return []
        return [self._total(field) for field in self.report.fields]

    def _total(self, field: Field) -> dict[str, Any]:
        if not field.total:
            return {"field": field, "value": "", "words": ""}
        value = sum((row.get(field.key) or 0 for row in self.rows), 0)
        return {"field": field, "value": value, "words": said(field, value)}

    def _largest(self, field: Field) -> Decimal:
        return max((Decimal(row.get(field.key) or 0) for row in self.rows), default=Decimal(0))


def answer_of(report: Report, *, user: Any, period: str, now: datetime) -> Answer:
    """The report for this person over a named period; NotAllowed where he may not open it."""
    report.require_open_to(user)
    found = period_of(period, today=timezone.localdate(now))
    return Answer(report, found, _narrowed(report.visible(user), report, found), now)


def in_words(answer: Answer, *, lines: int) -> str:
    """The first rows as text, a line each; says how many more there are."""
    report, rows = answer.report, answer.rows
    head = [str(report.note)] + ([str(TITLES[answer.period.key])] if report.date_field else [])
    if not rows:
        return "\n".join([*head, "", _("Nothing in this period, or nothing that you may see.")])
    text = [" | ".join(str(field.title) for field in report.fields)]
    text += [" | ".join(said(field, row.get(field.key)) for field in report.fields) for row in rows[:lines]]
    if totals := answer.totals():
        text.append(" | ".join(cell["words"] for cell in totals))
    more = [_("and %(count)s more lines") % {"count": len(rows) - lines}] if len(rows) > lines else []
    return "\n".join([*head, "", *text, *more])


def said(field: Field, value: Any) -> str:
    """A value as it is read on the page and in a mail; unknown is a dash."""
    if value is None or value == "":
        return "—"
    if field.format == "amount":
        return formats.amount(value)
    if field.format == "percent":
        return formats.percent(value)
    if field.format == "decimal":
        return formats.amount(value, places=1)
    if field.format == "duration":
        return formats.amount(value.total_seconds() / 3600, places=1) if value else "—"
    if isinstance(value, date):
        return f"{formats.local_day(value):{'%Y-%m' if field.format == 'month' else '%Y-%m-%d'}}"
    return str(value)


def _narrowed(rows: QuerySet, report: Report, period: Period) -> QuerySet:
    if not report.date_field or period.start is None:
        return rows
    timed = isinstance(rows.model._meta.get_field(report.date_field), DateTimeField)
    lookup = f"{report.date_field}__date" if timed else report.date_field
    return rows.filter(**{f"{lookup}__gte": period.start, f"{lookup}__lte": period.end})


def _cell(field: Field, row: dict[str, Any], largest: Decimal | None) -> dict[str, Any]:
    value = row.get(field.key)
    cell = {"field": field, "value": value, "words": said(field, value), "url": field.url(row) if field.url else ""}
    if largest is not None:
        cell["share"] = int(100 * Decimal(value or 0) / largest) if largest else 0
    return cell

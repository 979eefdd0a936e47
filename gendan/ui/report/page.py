"""One view for every report: the page, and the same rows as a sheet."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.db.models import DateTimeField, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine.access.queries import may_any, require_any
from gendan.ui.report.declare import Field, Period, Report, reports
from gendan.ui.report.periods import TITLES, period_of
from gendan.ui.report.plot import plot_of

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def report_page(request: HttpRequest, report: Report) -> HttpResponse:
    """Table, bars and foot of one report, narrowed to a period; `?format=xlsx` is the sheet."""
    require_any(request.user, "view", report.kind)
    now = timezone.now()
    period = period_of(request.GET.get("period", "all"), today=timezone.localdate(now))
    narrowed = _narrowed(report.visible(request.user), report, period)
    rows = report.rows(narrowed, now)
    if request.GET.get("format") == "xlsx":
        return _as_sheet(report, rows)
    return TemplateResponse(request, "ui/report.html", {
        "report": report,
        "reports": [one for one in reports() if may_any(request.user, "view", one.kind)],
        "periods": [(key, title, key == period.key) for key, title in TITLES.items()] if report.date_field else [],
        "period": period,
        "plot": plot_of(report, narrowed, rows, now),
        "rows": [[_cell(report, field, row, rows) for field in report.fields] for row in rows],
        "totals": _totals(report, rows),
    })


def _narrowed(rows: QuerySet, report: Report, period: Period) -> QuerySet:
    if not report.date_field or period.start is None:
        return rows
    timed = isinstance(rows.model._meta.get_field(report.date_field), DateTimeField)
    lookup = f"{report.date_field}__date" if timed else report.date_field
    return rows.filter(**{f"{lookup}__gte": period.start, f"{lookup}__lte": period.end})


def _cell(report: Report, field: Field, row: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    value = row.get(field.key)
    cell = {"field": field, "value": value, "url": field.url(row) if field.url else ""}
    if field.bar:
        largest = max((Decimal(one.get(field.key) or 0) for one in rows), default=Decimal(0))
        cell["share"] = int(100 * Decimal(value or 0) / largest) if largest else 0
    return cell


def _totals(report: Report, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not any(field.total for field in report.fields):
        return []
    return [
        {"field": field, "value": sum((row.get(field.key) or 0 for row in rows), 0) if field.total else ""}
        for field in report.fields
    ]


def _as_sheet(report: Report, rows: list[dict[str, Any]]) -> HttpResponse:
    """The rows as xlsx; text is written as text, so that no cell becomes a formula."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("Report")[:31])
        for column, field in enumerate(report.fields):
            sheet.write_string(0, column, str(field.title))
            for line, row in enumerate(rows, 1):
                _write(sheet, line, column, row.get(field.key))
    response = HttpResponse(target.getvalue(), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="{report.key}.xlsx"'
    return response


def _write(sheet: Any, line: int, column: int, value: Any) -> None:
    if isinstance(value, timedelta):
        sheet.write_number(line, column, value.total_seconds() / 3600)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(line, column, float(value))
    elif value is not None:
        sheet.write_string(line, column, str(value))

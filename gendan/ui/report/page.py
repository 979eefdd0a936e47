"""One view for every report: the page, and the same rows as a sheet."""

import io
from datetime import timedelta
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine import replica
from gendan.ui.report.answer import answer_of
from gendan.ui.report.declare import Report, reports_for
from gendan.ui.report.periods import TITLES

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@replica.preferred
def report_page(
    request: HttpRequest, report: Report, *, template: str = "ui/report.html", context: dict[str, Any] | None = None
) -> HttpResponse:
    """Table, bars and foot of one report, narrowed to a period; `?format=xlsx` is the sheet."""
    answer = answer_of(report, user=request.user, period=request.GET.get("period", "all"), now=timezone.now())
    if request.GET.get("format") == "xlsx":
        return _as_sheet(report, answer.rows)
    return TemplateResponse(request, template, (context or {}) | {
        "report": report,
        "reports": reports_for(request.user),
        "periods": [(key, title, key == answer.period.key) for key, title in TITLES.items()] if report.date_field else [],
        "period": answer.period,
        "plot": answer.plot,
        "rows": answer.lines(),
        "totals": answer.totals(),
    })


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

"""A report as a drawing: what the browser needs to draw it, as plain data."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import formats

from gendan.ui.report.declare import Field, Plot, Report

MOST = 40
FEWEST = 2


def plot_of(report: Report, queryset: QuerySet, rows: list[dict[str, Any]], now: datetime) -> dict[str, Any] | None:
    """The drawing of a report, from its own rows or those that the plot asks for."""
    plot = report.drawn
    if plot is None:
        return None
    return data_of(plot, plot.fields or report.fields, plot.rows(queryset, now) if plot.rows else rows)


def data_of(plot: Plot, fields: Iterable[Field], rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Categories and series; None where there is too little to compare."""
    shown, known = rows[:MOST], {field.key: field for field in fields}
    if len(shown) < FEWEST or not any(row.get(key) for row in shown for key in (*plot.bars, *plot.lines)):
        return None
    series = [_series(known[key], shown, "bar") for key in plot.bars] + [_series(known[key], shown, "line") for key in plot.lines]
    return {
        "title": str(plot.title), "x": [_word(known.get(plot.x), row.get(plot.x)) for row in shown], "stacked": plot.stacked,
        "series": series,
    }


def _series(field: Field, rows: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    values = [_number(row.get(field.key), percent=field.format == "percent") for row in rows]
    return {"name": str(field.title), "kind": kind, "format": field.format, "values": values}


def _number(value: Any, *, percent: bool) -> float | None:
    return None if value is None or value == "" else round(float(Decimal(str(value))) * (100 if percent else 1), 4)


def _word(field: Field | None, value: Any) -> str:
    if isinstance(value, date):
        return formats.date_format(value, "Y-m" if field and field.format == "month" else "Y-m-d")
    return "—" if value in (None, "") else str(value)

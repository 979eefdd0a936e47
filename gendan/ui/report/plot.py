"""A report as a drawing: what the browser needs to draw it, as plain data."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import formats
from django.utils.translation import gettext as _

from gendan.ui.report.control import RULES, Chart, chart_of
from gendan.ui.report.declare import Control, Drawing, Field, Pareto, Plot, Report

MOST = 40
FEWEST = 2
#: A Pareto plot names so many; the vital few are those that make up so much.
NAMED, VITAL = 15, 0.8


def plot_of(report: Report, queryset: QuerySet, rows: list[dict[str, Any]], now: datetime) -> dict[str, Any] | None:
    """The drawing of a report, from its own rows or those that the plot asks for."""
    plot = report.drawn
    if plot is None:
        return None
    return data_of(plot, plot.fields or report.fields, plot.rows(queryset, now) if plot.rows else rows)


def data_of(plot: Drawing, fields: Iterable[Field], rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Categories and series; None where there is too little to compare."""
    known = {field.key: field for field in fields}
    if isinstance(plot, Pareto):
        return _pareto(plot, known, rows)
    if isinstance(plot, Control):
        return _control(plot, known, rows)
    return _plain(plot, known, rows)


def _plain(plot: Plot, known: dict[str, Field], rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    shown = _in_time(rows[:MOST], plot.x)
    if len(shown) < FEWEST or not any(row.get(key) for row in shown for key in (*plot.bars, *plot.lines)):
        return None
    series = [_series(known[key], shown, "bar") for key in plot.bars] + [_series(known[key], shown, "line") for key in plot.lines]
    return {
        "title": str(plot.title), "x": [_word(known.get(plot.x), row.get(plot.x)) for row in shown], "stacked": plot.stacked,
        "series": series,
    }


def _in_time(rows: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
    """Days and months run to the right, though a table begins with the newest."""
    return sorted(rows, key=lambda row: row[key]) if all(isinstance(row.get(key), date) for row in rows) else rows


def _pareto(plot: Pareto, known: dict[str, Field], rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Bars from the largest down, the cumulative share, and a line at what the vital few make up."""
    counted = sorted(((_word(known.get(plot.x), row.get(plot.x)), float(row.get(plot.count) or 0)) for row in rows), key=lambda one: -one[1])
    counted = [one for one in counted if one[1]]
    if len(counted) < FEWEST:
        return None
    rest = sum(value for _name, value in counted[NAMED:])
    bars = counted[:NAMED] + ([(_("others"), rest)] if rest else [])
    whole, running, shares = sum(value for _name, value in bars), 0.0, []
    for _name, value in bars:
        running += value
        shares.append(round(100 * running / whole, 2))
    vital = next(place for place, share in enumerate(shares, 1) if share >= 100 * VITAL)
    return {
        "title": str(plot.title), "x": [name for name, _value in bars], "stacked": False, "full": True,
        "series": [
            {"name": str(known[plot.count].title), "kind": "bar", "format": known[plot.count].format, "values": [value for _name, value in bars]},
            {"name": _("cumulative share"), "kind": "line", "format": "percent", "values": shares},
            _limit("80%", "percent", [100 * VITAL] * len(bars)),
        ],
        "notes": [_("The first %(few)d of %(all)d make up %(share).0f%%.") % {"few": vital, "all": len(counted), "share": shares[vital - 1]}],
    }


def _control(plot: Control, known: dict[str, Field], rows: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The values with mean and limits; points that are not chance are marked, and said in words below."""
    shown = rows[-MOST:]
    parts = [float(row.get(plot.part) or 0) for row in shown]
    if len(shown) < FEWEST or not any(parts):
        return None
    wholes = [row.get(plot.whole) if plot.whole else None for row in shown]
    chart, names = chart_of(parts, wholes), [_word(known.get(plot.x), row.get(plot.x)) for row in shown]
    title = str(known[plot.part].title)
    base = {"title": str(plot.title), "x": names, "stacked": False, "chart": chart.kind}
    if not chart.points:
        line = {"name": title, "kind": "line", "format": "number", "values": parts}
        return base | {"series": [line], "notes": [_("Too few points yet for control limits.")]}
    return base | {"series": _limited(chart, title), "notes": _said(chart, names)}


def _limited(chart: Chart, title: str) -> list[dict[str, Any]]:
    unit, by = ("percent", 100) if chart.kind == "p" else ("number", 1)

    def column(name: str) -> list[float | None]:
        found = [getattr(point, name) for point in chart.points]
        return [None if value is None else round(value * by, 2) for value in found]

    values = {"name": title, "kind": "line", "format": unit, "values": column("value"), "marked": [bool(one.broken) for one in chart.points]}
    return [
        values, _limit(_("upper limit"), unit, column("upper")), _limit(_("mean"), unit, column("mean"), look="mean"),
        _limit(_("lower limit"), unit, column("lower")),
    ]


def _limit(name: str, unit: str, values: list[Any], *, look: str = "limit") -> dict[str, Any]:
    return {"name": name, "kind": "line", "format": unit, "values": values, "look": look}


def _said(chart: Chart, names: list[str]) -> list[str]:
    """What the chart tells, in words: the kind, then each point that is not chance."""
    kind = _("p-chart: share of each whole, limits at 3σ") if chart.kind == "p" else _("c-chart: number, limits at 3σ")
    found = [f"{name}: {', '.join(str(RULES[rule]) for rule in one.broken)}" for name, one in zip(names, chart.points, strict=True) if one.broken]
    return [kind, *(found or [_("No point stands out: what varies is chance.")])]


def _series(field: Field, rows: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    values = [_number(row.get(field.key), percent=field.format == "percent") for row in rows]
    return {"name": str(field.title), "kind": kind, "format": field.format, "values": values}


def _number(value: Any, *, percent: bool) -> float | None:
    return None if value is None or value == "" else round(float(Decimal(str(value))) * (100 if percent else 1), 4)


def _word(field: Field | None, value: Any) -> str:
    if isinstance(value, date):
        return formats.date_format(value, "Y-m" if field and field.format == "month" else "Y-m-d")
    return "—" if value in (None, "") else str(value)

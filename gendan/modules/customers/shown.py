"""How the module's figures are shown as reports."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers import reports
from gendan.ui.report.declare import Field, Report

KIND = "customers.customer"
NUMBER = Field(key="count", title=_("customers"), format="number", bar=True, total=True)


def _list(query: str) -> str:
    return f"/customers?view=all&{query}"


def _per_stage(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.number_per_stage(rows)


def _ratings(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [row | {"rating": row["rating"] or "—"} for row in reports.ratings(rows)]


def _complete(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    bands = [row for row in reports.completeness_bands(rows) if "count" in row]
    return [row | {"band": f"{row['low']}–{row['high']}%"} for row in bands]


def _missing(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.missing_items(rows)


def _by_source(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [row | {"label": row["label"] or "—"} for row in reports.by_source(rows)]


def _by_region(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [row | {"province": row["province"] or "—"} for row in reports.by_region(rows)]


def _by_class(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [row | {"abc": row["abc"] or "—", "share": row["share"] / 100} for row in reports.by_class(rows)]


REPORTS = (
    Report(
        key="customers_stages", title=_("Customers per stage"), kind=KIND, rows=_per_stage, position=40,
        note=_("How many stand at each stage of the tracking (F01)."),
        fields=(Field(key="label", title=_("stage"), url=lambda row: _list(f"f.state={row['state']}")), NUMBER),
    ),
    Report(
        key="customers_ratings", title=_("Ratings"), kind=KIND, rows=_ratings, position=41,
        note=_("Every visited customer must be rated (F01.10)."),
        fields=(Field(key="rating", title=_("rating")), NUMBER,
                Field(key="visited", title=_("visited of them"), format="number", total=True)),
    ),
    Report(
        key="customers_completeness", title=_("Archive completeness"), kind=KIND, rows=_complete, position=42,
        note=_("How much of the archive is filled in (F01.8)."),
        fields=(Field(key="band", title=_("archive completeness"),
                      url=lambda row: _list(f"f.completeness={row['low']}..{row['high']}")), NUMBER),
    ),
    Report(
        key="customers_missing", title=_("What archives lack"), kind=KIND, rows=_missing, position=43,
        note=_("The commonest gap first (F01.8)."), fields=(Field(key="label", title=_("item")), NUMBER),
    ),
    Report(
        key="customers_sources", title=_("Customers by source"), kind=KIND, rows=_by_source, position=44,
        note=_("Where they came from, and how many trade now (F46)."), date_field="created_at",
        fields=(Field(key="label", title=_("source"), url=lambda row: _list(f"f.source={row['source']}")), NUMBER,
                Field(key="trading", title=_("trading"), format="number", total=True)),
    ),
    Report(
        key="customers_regions", title=_("Customers by region"), kind=KIND, rows=_by_region, position=45,
        note=_("By province."), date_field="created_at", fields=(Field(key="province", title=_("province")), NUMBER),
    ),
    Report(
        key="customers_classes", title=_("Customers by class"), kind=KIND, rows=_by_class, position=46,
        note=_("A, B and C with their share of all customers (F36)."),
        fields=(Field(key="abc", title=_("class"), url=lambda row: _list(f"f.abc={row['abc']}")), NUMBER,
                Field(key="share", title=_("share"), format="percent")),
    ),
)

"""How the module's figures are shown as reports."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.models import Source
from gendan.modules.opportunities import reports
from gendan.modules.opportunities.listing import chances
from gendan.ui.report.declare import Field, Report

KIND = "opportunities.opportunity"


def _list(query: str) -> str:
    return f"/opportunities?view=all&{query}"


def _funnel(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    stayed = reports.mean_stays(rows)
    return [row | {"stayed": stayed.get(row["state"])} for row in reports.funnel(rows)]


def _forecast(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reports.forecast(rows, chances=chances(now))


def _won_by_owner(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [
        row | {"rate": row["won"] / (row["won"] + row["lost"]) if row["won"] + row["lost"] else None}
        for row in reports.won_by_owner(rows)
    ]


def _by_competitor(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.by_competitor(rows)


def _loss_reasons(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.loss_reasons(rows)


def _by_source(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(Source.choices)
    return [row | {"source": names.get(row["source"], row["source"] or "—")} for row in reports.by_source(rows)]


def _by_region(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [row | {"region": row["region"] or "—"} for row in reports.by_region(rows)]


def _registrations(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [reports.registrations(rows)]


def _duplicates(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [
        {
            "name": check.opportunity.name, "id": check.opportunity_id, "by": check.checked_by.name,
            "hits": len(check.hits), "decision": check.get_decision_display(),
            "decided_by": check.decided_by.name if check.decided_by else "", "reason": check.reason,
        }
        for check in reports.duplicate_register(rows)[:500]
    ]


COUNT = Field(key="count", title=_("opportunities"), format="number", total=True)
WON = Field(key="won", title=_("won"), format="number", total=True)
WON_VALUE = Field(key="won_value", title=_("won value, yuan"), format="amount", bar=True, total=True)

REPORTS = (
    Report(
        key="funnel", title=_("Sales funnel"), note=_("open opportunities by stage, from wide to narrow"), kind=KIND,
        rows=_funnel, position=10, date_field="created_at",
        fields=(
            Field(key="title", title=_("stage"), url=lambda row: _list(f"f.state={row['state']}")),
            COUNT,
            Field(key="amount", title=_("amount, yuan"), format="amount", bar=True, total=True),
            Field(key="passed", title=_("go on to a later stage"), format="percent"),
            Field(key="stayed", title=_("mean stay"), format="duration"),
        ),
    ),
    Report(
        key="forecast", title=_("Signing forecast"), note=_("by the month of the expected signing"), kind=KIND,
        rows=_forecast, position=20,
        fields=(
            Field(key="month", title=_("month"), format="month"),
            COUNT,
            Field(key="amount", title=_("amount, yuan"), format="amount", total=True),
            Field(key="weighted", title=_("weighted by chance, yuan"), format="amount", bar=True, total=True),
        ),
    ),
    Report(
        key="won", title=_("Won by salesperson"), note=_("closed opportunities and won value"), kind=KIND,
        rows=_won_by_owner, position=30, date_field="closed_on",
        fields=(
            Field(key="owner__name", title=_("salesperson"),
                  url=lambda row: _list(f"f.owner={row['owner_id']}&f.phase=closed")),
            Field(key="department__name", title=_("department")),
            WON,
            Field(key="lost", title=_("lost"), format="number", total=True),
            Field(key="rate", title=_("success rate"), format="percent"),
            WON_VALUE,
        ),
    ),
    Report(
        key="competitors", title=_("Competitors"), note=_("met, won against and lost to"), kind=KIND,
        rows=_by_competitor, position=40, date_field="closed_on",
        fields=(
            Field(key="competitor__name", title=_("competitor")),
            Field(key="met", title=_("met"), format="number", bar=True, total=True),
            WON,
            Field(key="lost", title=_("lost"), format="number", total=True),
            Field(key="lost_to_them", title=_("lost to them"), format="number", total=True),
        ),
    ),
    Report(
        key="losses", title=_("Reasons of losses"), note=_("why opportunities were lost"), kind=KIND,
        rows=_loss_reasons, position=50, date_field="closed_on",
        fields=(
            Field(key="loss_reason", title=_("reason")),
            Field(key="count", title=_("opportunities"), format="number", bar=True, total=True),
            Field(key="amount", title=_("amount, yuan"), format="amount", total=True),
        ),
    ),
    Report(
        key="opportunity-sources", title=_("By source"), note=_("where opportunities come from"), kind=KIND,
        rows=_by_source, position=60, date_field="created_at",
        fields=(Field(key="source", title=_("source")), COUNT, WON, WON_VALUE),
    ),
    Report(
        key="regions", title=_("By region"), note=_("where opportunities come from"), kind=KIND,
        rows=_by_region, position=70, date_field="created_at",
        fields=(Field(key="region", title=_("region")), COUNT, WON, WON_VALUE),
    ),
    Report(
        key="registrations", title=_("Registrations"), note=_("submitted, registered, returned, duplicates"), kind=KIND,
        rows=_registrations, position=80, date_field="submitted_at",
        fields=(
            Field(key="submitted", title=_("submitted"), format="number"),
            Field(key="registered", title=_("registered"), format="number"),
            Field(key="returned", title=_("returned"), format="number"),
            Field(key="duplicates", title=_("duplicates"), format="number"),
            Field(key="review_time", title=_("mean time of a review"), format="duration"),
        ),
    ),
    Report(
        key="duplicates", title=_("Register of duplicates"), note=_("what the check found, and what was decided"),
        kind=KIND, rows=_duplicates, position=90,
        fields=(
            Field(key="name", title=_("opportunity"), url=lambda row: f"/opportunities/{row['id']}"),
            Field(key="by", title=_("submitted by")),
            Field(key="hits", title=_("hits"), format="number"),
            Field(key="decision", title=_("decision")),
            Field(key="decided_by", title=_("decided by")),
            Field(key="reason", title=_("reason")),
        ),
    ),
)

"""How the figures of quotations are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.quotes import reports
from gendan.modules.quotes.access import KIND
from gendan.ui.report.declare import Field, Plot, Report


def _same_day(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.same_day(rows)


def _by_month(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.same_day_by_month(rows)


def _results(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.results(rows)


def _cuts(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.cuts(rows)


def _of(row: dict[str, Any]) -> str:
    return f"/quotes?view=all&f.owner={row['owner_id']}"


SHARE = Field(key="share", title=_("sent the same day, share"), format="percent")
REPORTS = (
    Report(
        key="quotes-same-day", title=_("Quoted the same day"), note=_("of the prices sent, how many went out on the day of the enquiry"),
        kind=KIND, rows=_same_day, position=81, date_field="enquired_at",
        plot=Plot(
            x="month", bars=("sent", "same"), rows=_by_month,
            fields=(Field(key="month", title=_("month"), format="month"), Field(key="sent", title=_("prices sent"), format="number"),
                    Field(key="same", title=_("sent the same day"), format="number")),
        ),
        fields=(
            Field(key="owner__name", title=_("salesperson"), url=_of), Field(key="department__name", title=_("department")),
            Field(key="enquiries", title=_("enquiries"), format="number", total=True),
            Field(key="sent", title=_("prices sent"), format="number", total=True),
            Field(key="same", title=_("sent the same day"), format="number", total=True, url=lambda row: f"{_of(row)}&f.same_day=yes"),
            SHARE, Field(key="took", title=_("mean time to the price"), format="duration"),
        ),
    ),
    Report(
        key="quotes-results", title=_("What became of quotations"), note=_("accepted, declined, no longer valid; rounds and repeats"),
        kind=KIND, rows=_results, position=82, date_field="enquired_at",
        fields=(
            Field(key="owner__name", title=_("salesperson"), url=_of),
            Field(key="count", title=_("quotations"), format="number", bar=True, total=True),
            Field(key="accepted", title=_("accepted"), format="number", total=True),
            Field(key="declined", title=_("declined"), format="number", total=True),
            Field(key="expired", title=_("no longer valid"), format="number", total=True),
            Field(key="hit", title=_("hit rate"), format="percent"),
            Field(key="value", title=_("accepted, yuan"), format="amount", total=True),
            Field(key="rounds", title=_("rounds on average"), format="decimal"),
            Field(key="repeats", title=_("repeated"), format="number", total=True),
        ),
    ),
    Report(
        key="quotes-cuts", title=_("Price cuts"), note=_("asked by customers, and what managers granted"), kind=KIND, rows=_cuts,
        position=83, date_field="enquired_at",
        fields=(
            Field(key="asked_by__name", title=_("salesperson")),
            Field(key="count", title=_("price cuts asked"), format="number", bar=True, total=True),
            Field(key="granted", title=_("granted"), format="number", total=True),
            Field(key="asked", title=_("percent asked on average"), format="decimal"),
            Field(key="given", title=_("percent granted on average"), format="decimal"),
        ),
    ),
)

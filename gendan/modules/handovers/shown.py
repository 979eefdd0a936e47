"""How the figures of staged follow-up are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.handovers import reports
from gendan.modules.handovers.access import KIND
from gendan.ui.records import record_url
from gendan.ui.report.declare import Field, Report


def _phases(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reports.phases(rows, now=now)


def _running(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.running(rows)


REPORTS = (
    Report(
        key="hand-overs", title=_("Hand-overs and missing files"), note=_("F26: who follows whom in which phase, and what the file still lacks"),
        kind=KIND, rows=_running, position=151,
        fields=(
            Field(key="customer", title=_("customer"), url=lambda row: record_url(KIND, row["id"])), Field(key="phase", title=_("phase"), format="number"),
            Field(key="consultant", title=_("consultant")), Field(key="director", title=_("director")),
            Field(key="began", title=_("began"), format="day"), Field(key="handed_over", title=_("handed over"), format="day"),
            Field(key="missing", title=_("missing from the file")),
        ),
    ),
    Report(
        key="staged-phases", title=_("Conversion and collection by phase"),
        note=_("aims: phase 1 70% and 90%, phase 2 50% and 100%, both phases 85%"), kind=KIND, rows=_phases, position=150,
        date_field="started_at",
        fields=(
            Field(key="person", title=_("who")), Field(key="phase", title=_("phase"), format="number"),
            Field(key="customers", title=_("customers"), format="number", bar=True, total=True),
            Field(key="calls", title=_("valid calls"), format="number", total=True),
            Field(key="contracts", title=_("contracts"), format="number", total=True),
            Field(key="conversion", title=_("conversion"), format="percent"),
            Field(key="of_customers", title=_("contracts by customers"), format="percent"),
            Field(key="signed", title=_("signed amount"), format="amount", total=True),
            Field(key="received", title=_("money received"), format="amount", total=True),
            Field(key="collection", title=_("collection"), format="percent"),
        ),
    ),
)

"""The quality of customer data as a report (report 47)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.classes import reports
from gendan.modules.classes.overview import KIND
from gendan.ui.report.declare import Field, Plot, Report


def _quality(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reports.data_quality(rows, now=now)


def _submission(row: dict[str, Any]) -> str:
    return f"/classes/submissions/{row['submission']}" if row.get("submission") else ""


QUALITY = Report(
    key="data_quality", title=_("Quality of customer data"), kind=KIND, rows=_quality, position=48,
    note=_("Unified names (F15), complete archives (F49), submission by the 25th (F92)."),
    plot=Plot(x="department", bars=("unified", "reachable", "complete")),
    fields=(
        Field(key="department", title=_("department"),
              url=lambda row: f"/customers?view=all&f.department={row['department_id']}"),
        Field(key="customers", title=_("customers"), format="number", total=True),
        Field(key="unified", title=_("unified names"), format="percent"),
        Field(key="reachable", title=_("can be reached"), format="percent"),
        Field(key="completeness", title=_("mean completeness, %"), format="decimal"),
        Field(key="complete", title=_("archive 60% and more"), format="percent"),
        Field(key="submitted_on", title=_("submitted on"), format="day", url=_submission),
        Field(key="stand", title=_("this month's data"), url=_submission),
    ),
)

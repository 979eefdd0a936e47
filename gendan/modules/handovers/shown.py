"""How the figures of staged follow-up are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.handovers import reports
from gendan.modules.handovers.access import KIND
from gendan.ui.report.declare import Field, Report


def _phases(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reports.phases(rows, now=now)


REPORTS = (
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

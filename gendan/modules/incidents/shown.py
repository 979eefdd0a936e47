"""How the figures of incidents are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.incidents import reports
from gendan.modules.incidents.access import INCIDENT
from gendan.ui.report.declare import Field, Report


def _by_carrier(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.by_carrier(rows)


REPORTS = (
    Report(
        key="incidents", title=_("Transport incidents by carrier"), kind=INCIDENT, rows=_by_carrier, position=174, date_field="created_at",
        note=_("how fast the customers were told, and how their goods were"),
        fields=(
            Field(key="carrier", title=_("carrier")),
            Field(key="count", title=_("transport incidents"), format="number", bar=True, total=True),
            Field(key="open", title=_("open"), format="number", total=True),
            Field(key="harmed", title=_("with damage"), format="number", total=True),
            Field(key="insured", title=_("insured"), format="number", total=True),
            Field(key="customers", title=_("customers concerned"), format="number", total=True),
            Field(key="rate", title=_("share told"), format="percent"),
            Field(key="hours", title=_("hours until told"), format="decimal"),
        ),
    ),
)

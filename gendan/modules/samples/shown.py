"""How the figures of samples are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.samples import reports
from gendan.modules.samples.access import REQUEST, SAMPLE
from gendan.ui.report.declare import Field, Report


def _approval(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.approval(rows)


def _library(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [row | {"name": row["kind__name"] or _("without a kind")} for row in reports.library(rows)]


REPORTS = (
    Report(
        key="samples", title=gettext_lazy("Samples and their approval"), kind=REQUEST, rows=_approval, position=130, date_field="created_at",
        note=gettext_lazy("asked for, ready in time, confirmed at once or after rounds, objections"),
        fields=(
            Field(key="owner__name", title=gettext_lazy("who")),
            Field(key="count", title=gettext_lazy("samples asked for"), format="number", bar=True, total=True),
            Field(key="ready", title=gettext_lazy("made or given out"), format="number", total=True),
            Field(key="time_rate", title=gettext_lazy("share in time"), format="percent"),
            Field(key="confirmed", title=gettext_lazy("samples confirmed"), format="number", bar=True, total=True),
            Field(key="rate", title=gettext_lazy("approval rate"), format="percent"),
            Field(key="first_rate", title=gettext_lazy("share confirmed at once"), format="percent"),
            Field(key="average", title=gettext_lazy("rounds on average"), format="decimal"),
            Field(key="objected", title=gettext_lazy("objections"), format="number", total=True),
            Field(key="fees", title=gettext_lazy("fees paid by customers"), format="amount", total=True),
        ),
    ),
    Report(
        key="sample-library", title=gettext_lazy("Sample list by kind"), kind=SAMPLE, rows=_library, position=131,
        note=gettext_lazy("what the library holds, and what is missing"),
        fields=(
            Field(key="name", title=gettext_lazy("product kind")),
            Field(key="listed", title=gettext_lazy("in the library"), format="number", bar=True, total=True,
                  url=lambda row: f"/samples?view=listed&f.kind={row['kind_id']}" if row["kind_id"] else ""),
            Field(key="entered", title=gettext_lazy("being entered"), format="number", total=True),
            Field(key="bare", title=gettext_lazy("without a picture"), format="number", total=True),
            Field(key="given", title=gettext_lazy("times given to customers"), format="number", total=True),
        ),
    ),
)

"""How the figures of corrective actions are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.capa import reports
from gendan.modules.capa.access import KIND
from gendan.modules.capa.words import Factor
from gendan.ui.report.declare import Field, Pareto, Plot, Report


def _departments(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reports.by_department(rows, now=now)


def _months(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.by_month(rows)


def _causes(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [row | {"name": str(Factor(row["factor"]).label)} for row in reports.by_cause(rows)]


COUNT = Field(key="count", title=_("corrective actions"), format="number", total=True)
EFFECTIVE = Field(key="effective", title=_("share judged effective"), format="percent")
REPORTS = (
    Report(
        key="capa", title=_("Corrective actions by department"), kind=KIND, rows=_departments, position=310, date_field="created_at",
        note=_("open ones by age, overdue ones, what worked, and rounds"),
        plot=Plot(x="responsible__name", bars=("week", "month", "quarter", "older"), stacked=True, title=_("Open corrective actions by age")),
        fields=(
            Field(key="responsible__name", title=_("responsible department")), COUNT,
            Field(key="open", title=pgettext_lazy("capa", "open ones"), format="number", total=True,
                  url=lambda row: f"/capa?view=open&f.responsible={row['responsible']}"),
            Field(key="late", title=pgettext_lazy("capa", "overdue"), format="number", total=True),
            Field(key="week", title=_("up to 7 days"), format="number", total=True),
            Field(key="month", title=_("8 to 30 days"), format="number", total=True),
            Field(key="quarter", title=_("31 to 90 days"), format="number", total=True),
            Field(key="older", title=_("over 90 days"), format="number", total=True),
            Field(key="closed", title=pgettext_lazy("capa", "closed ones"), format="number", total=True), EFFECTIVE,
            Field(key="mean_rounds", title=_("rounds on average"), format="decimal"),
        ),
    ),
    Report(
        key="capa-months", title=_("Corrective actions by month"), kind=KIND, rows=_months, position=311, date_field="created_at",
        note=_("asked for, closed with proof, in one round, and how long it took"),
        plot=Plot(x="month", bars=("count", "closed"), lines=("first_share",)),
        fields=(
            Field(key="month", title=_("month"), format="month"), COUNT,
            Field(key="grave", title=pgettext_lazy("capa", "grave ones"), format="number", total=True),
            Field(key="closed", title=pgettext_lazy("capa", "closed ones"), format="number", total=True),
            Field(key="open", title=pgettext_lazy("capa", "open ones"), format="number", total=True),
            Field(key="first_share", title=_("share effective in the first round"), format="percent"),
            Field(key="mean_rounds", title=_("rounds on average"), format="decimal"),
            Field(key="took", title=_("mean time until closed"), format="duration"),
        ),
    ),
    Report(
        key="capa-causes", title=_("Where causes lie"), kind=KIND, rows=_causes, position=312, date_field="created_at",
        note=_("man, machine, material, method, environment, measurement, and whether what was done worked"),
        plot=Pareto(x="name", count="count"),
        fields=(
            Field(key="name", title=pgettext_lazy("capa", "cause lies in")), COUNT,
            Field(key="again", title=_("more than one round"), format="number", total=True), EFFECTIVE,
        ),
    ),
)

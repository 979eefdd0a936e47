"""The classes by turnover as table and Pareto plot, for the overview and as a report (report 7)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.classes import reports
from gendan.ui.report.declare import Field, Plot, Report

KIND = "customers.customer"


def _by_turnover(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.by_turnover(rows)


def _pareto(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.pareto(rows)


TURNOVER = Field(key="turnover", title=_("turnover, yuan"), format="amount", bar=True, total=True)
PARETO = Plot(
    x="band", bars=("turnover",), lines=("running",), rows=_pareto,
    title=_("Turnover of each twentieth of the customers, the largest first"),
    fields=(Field(key="band", title=_("customers")), TURNOVER,
            Field(key="running", title=_("cumulative share"), format="percent")),
)
ABC = Report(
    key="abc", title=_("A, B and C by turnover"), kind=KIND, rows=_by_turnover, position=47, plot=PARETO,
    note=_("A makes up the first 70% of the turnover, B the next 20% (F36); shares and time as settled."),
    fields=(
        Field(key="abc", title=_("class"), url=lambda row: f"/classes/customers?view=all&f.abc={row['abc']}"),
        Field(key="customers", title=_("customers"), format="number", total=True),
        Field(key="share", title=_("share"), format="percent"),
        Field(key="aim", title=_("aimed at"), format="percent"),
        Field(key="drift", title=_("drift"), format="percent"),
        TURNOVER,
        Field(key="turnover_share", title=_("share of turnover"), format="percent"),
        Field(key="came", title=_("came from other classes"), format="number",
              url=lambda row: f"/classes/moves?f.after={row['abc']}"),
        Field(key="left", title=_("went to other classes"), format="number",
              url=lambda row: f"/classes/moves?f.before={row['abc']}"),
    ),
)

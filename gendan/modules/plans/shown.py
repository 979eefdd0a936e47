"""How the figures of plans are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.plans import reports
from gendan.modules.plans.access import PLAN
from gendan.ui.report.declare import Field, Report


def _completion(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.completion(rows)


REPORTS = (
    Report(
        key="plan-completion", title=_("Monthly plans: completion"),
        note=_("★ by all that was planned; what is carried over counts as not completed in its month"), kind=PLAN,
        rows=_completion, position=360, date_field="month",
        fields=(
            Field(key="plan__owner__name", title=_("customer manager"),
                  url=lambda row: f"/plans?view=all&f.owner={row['plan__owner_id']}"),
            Field(key="months", title=_("months"), format="number"),
            Field(key="all", title=_("actions"), format="number", bar=True, total=True),
            Field(key="planned", title=_("☆ planned"), format="number", total=True),
            Field(key="temporary", title=_("● temporary"), format="number", total=True),
            Field(key="carried_in", title=_("carried in"), format="number", total=True),
            Field(key="done", title=_("★ done"), format="number", total=True),
            Field(key="not_done", title=_("not done"), format="number", total=True),
            Field(key="carried", title=_("carried over"), format="number", total=True),
            Field(key="open", title=pgettext_lazy("action", "open"), format="number", total=True),
            Field(key="share", title=_("★ share"), format="percent"),
            Field(key="carry_share", title=_("carried share"), format="percent"),
        ),
    ),
)

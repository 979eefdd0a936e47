"""How the figures of plans are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.plans import reports, tracking
from gendan.modules.plans.access import PLAN
from gendan.ui.report.declare import Field, Report


def _completion(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.completion(rows)


def _frequency(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return tracking.frequency(rows, now=now)


def _tracking(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return tracking.by_owner(rows, now=now)


CUSTOMER = "customers.customer"
REPORTS = (
    Report(
        key="visit-frequency", title=_("Visit frequency by class"), note=_("met in person as often as the class asks"), kind=CUSTOMER,
        rows=_frequency, position=80,
        fields=(
            Field(key="abc", title=_("class")),
            Field(key="owner__name", title=_("who"), url=lambda row: f"/customers?view=all&f.owner={row['owner_id']}&f.abc={row['abc']}"),
            Field(key="every", title=_("days between two visits"), format="number"),
            Field(key="customers", title=_("customers"), format="number", total=True),
            Field(key="in_time", title=_("in time"), format="number", bar=True, total=True),
            Field(key="overdue", title=_("overdue"), format="number", total=True),
            Field(key="never", title=_("of them never met"), format="number", total=True),
            Field(key="share", title=_("in time, share"), format="percent"),
        ),
    ),
    Report(
        key="tracking-rules", title=_("Tracking rules"), note=_("customers that wait too long or are pressed, visits without record or preparation"),
        kind=CUSTOMER, rows=_tracking, position=85,
        fields=(
            Field(key="owner__name", title=_("who"), url=lambda row: f"/customers?view=all&f.owner={row['owner_id']}"),
            Field(key="customers", title=_("customers"), format="number", total=True),
            Field(key="too_long", title=_("too long without contact"), format="number", bar=True, total=True),
            Field(key="too_often", title=_("contacted too often"), format="number", total=True),
            Field(key="no_record", title=_("visited without record"), format="number", total=True),
            Field(key="unprepared", title=_("unprepared visits in 90 days"), format="number", total=True),
        ),
    ),
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

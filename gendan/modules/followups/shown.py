"""How the module's figures are shown as reports."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import FollowKind
from gendan.modules.followups import reports
from gendan.modules.followups.models import Tick
from gendan.modules.knowledge import moments
from gendan.ui.report.declare import Field, Report


def _calls(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.calls_by_person(rows)


def _new_calls(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.new_calls_per_day(rows)


def _kinds(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(FollowKind.choices)
    return [row | {"follow_kind": names.get(row["follow_kind"], "—")} for row in reports.by_follow_kind(rows)]


def _promises(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reports.promises_by_person(rows, now=now)


def _points(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(moments.choices())
    return [row | {"stage": names.get(row["moment"], "—")} for row in reports.points_ticked(rows)]


PERSON = Field(key="owner__name", title=_("who"), url=lambda row: f"/followups?view=all&f.owner={row['owner_id']}")

REPORTS = (
    Report(
        key="calls", title=_("Calls"), note=_("reach rate, attempts and length"), kind="followups.activity",
        rows=_calls, position=110, date_field="at",
        fields=(
            PERSON,
            Field(key="calls", title=_("calls"), format="number", bar=True, total=True),
            Field(key="reached", title=_("reached"), format="number", total=True),
            Field(key="rate", title=_("reach rate"), format="percent"),
            Field(key="attempts", title=_("mean attempts until reached"), format="decimal"),
            Field(key="mean_seconds", title=_("mean length, seconds"), format="decimal"),
            Field(key="long_calls", title=_("over five minutes"), format="number", total=True),
        ),
    ),
    Report(
        key="new-calls", title=_("New calls per day"), note=_("customers called per person and day, against five"),
        kind="followups.activity", rows=_new_calls, position=120, date_field="at",
        fields=(
            Field(key="day", title=_("day"), format="day"), PERSON,
            Field(key="calls", title=_("customers called"), format="number", bar=True),
            Field(key="target", title=_("target"), format="number"),
            Field(key="share", title=_("of the target"), format="percent"),
        ),
    ),
    Report(
        key="kinds", title=_("Kinds of follow-up"), note=_("service, conversion, long-term"),
        kind="followups.activity", rows=_kinds, position=130, date_field="at",
        fields=(
            Field(key="follow_kind", title=_("kind of follow-up")),
            Field(key="count", title=_("follow-ups"), format="number", bar=True, total=True),
            Field(key="customers", title=_("customers"), format="number"),
        ),
    ),
    Report(
        key="points", title=_("Ticked points of check-lists and guides"), note=_("which points are minded at which stage, and which are not"),
        kind="followups.activity", scoped=lambda user: Tick.objects.visible_to(user), rows=_points, position=482, date_field="at",
        fields=(
            Field(key="point", title=_("point")), Field(key="stage", title=_("stage")),
            Field(key="times", title=_("ticked"), format="number", bar=True, total=True),
            Field(key="people", title=_("by how many"), format="number"),
            Field(key="customers", title=_("customers"), format="number"),
            Field(key="last", title=_("last ticked"), format="day"),
        ),
    ),
    Report(
        key="promises", title=_("Promised answers"), note=_("kept, broken, still open"), kind="followups.promise",
        rows=_promises, position=140, date_field="due_at",
        fields=(
            Field(key="owner__name", title=_("who")),
            Field(key="in_time", title=_("kept"), format="number", bar=True, total=True),
            Field(key="broken", title=_("answered late"), format="number", total=True),
            Field(key="open", title=pgettext_lazy("promise", "open"), format="number", total=True),
            Field(key="overdue", title=_("overdue"), format="number", total=True),
            Field(key="withdrawn", title=_("withdrawn"), format="number", total=True),
        ),
    ),
)

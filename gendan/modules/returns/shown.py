"""How the figures of returns are shown (report 32)."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.returns import reports
from gendan.modules.returns.access import DAY, DESK, RETURN
from gendan.ui.report.declare import Field, Plot, Report


def _inspected(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [row | {"name": row["product__name"] or say("without a product")} for row in reports.inspected(rows)]


def _causes(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.causes(rows)


def _days(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.days(rows)


def _reasons(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.by_reason(rows)


REPORTS = (
    Report(
        key="returns", title=_("Returns and their inspection"), kind=RETURN, rows=_inspected, position=175, date_field="created_at",
        note=_("by product: defect rate among the inspected pieces, and whose fault it was"),
        plot=Plot(x="name", bars=("ours", "not_ours", "misuse"), stacked=True),
        fields=(
            Field(key="name", title=_("product")),
            Field(key="count", title=_("returns"), format="number", total=True),
            Field(key="batches", title=_("of these batches"), format="number", total=True),
            Field(key="pieces", title=_("quantity"), format="number", total=True),
            Field(key="rate", title=_("defect rate"), format="percent"),
            Field(key="ours", title=_("our fault"), format="number", total=True),
            Field(key="not_ours", title=_("not our fault"), format="number", total=True),
            Field(key="misuse", title=_("used wrongly"), format="number", total=True),
            Field(key="open", title=_("open"), format="number", total=True),
            Field(key="days", title=_("days until the verdict"), format="decimal"),
            Field(key="refunds", title=_("refunds"), format="amount", total=True),
        ),
    ),
    Report(
        key="return-causes", title=_("Causes of returns"), kind=RETURN, rows=_causes, position=176, date_field="created_at",
        note=_("the most frequent first"),
        fields=(
            Field(key="cause", title=_("cause")),
            Field(key="count", title=_("returns"), format="number", bar=True, total=True),
            Field(key="pieces", title=_("quantity"), format="number", total=True),
        ),
    ),
    Report(
        key="desk-days", title=_("Daily return total against gendan"), kind=DAY, rows=_days, position=177, date_field="day",
        note=_("slips = gendan, or the difference is explained before the day is closed"), plot=Plot(x="day", bars=("system",), lines=("slips",)),
        fields=(
            Field(key="day", title=_("day")),
            Field(key="desk", title=pgettext_lazy("desk", "desk")),
            Field(key="returns", title=_("returns"), format="number", total=True, url=lambda row: f"/returns/days/{row['id']}"),
            Field(key="slips", title=_("total of the slips"), format="amount", total=True),
            Field(key="system", title=_("total in gendan"), format="amount", total=True),
            Field(key="difference", title=pgettext_lazy("desk", "difference"), format="amount", total=True),
            Field(key="reason", title=_("why the totals differ")),
            Field(key="float", title=_("difference of the float"), format="amount", total=True),
            Field(key="timely", title=_("within the five minutes"), format="percent"),
        ),
    ),
    Report(
        key="desk-reasons", title=_("Why goods come back to the desk"), kind=DESK, rows=_reasons, position=178, date_field="created_at",
        note=_("for the store manager"),
        fields=(
            Field(key="name", title=_("reason")),
            Field(key="count", title=_("returns"), format="number", bar=True, total=True),
            Field(key="amount", title=_("amount"), format="amount", total=True),
            Field(key="defects", title=_("with a defect"), format="number", total=True),
            Field(key="rate", title=_("share satisfied"), format="percent"),
        ),
    ),
)

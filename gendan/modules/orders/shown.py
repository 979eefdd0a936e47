"""How the figures of orders are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.orders import reports
from gendan.modules.orders.access import ORDER
from gendan.modules.orders.words import TRIALS, ChangeKind, Trial
from gendan.ui.report.declare import Field, Report


def _reviews(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.reviews(rows)


def _returns(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [
        {"number": one.number, "order": str(one.order), "id": one.order_id, "customer": str(one.order.customer), "reason": one.reason,
         "lesson": one.lesson, "amount": one.order.amount_cny, "on": one.returned_on.isoformat(), "by": one.returned_by.name}
        for one in reports.returns(rows)[:500]
    ]


def _changes(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(ChangeKind.choices)
    return [row | {"name": names[row["kind"]]} for row in reports.changes_by_kind(rows)]


def _deliveries(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.deliveries(rows)


def _rushes(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.rushes(rows)


def _trials(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names, found = dict(Trial.choices), {row["stage"]: row for row in reports.trials(rows)}
    return [found[stage] | {"name": names[stage]} for stage in TRIALS if stage in found]


COUNT = Field(key="count", title=_("orders"), format="number", bar=True, total=True)
REPORTS = (
    Report(
        key="order-reviews", title=_("Order reviews"), note=_("how long a review takes, and how many orders are special"), kind=ORDER,
        rows=_reviews, position=300, date_field="submitted_at",
        fields=(
            Field(key="month", title=_("month"), format="month"), COUNT,
            Field(key="special", title=_("special orders"), format="number", total=True),
            Field(key="special_share", title=_("share of special orders"), format="percent"),
            Field(key="deviating", title=_("with large deviation"), format="number", total=True),
            Field(key="short", title=_("leader signature only"), format="number", total=True),
            Field(key="took", title=_("mean time of a review"), format="duration"),
        ),
    ),
    Report(
        key="order-returns", title=_("Returned orders"), note=_("the record of orders that went back to the customer"), kind=ORDER,
        rows=_returns, position=310, date_field="closed_on",
        fields=(
            Field(key="number", title=_("return record")), Field(key="order", title=_("order"), url=lambda row: f"/orders/{row['id']}"),
            Field(key="customer", title=_("customer")), Field(key="amount", title=_("amount, yuan"), format="amount", total=True),
            Field(key="reason", title=_("reason")), Field(key="lesson", title=_("lesson")), Field(key="on", title=_("returned on")),
            Field(key="by", title=_("who")),
        ),
    ),
    Report(
        key="order-changes", title=_("Order changes"), note=_("which changes are asked for, and what becomes of them"), kind=ORDER,
        rows=_changes, position=320, date_field="created_at",
        fields=(
            Field(key="name", title=_("kind of change")), Field(key="count", title=_("changes"), format="number", bar=True, total=True),
            Field(key="orders", title=_("orders"), format="number"), Field(key="done", title=_("carried out"), format="number", total=True),
            Field(key="reviewed", title=_("needed a review"), format="number", total=True),
            Field(key="refused", title=_("refused changes"), format="number", total=True),
        ),
    ),
    Report(
        key="order-deliveries", title=_("Lead time and punctuality"), note=_("shipped orders: on time, rush share, changes, lead time actual against quoted"),
        kind=ORDER, rows=_deliveries, position=330, date_field="shipped_on",
        fields=(
            Field(key="month", title=_("month"), format="month"), COUNT,
            Field(key="on_time_share", title=_("on time"), format="percent"), Field(key="rush_share", title=_("rush share"), format="percent"),
            Field(key="per_order", title=_("changes per order"), format="decimal"),
            Field(key="lead", title=_("lead time, days"), format="number"), Field(key="quoted", title=_("quoted lead time, days"), format="decimal"),
            Field(key="amount", title=_("amount, yuan"), format="amount", total=True),
        ),
    ),
    Report(
        key="order-rushes", title=_("Who presses"), note=_("requests to go first, by who asked"), kind=ORDER, rows=_rushes, position=340,
        date_field="created_at",
        fields=(
            Field(key="requester", title=_("who presses")), Field(key="count", title=_("rush requests"), format="number", bar=True, total=True),
            Field(key="granted", title=_("granted"), format="number", total=True),
        ),
    ),
    Report(
        key="order-trials", title=_("Trials of special orders"), note=_("small, final and industrial trials, and how many passed"), kind=ORDER,
        rows=_trials, position=350, date_field="created_at",
        fields=(
            Field(key="name", title=_("trial")), Field(key="count", title=_("trials"), format="number", bar=True, total=True),
            Field(key="passed", title=_("passed"), format="number", total=True), Field(key="rate", title=_("pass rate"), format="percent"),
        ),
    ),
)

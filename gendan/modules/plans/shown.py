"""How the figures of plans are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.plans import collation, reports, tracking
from gendan.modules.plans.access import PLAN
from gendan.ui.report.declare import Field, Report


def _completion(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.completion(rows)


def _frequency(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return tracking.frequency(rows, now=now)


def _tracking(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return tracking.by_owner(rows, now=now)


def _collated(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return collation.visits(rows)


def _business(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return collation.business(rows)


def _sales(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return collation.sales(rows)


def _meetings(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.meetings(rows)


def _customer(row: dict[str, Any]) -> str:
    return f"/customers/{row['customer_id']}"


CUSTOMER = "customers.customer"
REPORTS = (
    Report(
        key="visit-collation", title=_("Visit daily reports, collated"), note=_("every contact in person as a line, the newest first"),
        kind="followups.activity", rows=_collated, position=140, date_field="at",
        fields=(
            Field(key="day", title=_("day"), format="day"), Field(key="person", title=_("visitor")),
            Field(key="customer", title=_("customer"), url=_customer), Field(key="contact", title=_("contact")),
            Field(key="purpose", title=_("purpose")), Field(key="text", title=_("what happened")), Field(key="result", title=_("result")),
            Field(key="problem", title=_("problem")), Field(key="next", title=_("next step")), Field(key="urgency", title=_("urgency")),
        ),
    ),
    Report(
        key="customer-business", title=_("Customer business report"), note=_("contacts and what they brought, by customer"),
        kind="followups.activity", rows=_business, position=141, date_field="at",
        fields=(
            Field(key="customer__name", title=_("customer"), url=_customer), Field(key="customer__abc", title=_("class")),
            Field(key="contacts", title=_("contacts made"), format="number", bar=True, total=True),
            Field(key="in_person", title=_("contacts in person"), format="number", total=True),
            Field(key="progress", title=_("with progress"), format="number", total=True),
            Field(key="expected", title=_("expected order amount"), format="amount", total=True),
            Field(key="ordered", title=_("order amount"), format="amount", total=True),
            Field(key="last", title=_("last contact"), format="day"),
        ),
    ),
    Report(
        key="sales-to-customers", title=_("Sales to customers"), note=_("contracts, money received and business in hand, by customer"),
        kind="opportunities.opportunity", rows=_sales, position=142, date_field="closed_on",
        fields=(
            Field(key="customer__name", title=_("customer"), url=_customer), Field(key="customer__abc", title=_("class")),
            Field(key="won", title=_("contracts"), format="number", total=True),
            Field(key="signed", title=_("signed amount"), format="amount", bar=True, total=True),
            Field(key="received", title=_("money received"), format="amount", total=True),
            Field(key="in_hand", title=_("in hand"), format="amount", total=True),
        ),
    ),
    Report(
        key="meetings", title=_("From meeting to meeting"), note=_("how many customers came to the first, second … fifth meeting in person"),
        kind="followups.activity", rows=_meetings, position=143, date_field="at",
        fields=(
            Field(key="meeting", title=_("which meeting"), format="number"),
            Field(key="customers", title=_("customers"), format="number", bar=True),
            Field(key="next", title=_("came to the next"), format="number"), Field(key="share", title=_("conversion"), format="percent"),
        ),
    ),
    Report(
        key="visit-frequency", title=_("Visit frequency by class"), note=_("met in person as often as the class asks"), kind=CUSTOMER,
        rows=_frequency, position=80,
        fields=(
            Field(key="abc", title=_("class")),
            Field(key="owner__name", title=_("who"), url=lambda row: f"/customers?view=all&f.owner={row['owner_id']}&f.abc={row['abc']}"),
            Field(key="every", title=_("days between two visits"), format="number"),
            Field(key="customers", title=_("customers"), format="number", total=True),
            Field(key="in_time", title=_("met in time"), format="number", bar=True, total=True),
            Field(key="overdue", title=_("overdue"), format="number", total=True),
            Field(key="never", title=_("of them never met"), format="number", total=True),
            Field(key="share", title=_("met in time, share"), format="percent"),
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

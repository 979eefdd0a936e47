"""How the figures of contracts are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.contracts import reports
from gendan.modules.contracts.access import CONTRACT, SUMMARY, TROUBLE
from gendan.modules.contracts.words import Party, Trigger
from gendan.ui.report.declare import Field, Report


def _reviews(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.reviews(rows)


def _differences(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(Party.choices)
    return [row | {"party": names.get(row["party"], "—")} for row in reports.differences(rows)]


def _information(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return [row | {"done": _("yes") if row["done"] else _("no")} for row in reports.daily_information(rows)]


def _calls(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.calls_and_letters(rows)


def _customers(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.new_customers(rows)


def _troubles(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(Trigger.choices)
    return [row | {"trigger": names[row["trigger"]]} for row in reports.troubles(rows)]


COUNT = Field(key="count", title=pgettext_lazy("report", "number of"), format="number", bar=True, total=True)
CUSTOMER = Field(key="customer", title=_("customer"), url=lambda row: f"/customers/{row['customer_id']}")

REPORTS = (
    Report(
        key="contract-reviews", title=_("Contract reviews"), note=_("how long reviews take, and how many contracts are special"), kind=CONTRACT,
        rows=_reviews, position=300, date_field="submitted_at",
        fields=(
            Field(key="kind__name", title=_("kind of contract")), COUNT,
            Field(key="passed", title=pgettext_lazy("review", "passed"), format="number", total=True),
            Field(key="took", title=_("mean time of a review"), format="duration"),
            Field(key="special", title=_("special requirements"), format="number", total=True),
            Field(key="share", title=_("share of special ones"), format="percent"),
            Field(key="back", title=_("came back"), format="number", total=True),
            Field(key="changes", title=_("contract changes"), format="number", total=True),
            Field(key="amount", title=_("amount, yuan"), format="amount", total=True),
        ),
    ),
    Report(
        key="contract-differences", title=_("Differences with customers"), note=_("who raised them, and how long they stayed open"), kind=CONTRACT,
        rows=_differences, position=302, date_field="submitted_at",
        fields=(
            Field(key="party", title=_("raised by")), COUNT, Field(key="closed", title=_("resolved"), format="number", total=True),
            Field(key="took", title=_("mean time until resolved"), format="duration"),
        ),
    ),
    Report(
        key="daily-information", title=_("Daily information summary"), note=_("what was learned, and who took it on"), kind=SUMMARY,
        rows=_information, position=304, date_field="day",
        fields=(
            Field(key="day", title=_("day"), url=lambda row: f"/contracts/summaries/{row['id']}"),
            Field(key="department", title=_("department")), Field(key="who", title=_("from whom")), Field(key="content", title=_("information")),
            Field(key="assigned_to", title=_("assigned to")), Field(key="done", title=_("done")),
        ),
    ),
    Report(
        key="calls-and-letters", title=_("Register of customers' calls and letters"), note=_("the newest five hundred"),
        kind="followups.activity", rows=_calls, position=306, date_field="at",
        fields=(
            Field(key="at", title=_("when")), CUSTOMER, Field(key="contact", title=_("contact")), Field(key="way", title=_("way")),
            Field(key="text", title=_("what happened")), Field(key="owner", title=_("handled by")),
        ),
    ),
    Report(
        key="new-customers", title=_("New customers at a glance"), note=_("since their registration"), kind="customers.customer",
        rows=_customers, position=308, date_field="created_at",
        fields=(
            Field(key="on", title=_("registered on")),
            Field(key="name", title=_("customer"), url=lambda row: f"/customers/{row['id']}"), Field(key="source", title=_("source")),
            Field(key="region", title=_("region")), Field(key="owner", title=_("owner")),
            Field(key="times", title=_("contacts made"), format="number", total=True), Field(key="last", title=_("last contact")),
            Field(key="deals", title=_("opportunities"), format="number", total=True),
            Field(key="signed", title=_("signed contracts"), format="number", total=True),
        ),
    ),
    Report(
        key="troubles", title=_("Troubles told to customers"), note=_("late material, severe quality problems, sudden events"), kind=TROUBLE,
        rows=_troubles, position=310, date_field="created_at",
        fields=(
            Field(key="trigger", title=_("trigger")), COUNT, Field(key="told", title=pgettext_lazy("trouble", "customer told"), format="number", total=True),
            Field(key="took", title=_("mean time until told"), format="duration"),
            Field(key="done", title=_("departments told"), format="number", total=True),
        ),
    ),
)

"""How the figures of care are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care import reports
from gendan.modules.care.access import AFTER, GIFT, ISSUE, OCCASION, SURVEY
from gendan.modules.care.models import Delivery
from gendan.modules.care.words import Colour, GiftKind, Level
from gendan.modules.customers.models import Source
from gendan.ui.report.declare import Field, Report


def _colours(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(Colour.choices)
    return [row | {"name": names[row["colour"]]} for row in reports.due_by_colour(rows)]


def _sources(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(Source.choices)
    return [row | {"name": names.get(row["source"], "—")} for row in reports.source_efficiency(rows)]


def _gifts(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(GiftKind.choices)
    return [row | {"name": names[row["kind"]]} for row in reports.gifts_by_department(rows)]


def _after(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.referrals_per_visit(rows)


def _surveys(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(Level.choices)
    return [row | {"level": names[row["question__level"]]} for row in reports.said_by_question(rows)]


def _voices(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.voices(rows)


def _campaigns(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.campaigns(rows)


def _partners(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.partners(rows)


REPORTS = (
    Report(
        key="surveys", title=_("Satisfaction by question"), note=_("what customers said to each question, by level of service"), kind=SURVEY,
        rows=_surveys, position=162, date_field="answered_at",
        fields=(
            Field(key="question__text", title=_("question")), Field(key="level", title=_("level of service")),
            Field(key="answers", title=pgettext_lazy("number", "answers"), format="number", total=True),
            Field(key="mean", title=_("mean"), format="decimal", bar=True),
            Field(key="low", title=_("not satisfied"), format="number", total=True), Field(key="high", title=_("very satisfied"), format="number", total=True),
        ),
    ),
    Report(
        key="after-sales", title=_("Referrals from care visits"), note=_("visits after a sale, and whom they brought"), kind=AFTER,
        rows=_after, position=194, date_field="created_at",
        fields=(
            Field(key="owner__name", title=_("who")), Field(key="planned", title=_("sales"), format="number", total=True),
            Field(key="visits", title=_("care visits"), format="number", bar=True, total=True),
            Field(key="score", title=_("how satisfied, 1 to 5"), format="decimal"),
            Field(key="referrals", title=_("referrals"), format="number", total=True),
            Field(key="per_visit", title=_("referrals per visit"), format="decimal"),
            Field(key="deals", title=_("deals won"), format="number", total=True),
            Field(key="conversion", title=_("share that became deals"), format="percent"),
        ),
    ),
    Report(
        key="sources", title=_("Sources and referral rewards"), note=_("which source brings customers who buy, and what its rewards cost"),
        kind="customers.customer", rows=_sources, position=125, date_field="created_at",
        fields=(
            Field(key="name", title=_("source"), url=lambda row: f"/customers?view=all&f.source={row['source']}" if row["source"] else ""),
            Field(key="customers", title=_("customers"), format="number", bar=True, total=True),
            Field(key="buyers", title=_("who bought"), format="number", total=True),
            Field(key="rate", title=_("share that bought"), format="percent"),
            Field(key="deals", title=_("deals won"), format="number", total=True),
            Field(key="won", title=_("won amount"), format="amount", total=True),
            Field(key="referrals", title=_("referrals"), format="number", total=True),
            Field(key="rewards", title=_("rewards"), format="amount", total=True),
            Field(key="reward_per_deal", title=_("reward per deal"), format="amount"),
        ),
    ),
    Report(
        key="voices", title=_("What customers say"), note=_("F43.1: wishes, feedback and doubts in their own words, the newest first"),
        kind="customers.customer", rows=_voices, position=164,
        fields=(
            Field(key="on", title=_("day"), format="day"), Field(key="customer", title=_("customer"), url=lambda row: f"/customers/{row['customer_id']}"),
            Field(key="text", title=_("what they said"), url=lambda row: row["url"]), Field(key="score", title=_("how satisfied, 1 to 5"), format="decimal"),
        ),
    ),
    Report(
        key="partners", title=_("Partners of the channel"), note=_("F43.8: whom they introduced, what became of it, and what they were given"),
        kind="customers.customer", rows=_partners, position=165,
        fields=(
            Field(key="name", title=_("partner"), url=lambda row: f"/customers/{row['id']}"),
            Field(key="named", title=_("introduced"), format="number", bar=True, total=True),
            Field(key="customers", title=_("became customers"), format="number", total=True),
            Field(key="deals", title=_("deals won"), format="number", total=True), Field(key="won", title=_("won amount"), format="amount", total=True),
            Field(key="rewards", title=_("rewards"), format="amount", total=True),
        ),
    ),
    Report(
        key="campaigns", title=_("What sendings brought"), note=_("F23: reached, answered within thirty days, opportunities and contracts that followed"),
        kind=ISSUE, scoped=lambda user: Delivery.objects.visible_to(user), rows=_campaigns, position=170, date_field="at",
        fields=(
            Field(key="issue__subject", title=_("sending"), url=lambda row: f"/care/sendings/{row['issue']}"),
            Field(key="listed", title=_("listed"), format="number", total=True), Field(key="sent", title=_("reached"), format="number", bar=True, total=True),
            Field(key="answered_by", title=_("answered or talked"), format="number", total=True), Field(key="answer_rate", title=_("share"), format="percent"),
            Field(key="wanted_by", title=_("with an opportunity"), format="number", bar=True, total=True),
            Field(key="bought_by", title=_("with a contract"), format="number", bar=True, total=True),
        ),
    ),
    Report(
        key="gifts", title=_("Gifts by department"), note=_("what was given, declined and not approved"), kind=GIFT, rows=_gifts,
        position=192, date_field="created_at",
        fields=(
            Field(key="department__name", title=_("department")), Field(key="name", title=pgettext_lazy("gift", "kind")),
            Field(key="count", title=pgettext_lazy("gift", "given"), format="number", bar=True, total=True),
            Field(key="spent", title=_("really spent"), format="amount", total=True),
            Field(key="open", title=_("Not yet given"), format="number", total=True),
            Field(key="declined", title=pgettext_lazy("gift", "declined by the person"), format="number", total=True),
            Field(key="refused", title=pgettext_lazy("gift", "not approved"), format="number", total=True),
        ),
    ),
    Report(
        key="care-dates", title=_("Days to remember by colour"), note=_("red: birthday, yellow: family, blue: anniversary"),
        kind=OCCASION, rows=_colours, position=190, date_field="on",
        fields=(
            Field(key="at", title=_("month"), format="month"),
            Field(key="name", title=_("care colour")),
            Field(key="count", title=_("days"), format="number", bar=True, total=True,
                  url=lambda row: f"/care/days?view=all&f.colour={row['colour']}"),
            Field(key="done", title=pgettext_lazy("care", "remembered"), format="number", total=True),
            Field(key="open", title=pgettext_lazy("care", "coming up"), format="number", total=True),
            Field(key="skipped", title=pgettext_lazy("care", "left out"), format="number", total=True),
            Field(key="missed", title=pgettext_lazy("care", "missed"), format="number", total=True),
            Field(key="budget", title=_("budget"), format="amount", total=True),
        ),
    ),
)

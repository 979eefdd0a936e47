"""How the figures of knowledge are shown as reports."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.knowledge import reports
from gendan.modules.knowledge.access import KIND
from gendan.modules.knowledge.models import Article, Reading
from gendan.ui.records import record_url
from gendan.ui.report.declare import Field, Report


def _usage(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.usage(rows)


def _unread(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reports.unread(rows, now=now)


ARTICLE = Field(key="title", title=_("article"), url=lambda row: record_url(KIND, row["article"]))
CATEGORY = Field(key="category", title=_("category"))

REPORTS = (
    Report(
        key="knowledge", title=_("Use of knowledge"), note=_("opened by how many, while working, linked and commented"),
        scoped=lambda user: Reading.objects.visible_to(user, "read"), kind=KIND, rows=_usage, position=480, date_field="day",
        fields=(
            ARTICLE, CATEGORY,
            Field(key="times", title=_("opened"), format="number", bar=True, total=True),
            Field(key="at_work", title=_("of these beside a form"), format="number", total=True),
            Field(key="readers", title=_("readers"), format="number"),
            Field(key="links", title=_("records it is linked to"), format="number", total=True),
            Field(key="comments", title=_("comments"), format="number", total=True),
            Field(key="last", title=_("opened last"), format="day"),
        ),
    ),
    Report(
        key="knowledge-unread", title=_("Knowledge that nobody opens"), note=_("not opened for ninety days: shorten, rename or remove it"),
        scoped=lambda user: Article.objects.visible_to(user, "read"), kind=KIND, rows=_unread, position=481,
        fields=(
            ARTICLE, CATEGORY, Field(key="changed", title=_("changed"), format="day"),
            Field(key="last", title=_("opened last"), format="day"),
        ),
    ),
)

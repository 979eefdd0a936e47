"""How the figures of bids are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gendan.modules.tenders import reports
from gendan.modules.tenders.access import KIND
from gendan.ui.report.declare import Field, Report


def _results(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    return reports.results(rows)


REPORTS = (
    Report(
        key="tenders", title=_("Bids won and lost"), note=_("rounds, and how near our estimate of the score came"), kind=KIND, rows=_results,
        position=132, date_field="created_at",
        fields=(
            Field(key="owner__name", title=_("who")), Field(key="count", title=_("bids"), format="number", bar=True, total=True),
            Field(key="open", title=_("still open"), format="number", total=True),
            Field(key="won", title=_("bids won"), format="number", bar=True, total=True),
            Field(key="lost", title=_("bids lost"), format="number", total=True),
            Field(key="rate", title=_("share won"), format="percent"),
            Field(key="rounds", title=_("rounds on average"), format="decimal"),
            Field(key="miss", title=_("result above our estimate by"), format="decimal"),
            Field(key="amount", title=_("won amount"), format="amount", total=True),
        ),
    ),
)

"""How the figures of care are shown."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care import reports
from gendan.modules.care.access import OCCASION
from gendan.modules.care.words import Colour
from gendan.ui.report.declare import Field, Report


def _colours(rows: QuerySet, now: datetime) -> list[dict[str, Any]]:  # noqa: ARG001
    names = dict(Colour.choices)
    return [row | {"name": names[row["colour"]]} for row in reports.due_by_colour(rows)]


REPORTS = (
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

"""How the figures of complaints are shown (reports 28, 29): each with its plot."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.modules.complaints import reckoning
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.words import Channel, Grade, Klass
from gendan.spine.access.queries import masked, may_any
from gendan.ui.report.declare import Control, Field, Pareto, Plot, Report

Rows = Callable[[QuerySet, datetime], list[dict[str, Any]]]


def _named(field: str, words: dict[Any, Any] | None = None) -> Rows:
    def rows(found: QuerySet, now: datetime) -> list[dict[str, Any]]:
        return [row | {"name": str((words or {}).get(row[field], row[field]) or _("not known"))} for row in reckoning.grouped(found, field, now=now)]

    return rows


def _months(found: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reckoning.by_month(found, now=now)


def _weeks(found: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reckoning.by_week(found, now=now)


def _people(found: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reckoning.by_person(found, now=now)


def _repeats(found: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return [row | {"what": f"{row['product__name']} · {row['what']}"} for row in reckoning.repeats(found, now=now)]


def _costs(found: QuerySet, now: datetime) -> list[dict[str, Any]]:
    known = dict(Klass.choices)
    return [row | {"what": " · ".join(str(word) for word in (known.get(row["klass"], ""), row["cause__name"]) if word) or _("not known")}
            for row in reckoning.costs(found, now=now)]


def _promises(found: QuerySet, now: datetime) -> list[dict[str, Any]]:
    return reckoning.promises(found, now=now)


def _sees_costs(user: Any) -> bool:
    return may_any(user, "view", KIND) and not masked(user, KIND, "cost_cny")


COUNT = Field(key="count", title=gettext_lazy("complaints"), format="number", bar=True, total=True)
JUSTIFIED = Field(key="justified", title=gettext_lazy("justified"), format="number", total=True)
ON_TIME = Field(key="on_time", title=gettext_lazy("answered in time"), format="percent")
FIRST = Field(key="first_on_time", title=gettext_lazy("first words in time"), format="percent")
AT_FIRST = Field(key="at_first", title=gettext_lazy("solved in the first talk"), format="percent")
REOPENED = Field(key="reopened_rate", title=gettext_lazy("opened again"), format="percent")
SCORE = Field(key="score", title=gettext_lazy("satisfied with the outcome"), format="decimal")
WEEK = Field(key="week", title=gettext_lazy("week"), format="day")
LATE = Field(key="late", title=gettext_lazy("answered late"), format="number", total=True)


def _by(key: str, title: Any, column: Any, field: str, position: int, *, words: Any = None, plot: Any = None, url: str = "") -> Report:
    """A report over one field; the Pareto plot says which few make up most."""
    first = Field(key="name", title=column, url=(lambda row: f"/complaints?view=all&f.{url}={row[field]}" if row[field] else "") if url else None)
    return Report(
        key=f"complaints-{key}", title=title, kind=KIND, rows=_named(field, words), position=position, date_field="received_at",
        note=gettext_lazy("how many, how many of them justified, answered in time, solved at once, opened again"),
        plot=plot or Pareto(x="name", count="count"), fields=(first, COUNT, JUSTIFIED, LATE, ON_TIME, AT_FIRST, REOPENED, SCORE),
    )


REPORTS = (
    Report(
        key="complaints", title=gettext_lazy("Complaints month by month"), kind=KIND, rows=_months, position=280, date_field="received_at",
        note=gettext_lazy("a month that stands out is more than chance"),
        plot=Control(x="week", part="count", rows=_weeks, fields=(WEEK, COUNT), title=gettext_lazy("Complaints a week")),
        fields=(Field(key="month", title=gettext_lazy("month"), format="month"), COUNT, JUSTIFIED, LATE, ON_TIME, AT_FIRST,
                Field(key="reopened", title=gettext_lazy("opened again"), format="number", total=True)),
    ),
    _by("class", gettext_lazy("Complaints by class"), gettext_lazy("class"), "klass", 281, words=dict(Klass.choices), url="klass"),
    _by("cause", gettext_lazy("Complaints by cause"), gettext_lazy("cause"), "cause__name", 282),
    _by("grade", gettext_lazy("Complaints by grade"), gettext_lazy("grade"), "grade", 283, words=dict(Grade.choices), plot=Plot(x="name", bars=("count", "justified")), url="grade"),
    _by("department", gettext_lazy("Complaints by department"), gettext_lazy("responsible department"), "responsible_department__name", 284),
    _by("product", gettext_lazy("Complaints by product"), gettext_lazy("product"), "product__name", 285),
    _by("channel", gettext_lazy("Complaints by channel"), gettext_lazy("channel"), "channel", 286, words=dict(Channel.choices), url="channel"),
    Report(
        key="complaints-on-time", title=gettext_lazy("Answers in time"), kind=KIND, rows=_named("owner__name"), position=287, date_field="received_at",
        note=gettext_lazy("first words and answers by handler; late answers a week as a share of what was due"),
        plot=Control(x="week", part="late", whole="due", rows=_weeks, fields=(WEEK, LATE), title=gettext_lazy("Late answers a week")),
        fields=(Field(key="name", title=pgettext_lazy("complaint", "handler")), COUNT, Field(key="due", title=gettext_lazy("answers due"), format="number", total=True),
                LATE, ON_TIME, FIRST, AT_FIRST),
    ),
    Report(
        key="complaints-promises", title=gettext_lazy("Heard by when it was promised"), kind=KIND, rows=_promises, position=288, date_field="received_at",
        note=gettext_lazy("how often a complainant was told when he hears next, and did"),
        plot=Plot(x="owner", bars=("kept", "broken"), stacked=True),
        fields=(Field(key="owner", title=pgettext_lazy("complaint", "handler")), Field(key="count", title=gettext_lazy("promises"), format="number", total=True),
                Field(key="kept", title=gettext_lazy("promises kept"), format="number", total=True), Field(key="broken", title=gettext_lazy("promises broken"), format="number", total=True),
                Field(key="rate", title=gettext_lazy("share kept"), format="percent")),
    ),
    Report(
        key="complaints-people", title=gettext_lazy("Justified complaints per person"), kind=KIND, rows=_people, position=289, date_field="received_at",
        note=gettext_lazy("only what is found to be our fault counts in an assessment"), plot=Plot(x="respondent__name", bars=("justified", "count")),
        fields=(Field(key="respondent__name", title=gettext_lazy("person complained about")), Field(key="respondent__department__name", title=gettext_lazy("department")),
                COUNT, JUSTIFIED, Field(key="justified_rate", title=gettext_lazy("share justified"), format="percent")),
    ),
    Report(
        key="complaints-repeats", title=gettext_lazy("The same fault again"), kind=KIND, rows=_repeats, position=290, date_field="received_at",
        note=gettext_lazy("product, defect and cause that came more than once"), plot=Pareto(x="what", count="count"),
        fields=(Field(key="what", title=gettext_lazy("product and defect")), Field(key="cause__name", title=gettext_lazy("cause")), COUNT,
                Field(key="customers", title=gettext_lazy("customers"), format="number"), Field(key="first", title=gettext_lazy("first on"), format="day")),
    ),
    Report(
        key="complaints-cost", title=gettext_lazy("Cost of complaints"), kind=KIND, rows=_costs, position=291, date_field="received_at", needs=_sees_costs,
        note=gettext_lazy("what class and cause cost, in yuan"), plot=Pareto(x="what", count="cost"),
        fields=(Field(key="what", title=gettext_lazy("class and cause")), COUNT, Field(key="cost", title=gettext_lazy("cost, yuan"), format="amount", bar=True, total=True),
                Field(key="average", title=gettext_lazy("on average, yuan"), format="amount")),
    ),
)

"""The words in which a report is written down."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gendan.spine import records
from gendan.spine.access.queries import may_any
from gendan.spine.refusal import NotAllowed


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a report covers, both inclusive; None = open."""

    key: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column: `format` is text, number, amount, percent, month or duration; `url` opens the rows behind a number."""

    key: str
    title: Any
    format: str = "text"
    bar: bool = False
    total: bool = False
    url: Callable[[dict[str, Any]], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A drawing above the table: the keys of the columns that it shows, over the column `x`.

    `rows` gives other rows than the table's, with the same signature; `fields` then name what they hold. `stacked`
    puts the bars upon each other.
    """

    x: str
    bars: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    stacked: bool = False
    title: Any = ""
    rows: Callable[[QuerySet, datetime], list[dict[str, Any]]] | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pareto:
    """The largest first, with what all so far make up: the column `count` over the column `x`.

    `count` has a column in the report; what is behind the largest is put together as one bar. `rows` as in Plot.
    """

    x: str
    count: str
    title: Any = ""
    rows: Callable[[QuerySet, datetime], list[dict[str, Any]]] | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A control chart over time: `part` counts what went wrong in each row, `whole` (where known) out of how many.

    With wholes it is a p-chart, else a c-chart. `rows` as in Plot.
    """

    x: str
    part: str
    whole: str = ""
    title: Any = ""
    rows: Callable[[QuerySet, datetime], list[dict[str, Any]]] | None = None
    fields: tuple[Field, ...] = ()


Drawing = Plot | Pareto | Control


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`rows(queryset, now)` gives the rows; `date_field` is what the period narrows (empty: no period).

    Without a `plot` of its own, the columns with bars are drawn over the first column. The records counted are those of
    `kind` that the person sees; where that is no answer, `scoped` gives them and `needs` says who may open it.
    """

    key: str
    title: Any
    note: Any
    rows: Callable[[QuerySet, datetime], list[dict[str, Any]]]
    fields: tuple[Field, ...]
    kind: str = ""
    date_field: str = ""
    position: int = 0
    plot: Drawing | None = None
    scoped: Callable[[Any], QuerySet] | None = None
    needs: Callable[[Any], bool] | None = None
    group: Any = ""

    @property
    def drawn(self) -> Drawing | None:
        """What is drawn above the table."""
        bars = tuple(field.key for field in self.fields if field.bar)
        return self.plot or (Plot(x=self.fields[0].key, bars=bars) if bars else None)

    def open_to(self, user: Any) -> bool:
        """Whether this person may open the report."""
        return self.needs(user) if self.needs else may_any(user, "view", self.kind)

    def require_open_to(self, user: Any) -> None:
        """Refuse whoever may not open the report."""
        if not self.open_to(user):
            raise NotAllowed(_("None of your roles shows this report."))

    def visible(self, user: Any) -> QuerySet:
        """The records that this person's report may count."""
        if self.scoped:
            return self.scoped(user)
        return records.model_of(self.kind).objects.visible_to(user)


_reports: dict[str, Report] = {}


def register(*reports: Report, group: Any) -> None:
    """Make reports known to the reports page, under the heading `group`; called in AppConfig.ready()."""
    for report in reports:
        _reports[report.key] = replace(report, group=group)


def report_of(key: str) -> Report | None:
    """The report with this key."""
    return _reports.get(key)


def reports_for(user: Any) -> list[Report]:
    """The reports that this person may open: group after group, each where its first report would stand."""
    firsts: dict[str, int] = {}
    for one in _reports.values():
        firsts[str(one.group)] = min(one.position, firsts.get(str(one.group), one.position))
    found = [one for one in _reports.values() if one.open_to(user)]
    return sorted(found, key=lambda one: (firsts[str(one.group)], str(one.group), one.position, one.key))

"""What is held on a person, on which ground, and who looked at it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine.access.viewer import once
from gendan.spine.org import version
from gendan.spine.org.queries import number
from gendan.spine.persons import declarations
from gendan.spine.persons.declarations import Group, Holding, Person
from gendan.spine.persons.models import Handling, Look, SetAside
from gendan.spine.persons.scrubbing import scrubber
from gendan.spine.persons.words import DUTIES, NUMBERS, Basis

LINES = 30


@dataclass(frozen=True, slots=True)
class Handled:
    """A group as the company handles it."""

    key: str
    title: Any
    purpose: Any
    basis: str
    sensitive: bool
    months: int

    @property
    def basis_label(self) -> Any:
        """The legal basis in words."""
        return Basis(self.basis).label

    @property
    def by_consent(self) -> bool:
        """Whether nothing of it is kept without the person's own word."""
        return self.basis == Basis.CONSENT


@dataclass(frozen=True, slots=True)
class Line:
    """One row that holds something: what it says, and its values as (column, label, text)."""

    row: Any
    text: str
    values: list[tuple[str, Any, str]]


@dataclass(frozen=True, slots=True)
class Held:
    """What one holding has of a person: how many rows, how many of them a duty binds, and the first of them."""

    holding: Holding
    count: int
    bound: int
    lines: list[Line]

    @property
    def becomes(self) -> Any:
        """What becomes of it when the person is erased."""
        one = self.holding
        if one.remove is not None:
            return _("is removed")
        if one.change:
            return _("is emptied, in the history too")
        return _("words that name the person are replaced") if one.texts else _("stays, and no longer leads to the person")

    @property
    def why_stays(self) -> Any:
        """What binds us."""
        return DUTIES[self.holding.duty.key][1] if self.holding.duty and self.bound else ""


def all_handled() -> list[Handled]:
    """Every group in the order of the modules, with what the company says of it."""
    rows = _said()
    return [_handled(group, rows.get(group.key)) for group in declarations.groups()]


def _handled(group: Group, row: Handling | None) -> Handled:
    said = row or group
    return Handled(group.key, group.title, said.purpose, said.basis, said.sensitive, said.months)


def _said() -> Mapping[str, Handling]:
    known = version.current()
    return _kept(known) if known else once("persons.handling", _read)


@lru_cache(maxsize=8)
def _kept(known: version.Version) -> Mapping[str, Handling]:  # noqa: ARG001
    """Every change of a group gives people and rights a new version."""
    return _read()


def _read() -> Mapping[str, Handling]:
    return {row.group: row for row in Handling.objects.all()}


def fields_by_consent(model: type[Model]) -> dict[str, tuple[str, ...]]:
    """By group that rests on consent, the columns of this model in it."""
    columns = _columns(model)
    return {one.key: columns[one.key] for one in all_handled() if one.by_consent and one.key in columns}


def hidden_fields(model: type[Model]) -> dict[str, str]:
    """The sensitive columns of a model, with their group."""
    columns = _columns(model)
    return {name: one.key for one in all_handled() if one.sensitive for name in columns.get(one.key, ())}


def is_hidden(key: str) -> bool:
    """Whether a group is shown masked."""
    return _handled(declarations.group(key), _said().get(key)).sensitive


def _columns(model: type[Model]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in declarations.holdings():
        if one.key.startswith(f"{model._meta.label_lower}:"):
            found[one.group] = (*found.get(one.group, ()), *one.fields)
    return found


def held(person: Person, *, groups: Collection[str] | None = None, limit: int | None = LINES) -> list[Held]:
    """All that is held on a person, counted, with the first rows; what holds nothing is left out."""
    found = []
    for one in declarations.holdings(groups=groups):
        rows = _filled(one, person)
        if rows:
            bound = one.duty.rows(one.rows(person)).count() if one.duty else 0
            found.append(Held(one, len(rows), bound, [_line(one, row) for row in rows[:limit]]))
    return found


def _filled(holding: Holding, person: Person) -> list[Any]:
    """The rows in which at least one of the shown columns is filled; of texts those that name the person."""
    rows = holding.rows(person).order_by("pk")
    if holding.texts and not (holding.fields or holding.change):
        scrub = scrubber(person.words, person.mask)
        return [row for row in rows if any(scrub(value := getattr(row, name)) != value for name in holding.texts)]
    return [row for row in rows if not holding.fields or any(_value(row, name) for name in holding.fields)]


def _line(holding: Holding, row: Any) -> Line:
    values = [(name, label(row, name), text) for name in holding.fields if (text := _value(row, name))]
    return Line(row, holding.says(row) if holding.says else "", values)


def label(row: Model | type[Model], name: str) -> Any:
    """The name of a column for people."""
    return getattr(row._meta.get_field(name), "verbose_name", name)


def _value(row: Any, name: str) -> str:
    value = getattr(row, name)
    if value is None or value in ("", [], {}) or value is False:
        return ""
    display = getattr(row, f"get_{name}_display", None)
    if display is not None:
        return str(display())
    if value is True:
        return _("yes")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def bound_until(holding: Holding, row: Any, *, now: datetime) -> date:
    """When the duty on this row has lapsed."""
    assert holding.duty is not None
    key = DUTIES[holding.duty.key][0]
    return years_after(holding.duty.since(row), int(number(key, NUMBERS[key], at=now)))


def years_after(day: date, years: int) -> date:
    """The same day so many years later; the 29th of February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def looks_at(person: Person) -> QuerySet[Look]:
    """Who looked at what of the person, newest first."""
    return Look.objects.filter(kind=person.kind, object_id=person.id).select_related("employee")


def aside_of(person: Person) -> QuerySet[SetAside]:
    """What had to stay."""
    return SetAside.objects.filter(kind=person.kind, object_id=person.id)

"""Customers side by side: which fields differ, and what each would give."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from gendan.modules.customers import detail as customer_page
from gendan.modules.customers.actions import EDITABLE
from gendan.modules.customers.models import Customer
from gendan.modules.merges import moving, queries
from gendan.spine.fields import queries as fields
from gendan.spine.fields import values
from gendan.spine.fields.models import PREFIX, OwnField

KIND = "customers.customer"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one customer says; `chosen` is what the survivor would get."""

    pk: int
    said: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One field in which they differ."""

    field: str
    name: str
    label: Any
    cells: list[Cell]


class SideBySide:
    """Several records, the one that stays first, with a choice for every field that differs; `prefix` begins its inputs."""

    def __init__(self, records: Sequence[Any], *, viewer: Any, given: Mapping[str, str], prefix: str) -> None:
        self.records, self.viewer, self.given, self.prefix = records, viewer, given, prefix

    def differing(self, fields: Iterable[tuple[str, Any, Callable[[Any], str]]]) -> list[Line]:
        """The fields in which they differ, each with its name for people and what each record says."""
        lines = (self._line(name, label, say) for name, label, say in fields)
        return [line for line in lines if len({cell.said for cell in line.cells}) > 1]

    def _line(self, name: str, label: Any, say: Callable[[Any], str]) -> Line:
        chosen = self.chosen(name)
        return Line(name, f"{self.prefix}{name}", label, [Cell(one.pk, say(one), one == chosen) for one in self.records])

    def chosen(self, name: str) -> Any:
        """What was ticked; else the value of the one that stays, where it has one."""
        ticked = self.given.get(f"{self.prefix}{name}", "")
        found = next((one for one in self.records if str(one.pk) == ticked), None)
        return found or self.first(name)

    def first(self, name: str) -> Any:
        """The first that has a value."""
        filled = (one for one in self.records if _stored(one, name) not in (None, "", [], False))
        return next(filled, self.records[0])


class Comparison(SideBySide):
    """Two or more customers, the survivor first, and their people."""

    def __init__(self, customers: Sequence[Customer], *, viewer: Any, given: Mapping[str, str]) -> None:
        known = {str(one.pk): one for one in customers}
        self.survivor = known.get(given.get("survivor", "")) or queries.best_of(list(customers))
        self.customers = [self.survivor, *(one for one in customers if one != self.survivor)]
        self.losers = self.customers[1:]
        super().__init__(self.customers, viewer=viewer, given=given, prefix="f.")

    @property
    def lines(self) -> list[Line]:
        """The fields in which they differ, labelled as on the customer's page."""
        built_in = [(name, customer_page.label_of(name), partial(self._said, name=name)) for name in ("owner", *EDITABLE)]
        own = [(field.name, field.title, partial(_own_said, field)) for field in fields.seen_by(self.viewer, KIND)]
        return self.differing((*built_in, *own))

    def _said(self, one: Customer, name: str) -> str:
        return str(one.owner or "") if name == "owner" else customer_page.said(one, name, self.viewer)

    @property
    def values(self) -> dict[str, Any]:
        """The survivor's fields after the merge."""
        return {name: getattr(self.chosen(name), name) for name in EDITABLE}

    @property
    def own(self) -> dict[str, str]:
        """The survivor's fields of the company's own after the merge, as they are stored.

        What this person does not see or fill in is not lost: the survivor's value, else that of the first who has one.
        """
        keys = dict.fromkeys(key for one in self.customers for key in one.own or {})
        filled = {field.key for field in fields.fields_of(KIND) if fields.fills(self.viewer, field)}
        chosen = {key: self.chosen(f"own.{key}") if key in filled else self.first(f"own.{key}") for key in keys}
        return {key: (one.own or {})[key] for key, one in chosen.items() if key in (one.own or {})}

    @property
    def owner(self) -> Any:
        """Who will be responsible."""
        return self.chosen("owner").owner

    @property
    def moves(self) -> list[tuple[Customer, list[tuple[Any, int]]]]:
        """What goes along, by customer."""
        return [(one, moving.counts(one.pk)) for one in self.losers]


def _own_said(field: OwnField, one: Customer) -> str:
    return values.said(field, (one.own or {}).get(field.key))


def _stored(one: Customer, name: str) -> Any:
    return (one.own or {}).get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else getattr(one, name)

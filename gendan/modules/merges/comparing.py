"""Customers side by side: which fields differ, and what each would give."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gendan.modules.customers import detail as customer_page
from gendan.modules.customers.actions import EDITABLE
from gendan.modules.customers.models import Customer
from gendan.modules.merges import moving, queries


@dataclass(frozen=True, slots=True)
class Cell:
    """What one customer says; `chosen` is what the survivor would get."""

    pk: int
    said: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One field in which they differ."""

    name: str
    label: Any
    cells: list[Cell]


class Comparison:
    """Two or more customers, the survivor first, with a choice for every field that differs."""

    def __init__(self, customers: Sequence[Customer], *, viewer: Any, given: Mapping[str, str]) -> None:
        self.viewer, self.given = viewer, given
        known = {str(one.pk): one for one in customers}
        self.survivor = known.get(given.get("survivor", "")) or queries.best_of(list(customers))
        self.customers = [self.survivor, *(one for one in customers if one != self.survivor)]
        self.losers = self.customers[1:]

    @property
    def lines(self) -> list[Line]:
        """The fields in which they differ, labelled as on the customer's page."""
        found = []
        for name in ("owner", *EDITABLE):
            said = [self._said(one, name) for one in self.customers]
            if len(set(said)) > 1:
                chosen = self._chosen(name)
                cells = [Cell(one.pk, text, one == chosen) for one, text in zip(self.customers, said, strict=True)]
                found.append(Line(name, customer_page.label_of(name), cells))
        return found

    def _said(self, one: Customer, name: str) -> str:
        return str(one.owner or "") if name == "owner" else customer_page.said(one, name, self.viewer)

    def _chosen(self, name: str) -> Customer:
        """What was ticked; else the survivor's value, where it has one."""
        ticked = self.given.get(f"f.{name}", "")
        found = next((one for one in self.customers if str(one.pk) == ticked), None)
        filled = (one for one in self.customers if getattr(one, name) not in (None, "", [], False))
        return found or next(filled, self.survivor)

    @property
    def values(self) -> dict[str, Any]:
        """The survivor's fields after the merge."""
        return {name: getattr(self._chosen(name), name) for name in EDITABLE}

    @property
    def owner(self) -> Any:
        """Who will be responsible."""
        return self._chosen("owner").owner

    @property
    def moves(self) -> list[tuple[Customer, list[tuple[Any, int]]]]:
        """What goes along, by customer."""
        return [(one, moving.counts(one.pk)) for one in self.losers]

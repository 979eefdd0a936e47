"""The state of a list is its address: which view, conditions, order, columns and page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

TABLE, BOARD = "table", "board"
NARROWEST, WIDEST = 48, 800


class Condition(NamedTuple):
    """The values asked of one filter; `negated` keeps the rows that do not match."""

    key: str
    values: tuple[str, ...]
    negated: bool = False

    @property
    def name(self) -> str:
        return f"{'n' if self.negated else 'f'}.{self.key}"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a view saves: conditions, order, columns with the widths that were changed, and layout."""

    conditions: tuple[Condition, ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ()
    layout: str = ""
    widths: tuple[tuple[str, int], ...] = ()

    def pairs(self) -> list[tuple[str, str]]:
        """The parts of the address that say it."""
        found = [(item.name, value) for item in self.conditions for value in item.values]
        if self.sort:
            found.append(("sort", self.sort))
        if self.columns:
            found.append(("cols", ".".join(self.columns)))
        if self.layout:
            found.append(("layout", self.layout))
        if self.widths:
            found.append(("widths", ".".join(f"{key}-{width}" for key, width in self.widths)))
        return found

    def query(self) -> str:
        """One spelling for one shape, as saved views keep it."""
        return urlencode(self.pairs())

    def condition(self, key: str) -> Condition | None:
        return next((item for item in self.conditions if item.key == key), None)

    def asking(self, key: str, values: Iterable[str], *, negated: bool = False) -> "Shape":
        """The same shape with one condition replaced; without values it goes."""
        wanted = tuple(dict.fromkeys(value for value in values if value != ""))
        kept = tuple(item for item in self.conditions if item.key != key)
        added = (Condition(key, wanted, negated),) if wanted else ()
        return replace(self, conditions=tuple(sorted((*kept, *added))))


class Address(NamedTuple):
    """A whole address. `edited` tells a shape that differs from the view's; `saved` is the view's own shape."""

    view: str
    shape: Shape
    saved: Shape
    q: str = ""
    after: str = ""
    before: str = ""

    @property
    def edited(self) -> bool:
        return self.shape != self.saved

    def pairs(self) -> list[tuple[str, str]]:
        """Everything but the place of the page."""
        found = [("view", self.view)] if self.view else []
        if self.edited:
            found += [*self.shape.pairs(), ("edited", "1")]
        return [*found, ("q", self.q)] if self.q else found

    def spelled(self) -> list[tuple[str, str]]:
        """Everything said in full, for forms that add to it."""
        found = [("view", self.view)] if self.view else []
        return [*found, *self.shape.pairs(), *([("q", self.q)] if self.q else []), ("edited", "1")]

    def link(self, **changes: Any) -> str:
        """The address with changes, beginning with its question mark; the page starts anew unless it is given."""
        place = {"after": changes.pop("after", ""), "before": changes.pop("before", "")}
        pairs = self._replace(**changes).pairs() + [(key, value) for key, value in place.items() if value]
        return "?" + urlencode(pairs)

    def reshaped(self, **changes: Any) -> str:
        """The link to another order, layout or choice of columns."""
        return self.link(shape=replace(self.shape, **changes))


def shape_of(data: QueryDict) -> Shape:
    """Read conditions, order, columns and layout; what is unknown is dropped later, by the list."""
    found: dict[tuple[str, bool], list[str]] = {}
    for name in data:
        if name[:2] in ("f.", "n.") and len(name) > 2:
            values = [value for value in map(_clean, data.getlist(name)) if value]
            if values:
                found[name[2:], name[0] == "n"] = values
    conditions = sorted(Condition(key, tuple(dict.fromkeys(v)), negated) for (key, negated), v in found.items())
    columns = tuple(part for part in data.get("cols", "").split(".") if part)
    layout = data.get("layout", "")
    known = layout if layout in (TABLE, BOARD) else ""
    return Shape(tuple(conditions), data.get("sort", ""), columns, known, widths_of(data.get("widths", "")))


def widths_of(text: str) -> tuple[tuple[str, int], ...]:
    """"name-240.code-96" as keys with widths, within reason; what cannot be read is left out."""
    parts = (part.rpartition("-") for part in text.split("."))
    found = {key: int(width) for key, _dash, width in parts if key and width.isdecimal() and len(width) < 5}
    return tuple(sorted((key, min(max(width, NARROWEST), WIDEST)) for key, width in found.items()))


def read(data: QueryDict, *, view: str, saved: str) -> Address:
    """The address of a request under a view that saved the query `saved`."""
    own = shape_of(QueryDict(saved))
    asked = shape_of(data)
    shape = asked if asked != Shape() or data.get("edited") else own
    return Address(
        view, shape, own, _clean(data.get("q", ""))[:80], data.get("after", "")[:600], data.get("before", "")[:600]
    )


def _clean(text: str) -> str:
    return text.replace("\x00", "").strip()

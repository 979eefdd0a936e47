"""The state of a list is its address: which view, conditions, order, columns and page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

TABLE, BOARD = "table", "board"
NARROWEST, WIDEST = 48, 800
MOST_OPEN = 24
_NAMED = re.compile(r"([fn])([1-9]?)\.(.+)", re.DOTALL)


class Condition(NamedTuple):
    """The values asked of one filter; `negated` keeps the rows that do not match.

    `part` is the number of the bracket in which it stands; 0 are those that stand in none.
    """

    key: str
    values: tuple[str, ...]
    negated: bool = False
    part: int = 0

    @property
    def name(self) -> str:
        return f"{'n' if self.negated else 'f'}{self.part or ''}.{self.key}"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a view saves: conditions, order, grouping, columns with the widths that were changed, and layout.

    All conditions hold, and of each bracket at least one; with `either` it is the other way round: one condition
    holds, or all of one bracket. `group` is the column by which rows are grouped, `unfolded` shows the rows of all groups.
    """

    conditions: tuple[Condition, ...] = ()
    sort: str = ""
    columns: tuple[str, ...] = ()
    layout: str = ""
    widths: tuple[tuple[str, int], ...] = ()
    either: bool = False
    group: str = ""
    unfolded: bool = False

    def pairs(self) -> list[tuple[str, str]]:
        """The parts of the address that say it."""
        found = [(item.name, value) for item in self.conditions for value in item.values]
        found += [(name, "1") for name in ("either", "unfolded") if getattr(self, name)]
        found += [(name, value) for name, value in (("sort", self.sort), ("group", self.group)) if value]
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

    @property
    def parts(self) -> list[int]:
        """The numbers of the brackets."""
        return sorted({item.part for item in self.conditions} - {0})

    def condition(self, key: str, part: int = 0) -> Condition | None:
        return next((item for item in self.conditions if item.key == key and item.part == part), None)

    def asking(self, key: str, values: Iterable[str], *, negated: bool = False, part: int = 0) -> "Shape":
        """The same shape with one condition replaced; without values it goes."""
        wanted = tuple(dict.fromkeys(value for value in values if value != ""))
        kept = tuple(item for item in self.conditions if (item.key, item.part) != (key, part))
        added = (Condition(key, wanted, negated, part),) if wanted else ()
        return replace(self, conditions=tuple(sorted((*kept, *added))))


class Address(NamedTuple):
    """A whole address. `edited` tells a shape that differs from the view's; `saved` is the view's own shape.

    Of a grouped list, `open` are the groups whose rows are shown, and `of` is the one to which the list is narrowed.
    """

    view: str
    shape: Shape
    saved: Shape
    q: str = ""
    after: str = ""
    before: str = ""
    open: tuple[str, ...] = ()
    of: str = ""

    @property
    def edited(self) -> bool:
        return self.shape != self.saved

    def pairs(self) -> list[tuple[str, str]]:
        """Everything but the place of the page."""
        found = [("view", self.view)] if self.view else []
        if self.edited:
            found += [*self.shape.pairs(), ("edited", "1")]
        found += [("open", value) for value in self.open]
        return [*found, *((name, value) for name, value in (("of", self.of), ("q", self.q)) if value)]

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
    """Read what a view saves; what is unknown is dropped later, by the list."""
    columns = tuple(part for part in data.get("cols", "").split(".") if part)
    layout = data.get("layout", "")
    return Shape(
        tuple(sorted(_conditions(data))),
        data.get("sort", ""),
        columns,
        layout if layout in (TABLE, BOARD) else "",
        widths_of(data.get("widths", "")),
        data.get("either") == "1",
        data.get("group", ""),
        data.get("unfolded") == "1",
    )


def _conditions(data: QueryDict) -> Iterator[Condition]:
    for name in data:
        match = _NAMED.fullmatch(name)
        values = dict.fromkeys(value for value in map(_clean, data.getlist(name)) if value) if match else {}
        if match and values:
            yield Condition(match[3], tuple(values), match[1] == "n", int(match[2] or 0))


def asks(data: QueryDict) -> bool:
    """Whether an address names conditions."""
    return any(_NAMED.fullmatch(name) for name in data)


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
        view,
        shape,
        own,
        _clean(data.get("q", ""))[:80],
        data.get("after", "")[:600],
        data.get("before", "")[:600],
        tuple(dict.fromkeys(map(_clean, data.getlist("open"))))[:MOST_OPEN],
        _clean(data.get("of", ""))[:200],
    )


def _clean(text: str) -> str:
    return text.replace("\x00", "").strip()

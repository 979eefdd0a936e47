"""The words in which a module declares what it can import; the engine in this package does the rest.

An importer is four things: the columns (how a cell becomes a value), the natural key (which rows of one file are
the same), the bulk look-up of what exists already, and bulk verbs that create, update, restore and remove.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from gendan.spine.imports import parse
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal

Values = dict[str, Any]
"""Field → parsed value, of the filled cells of mapped columns only; an empty cell overwrites nothing."""


@dataclass
class Context:
    """Who imports, when, and what the run remembers.

    `memory` lives as long as one process works on the batch: caches. `made` is kept with the batch: ids of side
    objects (as product lines) that `undone` may remove again.
    """

    actor: Employee
    now: datetime
    batch_id: int | None = None
    confirmed: dict[str, dict[str, str]] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict)
    made: dict[str, list[int]] = field(default_factory=dict)

    def note(self, kind: str, ids: Iterable[int]) -> None:
        """Remember side objects that this batch made."""
        self.made.setdefault(kind, []).extend(ids)


class Duplicate(NamedTuple):
    """An existing record that a row seems to repeat."""

    id: int
    title: str
    reason: Any = ""


@dataclass(frozen=True)
class Column:
    """One field that a file may fill.

    `parse` turns text into a value or raises ValidationError. With `resolve` the text names something that must
    exist: it gets the distinct texts of a chunk and returns text → value for those it knows; for the others
    `suggest` proposes known texts, best first, which a person confirms once.
    """

    field: str
    title: Any
    aliases: tuple[str, ...] = ()
    parse: Callable[[str], Any] = parse.text
    required: bool = False
    example: str = ""
    resolve: Callable[[set[str], Context], Mapping[str, Any]] | None = None
    suggest: Callable[[str, Context], Sequence[str]] | None = None


@dataclass(frozen=True)
class Importer:
    """What a module can import; all functions work on a chunk of rows with few queries.

    create_many(rows, context)    → for each row its new id, or a Refusal that fails this row only
    update_many(rows, context)    → rows are (id, values); for each None or a Refusal; an absent field is not touched
    snapshot(ids)                 → id → JSON values of what an import writes; equal snapshots = untouched since
    restore_many(before, context) → id → the snapshot to go back to
    remove_many(ids, context)     → remove what was created; may raise for what is in use (then tried one by one)
    check_rows(rows, context)     → index → {field: message}: rules over several cells
    touched(ids, context)         → id → why the record must stay, beyond a changed snapshot (as "has follow-ups")
    after(context)                → once, when all rows are in; returns ids of imported records that it changed
    undone(context)               → once, at the end of an undo: side objects in `context.made`
    confirm(field, spelling, chosen, context) → a person confirmed what a spelling means
    allowed(employee)             → who may import; without it the action "import" on the kind
    belongs                       → the field whose equal text makes rows the lines of one record; create_many then gets whole
                                    records, and answers the same id for all rows of one
    """

    key: str
    kind: str
    label: Any
    columns: tuple[Column, ...]
    natural_key: Callable[[Values], str | None]
    find_duplicates: Callable[[list[Values], Context], Mapping[int, Duplicate]]
    create_many: Callable[[list[Values], Context], Sequence[int | Refusal]]
    update_many: Callable[[list[tuple[int, Values]], Context], Sequence[None | Refusal]]
    snapshot: Callable[[Sequence[int]], Mapping[int, dict[str, Any]]]
    restore_many: Callable[[Mapping[int, dict[str, Any]], Context], None]
    remove_many: Callable[[Sequence[int], Context], None]
    check_rows: Callable[[list[Values], Context], Mapping[int, Mapping[str, Any]]] | None = None
    touched: Callable[[Sequence[int], Context], Mapping[int, Any]] | None = None
    after: Callable[[Context], Iterable[int] | None] | None = None
    undone: Callable[[Context], None] | None = None
    confirm: Callable[[str, str, str, Context], None] | None = None
    allowed: Callable[[Employee], bool] | None = None
    belongs: str = ""
    on_duplicate: str = "skip"
    chunk: int = 2000

    def column(self, name: str) -> Column:
        """The column of a field; KeyError where there is none."""
        for column in self.columns:
            if column.field == name:
                return column
        raise KeyError(name)

    @property
    def required(self) -> list[Column]:
        """Columns without which no row can be created."""
        return [column for column in self.columns if column.required]

"""Rows of a file that make up one record, as an order with its lines: they come in together, or none of them does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from gendan.spine.imports.declare import Importer, Values
from gendan.spine.imports.models import Batch, Row
from gendan.spine.refusal import Refusal

T = TypeVar("T")
Key = Callable[[Row], str]


@dataclass
class Reading:
    """A row as the importer understands it."""

    row: Row
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def key_of(importer: Importer, batch: Batch) -> Key | None:
    """How the record of a row is told from its cells; None where each row is a record of its own."""
    numbers = [int(number) for number, name in batch.columns.items() if importer.belongs and name == importer.belongs]
    if not numbers:
        return None
    number = numbers[0]

    def key(row: Row) -> str:
        text = row.cells[number].strip().casefold() if number < len(row.cells) else ""
        return text or f"\0{row.line}"

    return key


def whole_records(found: list[Row], *, key: Key | None, size: int) -> list[Row]:
    """A chunk without the record at its end that may go on in the next one."""
    if key is None or len(found) < size:
        return found
    last = key(found[-1])
    kept = [row for row in found if key(row) != last]
    return kept or found


def spread_errors(readings: Sequence[Reading], *, key: Key, field: str) -> None:
    """A record with an error in one row does not come in with the rest of its lines."""
    faulty: dict[str, int] = {}
    for reading in readings:
        if reading.errors:
            faulty.setdefault(key(reading.row), reading.row.line)
    for reading in readings:
        line = faulty.get(key(reading.row))
        if line is not None and not reading.errors:
            reading.errors[field] = _("Line %d, which belongs to the same record, has an error.") % line


def grouped(items: Sequence[T], *, key: Callable[[T], str]) -> list[list[T]]:
    """The items by record, records and items in their order."""
    found: dict[str, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return list(found.values())


def records(rows: Sequence[Values], *, field: str) -> list[list[int]]:
    """For `create_many`: the indexes of the rows of each record."""
    texts = [str(row.get(field) or "").strip().casefold() or f"\0{index}" for index, row in enumerate(rows)]
    return grouped(range(len(rows)), key=lambda index: texts[index])


def made_together(groups: list[list[Reading]], create: Callable[[list[Values]], Sequence[Any]]) -> list[Any]:
    """One answer for each record: the ids of its rows, or why it was refused."""
    made = iter(create([reading.values for group in groups for reading in group]))
    answers = [[next(made) for _reading in group] for group in groups]
    return [next((one for one in answer if isinstance(one, Refusal)), answer) for answer in answers]


def spread(answer: Any, *, over: Sequence[Any]) -> list[Any]:
    """The answer of a record for each of its rows."""
    return [answer] * len(over) if isinstance(answer, Refusal) else list(answer)

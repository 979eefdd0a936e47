"""Cells become values: parsed, spelling confirmed, names resolved, rules over several cells checked."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.spine.imports.declare import Column, Context, Importer
from gendan.spine.imports.models import Batch, Row
from gendan.spine.imports.together import Reading, key_of, spread_errors


class Interpreter:
    """Reads chunks of one batch; remembers what names mean."""

    def __init__(self, importer: Importer, batch: Batch, context: Context) -> None:
        self.importer = importer
        self.context = context
        self.columns = [(int(number), importer.column(name)) for number, name in sorted(batch.columns.items())]
        self.key = key_of(importer, batch)
        self.known: dict[str, dict[str, Any]] = {}
        self.unknown: dict[str, Counter[str]] = {}

    def read(self, rows: Sequence[Row]) -> list[Reading]:
        """Values and errors of a chunk, in the order of its rows."""
        readings = [Reading(row) for row in rows]
        for number, column in self.columns:
            texts = [self._text(row, number, column) for row in rows]
            if column.resolve is not None:
                self._learn(column, {text for text in texts if text})
            for reading, text in zip(readings, texts, strict=True):
                self._put(reading, column, text)
        self._check_rows(readings)
        if self.key is not None:
            spread_errors(readings, key=self.key, field=self.importer.belongs)
        return readings

    def _text(self, row: Row, number: int, column: Column) -> str:
        text = row.cells[number] if number < len(row.cells) else ""
        return self.context.confirmed.get(column.field, {}).get(text, text)

    def _learn(self, column: Column, texts: set[str]) -> None:
        assert column.resolve is not None
        known = self.known.setdefault(column.field, {})
        unknown = self.unknown.setdefault(column.field, Counter())
        asked = {text for text in texts if text not in known and text not in unknown}
        if asked:
            found = column.resolve(asked, self.context)
            known.update(found)
            unknown.update(dict.fromkeys(asked - set(found), 0))

    def _put(self, reading: Reading, column: Column, text: str) -> None:
        if not text:
            if column.required:
                reading.errors[column.field] = _("This must be filled in.")
        elif column.resolve is not None:
            self._put_resolved(reading, column, text)
        else:
            try:
                reading.values[column.field] = column.parse(text)
            except ValidationError as error:
                reading.errors[column.field] = " ".join(error.messages)

    def _put_resolved(self, reading: Reading, column: Column, text: str) -> None:
        known = self.known[column.field]
        if text in known:
            reading.values[column.field] = known[text]
        else:
            self.unknown[column.field][text] += 1
            reading.errors[column.field] = _("“%s” is not known.") % text

    def _check_rows(self, readings: list[Reading]) -> None:
        good = [reading for reading in readings if not reading.errors]
        if self.importer.check_rows is None or not good:
            return
        found = self.importer.check_rows([reading.values for reading in good], self.context)
        for index, errors in found.items():
            good[index].errors.update({name: str(message) for name, message in errors.items()})


def context_of(batch: Batch, *, now: Any) -> Context:
    """What the importer is told about this batch."""
    return Context(
        actor=batch.owner, now=now, batch_id=batch.pk, confirmed=batch.values,
        made={kind: list(ids) for kind, ids in batch.made.items()},
    )

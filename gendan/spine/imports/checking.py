"""The check of a batch: errors at the cell, duplicates in the file and in the database, spellings to confirm."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine.imports import queries, registry, rows
from gendan.spine.imports.declare import Context, Duplicate, Importer
from gendan.spine.imports.interpret import Interpreter, context_of
from gendan.spine.imports.models import Batch, Row
from gendan.spine.imports.together import Reading

SUGGESTED = 300


def check(batch: Batch, *, now: datetime) -> Batch:
    """Check every row, a chunk at a time; may be broken off and begun again at any moment."""
    importer = registry.importer(batch.importer)
    work = _Check(importer, batch, context_of(batch, now=now))
    for chunk in rows.chunks(batch, size=importer.chunk, key=work.interpreter.key):
        with transaction.atomic():
            work.check(chunk)
            _beat(batch, work.done, now)
    return _finish(batch, work, now)


class _Check:
    """What a check remembers from chunk to chunk."""

    def __init__(self, importer: Importer, batch: Batch, context: Context) -> None:
        self.importer, self.batch, self.context = importer, batch, context
        self.interpreter = Interpreter(importer, batch, context)
        self.seen: dict[str, int] = {}
        self.counts: Counter[str] = Counter(faulty=0, file=0, database=0, ready=0)
        self.done = 0

    def check(self, chunk: list[Row]) -> None:
        readings = self.interpreter.read(chunk)
        hits = find_duplicates(self.importer, readings, self.context)
        titles = seen_titles(self.importer, hits.values(), self.context)
        changed = []
        for index, reading in enumerate(readings):
            warnings = self._warnings(reading, hits.get(index), titles)
            hit = hits[index].id if index in hits else None
            row = reading.row
            if (row.errors, row.warnings, row.duplicate_of) != (reading.errors, warnings, hit):
                row.errors, row.warnings, row.duplicate_of = reading.errors, warnings, hit
                changed.append(row)
            self._count(row)
        rows.write(changed)
        self.done += len(chunk)

    def _warnings(self, reading: Reading, hit: Duplicate | None, titles: Mapping[int, str]) -> dict[str, Any]:
        warnings: dict[str, Any] = {}
        key = None if reading.errors else self.importer.natural_key(reading.values)
        if key:
            first = self.seen.setdefault(key, reading.row.line)
            if first != reading.row.line:
                warnings["file"] = first
        if hit is not None:
            warnings["database"] = titles[hit.id]
            if hit.reason:
                warnings["why"] = str(hit.reason)
        return warnings

    def _count(self, row: Row) -> None:
        if row.errors:
            self.counts["faulty"] += 1
        elif "file" in row.warnings:
            self.counts["file"] += 1
        elif row.duplicate_of is not None:
            self.counts["database"] += 1
        else:
            self.counts["ready"] += 1


def find_duplicates(importer: Importer, readings: Sequence[Reading], context: Context) -> dict[int, Duplicate]:
    """Index → existing record, asked for the rows without errors only."""
    good = [index for index, reading in enumerate(readings) if not reading.errors]
    found = importer.find_duplicates([readings[index].values for index in good], context) if good else {}
    return {good[index]: hit for index, hit in found.items()}


def seen_titles(importer: Importer, hits: Any, context: Context) -> dict[int, str]:
    """Id → title of an existing record, hidden where the importing person may not see it."""
    listed = {hit.id: str(hit.title) for hit in hits}
    visible = queries.visible_ids(importer.kind, list(listed), employee=context.actor, action="view") if listed else ()
    return {pk: title if pk in visible else _("a record that you may not see") for pk, title in listed.items()}


def _beat(batch: Batch, done: int, now: datetime) -> None:
    Batch.objects.filter(pk=batch.pk).update(progress=done, beat_at=now)


def _finish(batch: Batch, work: _Check, now: datetime) -> Batch:
    batch.counts, batch.progress, batch.beat_at = dict(work.counts), work.done, now
    batch.unknown = _to_confirm(work)
    batch.state, batch.error = Batch.State.CHECKED, ""
    batch.save(update_fields=["counts", "progress", "beat_at", "unknown", "state", "error"])
    return batch


def _to_confirm(work: _Check) -> dict[str, list[dict[str, Any]]]:
    """By field the unknown spellings, the most frequent first, with what each may mean."""
    listed: dict[str, list[dict[str, Any]]] = {}
    for name, unknown in work.interpreter.unknown.items():
        suggest = work.importer.column(name).suggest
        for spelling, times in unknown.most_common(SUGGESTED):
            proposals = list(suggest(spelling, work.context))[:5] if suggest else []
            entry = {"spelling": spelling, "times": times, "suggestions": proposals}
            if times:
                listed.setdefault(name, []).append(entry)
    return listed

"""The run of a batch: chunk after chunk becomes records, each chunk with its rows' outcome in one transaction.

A worker that dies loses at most the chunk at hand; whoever goes on takes the rows that still wait.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from gendan.spine.behind import behind
from gendan.spine.imports import queries, registry, rows
from gendan.spine.imports.checking import find_duplicates, seen_titles
from gendan.spine.imports.declare import Context, Duplicate, Importer, Values
from gendan.spine.imports.interpret import Interpreter, context_of
from gendan.spine.imports.models import Batch, Row
from gendan.spine.imports.together import Reading, grouped, made_together, spread
from gendan.spine.refusal import Refusal
from gendan.spine.whole import gathering

SLICE = 500  # while PostgreSQL stores one, Python makes the next
EXPECTED = (DatabaseError, ValidationError, Refusal, ValueError)


def run(batch: Batch, *, now: datetime) -> Batch:
    """Bring in what waits; returns the batch as it stands afterwards."""
    importer = registry.importer(batch.importer)
    work: _Run | None = None
    while True:
        with transaction.atomic():
            batch = Batch.objects.select_for_update(of=("self",)).select_related("owner").get(pk=batch.pk)
            if batch.state != Batch.State.RUNNING:
                return batch
            work = work or _Run(importer, batch, context_of(batch, now=now))
            chunk = rows.waiting(batch, size=importer.chunk, key=work.interpreter.key)
            if not chunk:
                return _finish(batch, work, now)
            work.take(chunk)
            _count(batch, chunk, work.context, now)


class _Run:
    """What a run remembers from chunk to chunk."""

    def __init__(self, importer: Importer, batch: Batch, context: Context) -> None:
        self.importer, self.batch, self.context = importer, batch, context
        self.interpreter = Interpreter(importer, batch, context)
        self.titles: dict[int, str] = {}

    def take(self, chunk: list[Row]) -> None:
        readings = self.interpreter.read(chunk)
        hits = self._duplicates(readings)
        new: list[Reading] = []
        changes: list[tuple[Reading, int]] = []
        later: list[Reading] = []
        self.titles = seen_titles(self.importer, hits.values(), self.context)
        for index, reading in enumerate(readings):
            self._sort(reading, hits.get(index), new, changes, later)
        self._create(new)
        self._update(changes)
        self._update_earlier(later, chunk)
        rows.write(chunk)

    def _duplicates(self, readings: list[Reading]) -> dict[int, Duplicate]:
        """Asked again inside the save; records of this very batch are judged by the line of the file alone."""
        hits = find_duplicates(self.importer, readings, self.context)
        fresh = {hit.id for index, hit in hits.items() if readings[index].row.duplicate_of != hit.id}
        own = set(
            self.batch.rows.filter(object_id__in=fresh, outcome=Row.Outcome.CREATED).values_list("object_id", flat=True)
        ) if fresh else set()
        return {
            index: hit for index, hit in hits.items() if hit.id not in own and "file" not in readings[index].row.warnings
        }

    def _sort(
        self, reading: Reading, hit: Duplicate | None, new: list[Reading],
        changes: list[tuple[Reading, int]], later: list[Reading],
    ) -> None:
        row = reading.row
        kind = "file" if "file" in row.warnings else "database" if hit else ""
        decision = self._decision(row, kind)
        if reading.errors:
            row.errors = reading.errors
            _fail(row, self._sentence(reading.errors))
        elif not kind or decision == "new":
            new.append(reading)
        elif decision == "skip":
            row.outcome, row.reason = Row.Outcome.SKIPPED, self._why_skipped(row, hit)
        elif kind == "file":
            later.append(reading)
        elif hit is not None:
            changes.append((reading, hit.id))

    def _decision(self, row: Row, kind: str) -> str:
        default = "skip" if kind == "file" else self.importer.on_duplicate
        return str(row.decision or self.batch.duplicates.get(kind) or default)

    def _sentence(self, errors: dict[str, str]) -> str:
        titles = {column.field: str(column.title) for column in self.importer.columns}
        return "; ".join(f"{titles.get(name, name)}: {message}" for name, message in errors.items())

    def _why_skipped(self, row: Row, hit: Duplicate | None) -> str:
        if "file" in row.warnings:
            return str(_("Same as line %d.") % row.warnings["file"])
        return str(_("Exists already: %s") % (self.titles[hit.id] if hit else ""))

    def _create(self, readings: list[Reading]) -> None:
        key = self.interpreter.key
        if key is None:
            made = tried(lambda some: self.importer.create_many(some, self.context), [r.values for r in readings])
        else:
            groups = grouped(readings, key=lambda reading: key(reading.row))
            answers = tried(lambda some: made_together(some, lambda rows: self.importer.create_many(rows, self.context)), groups)
            readings = [reading for group in groups for reading in group]
            made = [one for group, answer in zip(groups, answers, strict=True) for one in spread(answer, over=group)]
        self._record(readings, made, Row.Outcome.CREATED)

    def _update(self, changes: list[tuple[Reading, int]]) -> None:
        """Each record at most once in a call, so that every row keeps its own before and after."""
        allowed = queries.visible_ids(
            self.importer.kind, [pk for _reading, pk in changes], employee=self.context.actor, action="edit"
        ) if changes else set()
        for group in one_of_each(changes):
            for reading, pk in group:
                if pk not in allowed:
                    _fail(reading.row, _("You may not change the record that this row repeats."))
            self._update_once([(reading, pk) for reading, pk in group if pk in allowed])

    def _update_once(self, group: list[tuple[Reading, int]]) -> None:
        if not group:
            return
        before = self.importer.snapshot([pk for _reading, pk in group])
        pairs: list[tuple[int, Values]] = [(pk, reading.values) for reading, pk in group]
        results = tried(lambda some: self.importer.update_many(some, self.context), pairs)
        ids = [result if isinstance(result, Refusal) else pk for (_r, pk), result in zip(group, results, strict=True)]
        self._record([reading for reading, _pk in group], ids, Row.Outcome.UPDATED)
        for reading, pk in group:
            row = reading.row
            if row.outcome == Row.Outcome.UPDATED:
                row.before = before.get(pk)
                if row.before == row.after:
                    row.outcome, row.reason = Row.Outcome.SKIPPED, _("Nothing to change.")

    def _update_earlier(self, readings: list[Reading], chunk: list[Row]) -> None:
        """Rows that repeat an earlier line change what that line became."""
        lines = {reading.row.warnings["file"] for reading in readings}
        ids = dict(self.batch.rows.filter(line__in=lines).values_list("line", "object_id")) if lines else {}
        ids.update({row.line: row.object_id for row in chunk if row.line in lines})
        for reading in readings:
            if ids.get(reading.row.warnings["file"]) is None:
                _fail(reading.row, _("Line %d, which this row repeats, was not imported.") % reading.row.warnings["file"])
        found = [(reading, ids.get(reading.row.warnings["file"])) for reading in readings]
        self._update([(reading, pk) for reading, pk in found if pk is not None])

    def _record(self, readings: list[Reading], results: Sequence[int | Refusal], outcome: Row.Outcome) -> None:
        ids = [result for result in results if not isinstance(result, Refusal)]
        after = self.importer.snapshot(ids) if ids else {}
        for reading, result in zip(readings, results, strict=True):
            row = reading.row
            if isinstance(result, Refusal):
                _fail(row, str(result.reason))
            else:
                row.outcome, row.kind, row.object_id = outcome, self.importer.kind, result
                row.after = after.get(result)


def one_of_each(changes: list[tuple[Any, int]]) -> list[list[tuple[Any, int]]]:
    """The pairs in groups, in their order, so that no group holds an id twice."""
    groups: list[list[tuple[Any, int]]] = []
    turn: Counter[int] = Counter()
    for item, pk in changes:
        if turn[pk] == len(groups):
            groups.append([])
        groups[turn[pk]].append((item, pk))
        turn[pk] += 1
    return groups


def tried(call: Callable[[list[Any]], Sequence[Any]], items: list[Any]) -> list[Any]:
    """The call's results; where it breaks, halves are tried, until the row at fault stands alone with its reason."""
    if not items:
        return []
    try:
        with transaction.atomic(), gathering(), behind():
            results = [result for at in range(0, len(items), SLICE) for result in call(items[at : at + SLICE])]
        if len(results) != len(items):
            raise TypeError("an importer answers for each of its rows")
        return results
    except EXPECTED as error:
        if len(items) == 1:
            return [error if isinstance(error, Refusal) else Refusal(_reason(error))]
        middle = len(items) // 2
        return tried(call, items[:middle]) + tried(call, items[middle:])


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__


def _fail(row: Row, reason: str) -> None:
    row.outcome, row.reason = Row.Outcome.FAILED, reason


def _count(batch: Batch, chunk: list[Row], context: Context, now: datetime) -> None:
    became = Counter(str(row.outcome) for row in chunk)
    batch.created += became[Row.Outcome.CREATED]
    batch.updated += became[Row.Outcome.UPDATED]
    batch.skipped += became[Row.Outcome.SKIPPED]
    batch.failed += became[Row.Outcome.FAILED]
    batch.progress += len(chunk)
    batch.made, batch.beat_at = context.made, now
    batch.save(update_fields=["created", "updated", "skipped", "failed", "progress", "made", "beat_at"])


def _finish(batch: Batch, work: _Run, now: datetime) -> Batch:
    if work.importer.after is not None:
        _look_again(batch, work, list(work.importer.after(work.context) or ()))
    batch.state, batch.error, batch.finished_at, batch.made = Batch.State.DONE, "", now, work.context.made
    batch.save(update_fields=["state", "error", "finished_at", "made"])
    return batch


def _look_again(batch: Batch, work: _Run, ids: list[int]) -> None:
    """Take new snapshots of what the end of the run changed, so that it does not count as somebody's touch."""
    for start in range(0, len(ids), work.importer.chunk):
        some = ids[start : start + work.importer.chunk]
        current = work.importer.snapshot(some)
        changed = list(batch.rows.filter(object_id__in=some, after__isnull=False).order_by("line"))
        for row in changed:
            row.after = current.get(row.object_id or 0, row.after)
        rows.write(changed)

"""The undo of a batch: created records go, changed ones get their old values; what people touched since is kept."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.spine.imports import registry, rows
from gendan.spine.imports.declare import Context, Importer
from gendan.spine.imports.interpret import context_of
from gendan.spine.imports.models import Batch, Row
from gendan.spine.imports.running import EXPECTED, one_of_each

DONE = (Row.Outcome.CREATED, Row.Outcome.UPDATED)


def undo(batch: Batch, *, now: datetime) -> Batch:
    """Take back row after row, the last one first; may be broken off and taken up again."""
    importer = registry.importer(batch.importer)
    while True:
        with transaction.atomic():
            batch = Batch.objects.select_for_update(of=("self",)).select_related("owner").get(pk=batch.pk)
            if batch.state != Batch.State.UNDOING:
                return batch
            context = context_of(batch, now=now)
            chunk = list(batch.rows.filter(outcome__in=DONE).order_by("-line")[: importer.chunk])
            if not chunk:
                return _finish(batch, importer, context, now)
            _take_back(importer, chunk, context)
            batch.progress, batch.beat_at = max(0, batch.progress - len(chunk)), now
            batch.save(update_fields=["progress", "beat_at"])


def _take_back(importer: Importer, chunk: list[Row], context: Context) -> None:
    for group in one_of_each([(row, row.object_id or 0) for row in chunk]):
        listed = [row for row, _pk in group]
        _keep_touched(importer, listed, context)
        created = [row for row in listed if row.outcome == Row.Outcome.CREATED]
        updated = [row for row in listed if row.outcome == Row.Outcome.UPDATED]
        _each(created, lambda some: importer.remove_many([row.object_id or 0 for row in some], context))
        _each(updated, lambda some: importer.restore_many({r.object_id or 0: r.before or {} for r in some}, context))
    rows.write(chunk)


def _keep_touched(importer: Importer, listed: list[Row], context: Context) -> None:
    ids = [row.object_id or 0 for row in listed]
    current = importer.snapshot(ids)
    created = [row.object_id or 0 for row in listed if row.outcome == Row.Outcome.CREATED]
    reasons = importer.touched(created, context) if importer.touched and created else {}
    for row in listed:
        pk = row.object_id or 0
        if pk not in current:
            row.outcome, row.reason = Row.Outcome.UNDONE, _("It had been removed already.")
        elif current[pk] != row.after:
            _keep(row, _("It was changed after the import."))
        elif pk in reasons and row.outcome == Row.Outcome.CREATED:
            _keep(row, str(reasons[pk]))


def _each(listed: list[Row], call: Callable[[list[Row]], None]) -> None:
    """All at once; where that breaks, halves, until the row that cannot be taken back is kept with its reason."""
    if not listed:
        return
    try:
        with transaction.atomic():
            call(listed)
    except EXPECTED:
        if len(listed) == 1:
            _keep(listed[0], _("It is in use elsewhere."))
            return
        middle = len(listed) // 2
        _each(listed[:middle], call)
        _each(listed[middle:], call)
        return
    for row in listed:
        row.outcome = Row.Outcome.UNDONE


def _keep(row: Row, reason: str) -> None:
    row.outcome, row.reason = Row.Outcome.KEPT, reason


def _finish(batch: Batch, importer: Importer, context: Context, now: datetime) -> Batch:
    if importer.undone is not None:
        importer.undone(context)
    batch.state, batch.finished_at, batch.error = Batch.State.UNDONE, now, ""
    batch.save(update_fields=["state", "finished_at", "error"])
    return batch

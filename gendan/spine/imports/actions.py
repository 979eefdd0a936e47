"""Verbs of imports: open a file, say how it is read, decide about rows, check, run, undo."""

from collections.abc import Mapping as Map
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from gendan.spine.imports import guessing, queries, registry, rows, working
from gendan.spine.imports.declare import Context, Importer
from gendan.spine.imports.models import Batch, Mapping, Row
from gendan.spine.imports.reading import Source
from gendan.spine.org.models import Employee
from gendan.spine.refusal import NotAllowed, Refusal

DECISIONS = ("skip", "update", "new")
EDITABLE = (Batch.State.READ, Batch.State.CHECKED, Batch.State.FAILED)


def open_file(
    data: bytes, *, name: str, importer: str, actor: Employee, now: datetime, checked: bool = True
) -> Batch:
    """Keep the file and guess its sheet, header and mapping; refuses what cannot be read, in words."""
    declared = registry.importer(importer)
    if checked:
        require_right(actor, declared)
    source = Source(data)
    folder, suffix = f"imports/{get_random_string(24)}", Path(name).suffix.lower()[:8]
    batch = Batch(importer=declared.key, name=Path(name).name[:200], owner=actor, created_at=now, sheet=source.sheet)
    batch.values = queries.remembered_values(declared)
    batch.file.save(f"{folder}{suffix}", ContentFile(data), save=False)
    return _lay_out(batch, source, header_row=None)


def set_layout(batch: Batch, *, sheet: str, header_row: int) -> Batch:
    """Read another sheet, or the header from another line (from 0); rows already read are dropped."""
    _require_state(batch, EDITABLE)
    source = Source(data_of(batch), sheet=sheet)
    batch.sheet, batch.state, batch.total = source.sheet, Batch.State.READ, 0
    batch.rows.all().delete()
    return _lay_out(batch, source, header_row=header_row)


def set_mapping(batch: Batch, *, columns: Map[str, str], now: datetime) -> Batch:
    """Say which column fills which field, and remember it for the next file with this header."""
    _require_state(batch, EDITABLE)
    importer = registry.importer(batch.importer)
    chosen = {str(number): name for number, name in columns.items() if name}
    _check_mapping(importer, chosen)
    batch.columns, batch.state = chosen, Batch.State.READ
    batch.save(update_fields=["columns", "state"])
    remember(batch, now=now)
    return batch


def set_duplicates(batch: Batch, *, classes: Map[str, str]) -> Batch:
    """What to do with duplicates "file" and "database": skip, update or new."""
    _require_state(batch, EDITABLE)
    for name, decision in classes.items():
        if name not in ("file", "database") or decision not in DECISIONS:
            raise Refusal(_("Choose skip, update or new."))
        batch.duplicates[name] = decision
    batch.save(update_fields=["duplicates"])
    return batch


def decide_row(row: Row, *, decision: str) -> Row:
    """Decide about one duplicate otherwise than about its class; "" goes back to the class."""
    _require_state(row.batch, EDITABLE)
    if decision not in ("", *DECISIONS):
        raise Refusal(_("Choose skip, update or new."))
    row.decision = decision
    row.save(update_fields=["decision"])
    return row


def edit_cell(row: Row, *, field: str, text: str) -> Row:
    """Correct a cell in place; the next check judges it."""
    _require_state(row.batch, EDITABLE)
    number = next((int(n) for n, name in row.batch.columns.items() if name == field), None)
    if number is None:
        raise Refusal(_("No column of the file fills this field."))
    row.cells = [*row.cells, *[""] * (number + 1 - len(row.cells))]
    row.cells[number] = text.strip()
    row.save(update_fields=["cells"])
    return row


def confirm_values(batch: Batch, *, field: str, chosen: Map[str, str], now: datetime) -> Batch:
    """A person says once what spellings mean; remembered for every later file of this importer."""
    _require_state(batch, EDITABLE)
    importer = registry.importer(batch.importer)
    context = Context(actor=batch.owner, now=now, batch_id=batch.pk)
    importer.column(field)
    with transaction.atomic():
        for spelling, meaning in chosen.items():
            batch.values.setdefault(field, {})[spelling] = meaning
            if importer.confirm is not None:
                importer.confirm(field, spelling, meaning, context)
        batch.save(update_fields=["values"])
        remember(batch, now=now)
    return batch


def start_check(batch: Batch, *, now: datetime) -> Batch:
    """Read the rows of the file, if that has not been done, and hand the check to a worker."""
    _require_state(batch, EDITABLE)
    importer = registry.importer(batch.importer)
    _check_mapping(importer, batch.columns)
    with transaction.atomic():
        if batch.total == 0:
            batch.total = rows.store(batch, Source(data_of(batch), sheet=batch.sheet))
        if batch.total == 0:
            raise Refusal(_("There are no rows below the header."))
        return _hand_over(batch, Batch.State.CHECKING, now)


def start_run(batch: Batch, *, now: datetime) -> Batch:
    """Hand the checked batch to a worker; one that broke goes on where it stood."""
    require_right(batch.owner, registry.importer(batch.importer))
    with transaction.atomic():
        batch = Batch.objects.select_for_update(of=("self",)).select_related("owner").get(pk=batch.pk)
        _require_state(batch, (Batch.State.CHECKED, Batch.State.FAILED))
        batch.progress = batch.rows.exclude(outcome=Row.Outcome.WAITING).count()
        return _hand_over(batch, Batch.State.RUNNING, now, progress=batch.progress)


def start_undo(batch: Batch, *, now: datetime) -> Batch:
    """Take the batch back in the background; whoever brought it in may always do so."""
    with transaction.atomic():
        batch = Batch.objects.select_for_update(of=("self",)).select_related("owner").get(pk=batch.pk)
        _require_state(batch, (Batch.State.DONE, Batch.State.FAILED))
        left = batch.rows.filter(outcome__in=[Row.Outcome.CREATED, Row.Outcome.UPDATED]).count()
        return _hand_over(batch, Batch.State.UNDOING, now, progress=left)


def remember(batch: Batch, *, now: datetime) -> None:
    """Keep mapping and confirmed spellings for the next file with this header."""
    Mapping.objects.update_or_create(
        importer=batch.importer, header_hash=guessing.header_hash(batch.headers),
        defaults={"columns": batch.columns, "values": batch.values, "used_at": now, "used_by": batch.owner},
    )


def data_of(batch: Batch) -> bytes:
    """The file as it was given."""
    with batch.file.open("rb") as stream:
        return bytes(stream.read())


def require_right(actor: Employee, importer: Importer) -> None:
    """Refuse whoever has no right to import this kind."""
    if not queries.may_import(actor, importer):
        raise NotAllowed(_("You may not import %s.") % importer.label, who=_("the administrator"))


def _lay_out(batch: Batch, source: Source, *, header_row: int | None) -> Batch:
    importer = registry.importer(batch.importer)
    head = source.head()
    line = guessing.header_row(head, importer) if header_row is None else header_row
    if line >= len(head):
        raise Refusal(_("The header must be among the first %d lines.") % len(head))
    batch.header_row, batch.headers = line, head[line]
    remembered = queries.remembered_columns(importer, guessing.header_hash(batch.headers))
    batch.columns = remembered or guessing.mapping(batch.headers, importer)
    batch.save()
    return batch


def _check_mapping(importer: Importer, columns: Map[str, str]) -> None:
    fields = list(columns.values())
    known = {column.field for column in importer.columns}
    if len(set(fields)) < len(fields) or not set(fields) <= known:
        raise Refusal(_("Two columns cannot fill the same field."))
    missing = [str(column.title) for column in importer.required if column.field not in fields]
    if missing:
        raise Refusal(_("Say which column holds: %s") % ", ".join(missing))


def _hand_over(batch: Batch, state: Batch.State, now: datetime, *, progress: int = 0) -> Batch:
    batch.state, batch.progress, batch.error, batch.beat_at = state, progress, "", now
    batch.save(update_fields=["state", "progress", "error", "beat_at", "total"])
    working.defer(batch.pk)
    return batch


def _require_state(batch: Batch, states: tuple[Any, ...]) -> None:
    if batch.state not in states:
        raise Refusal(_("This import is %s.") % batch.get_state_display(), code="stale")

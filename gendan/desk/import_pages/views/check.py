"""Step 4: what the check found, corrected in place."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gendan.desk.import_pages.views.steps import own_batch
from gendan.spine.imports import actions, queries, registry
from gendan.spine.imports.models import Batch, Row

SHOWN = 60


@login_required
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Errors at the cell, spellings to confirm, duplicates to decide; then check again or go on."""
    batch = own_batch(request, pk)
    if batch.state in (Batch.State.RUNNING, Batch.State.DONE, Batch.State.UNDOING, Batch.State.UNDONE):
        return redirect("imports:batch", pk=pk)
    if request.method != "POST":
        return render(request, "imports/check.html", _shown(batch))
    changed = _take(batch, request.POST)
    if request.POST.get("then") == "run" and not changed:
        actions.start_run(batch, now=timezone.now())
        return redirect("imports:batch", pk=pk)
    actions.start_check(batch, now=timezone.now())
    return redirect("imports:check", pk=pk)


def _take(batch: Batch, given: QueryDict) -> bool:
    """Write down what was chosen; true when the rows must be checked again."""
    classes = {name: str(given[f"class-{name}"]) for name in ("file", "database") if given.get(f"class-{name}")}
    actions.set_duplicates(batch, classes=classes)
    _take_decisions(batch, given)
    return _take_meanings(batch, given) | _take_cells(batch, given)


def _take_decisions(batch: Batch, given: QueryDict) -> None:
    ids = [int(key[4:]) for key in given if key.startswith("row-") and key[4:].isdecimal()]
    for row in batch.rows.filter(pk__in=ids):
        if given[f"row-{row.pk}"] != row.decision:
            row.batch = batch
            actions.decide_row(row, decision=str(given[f"row-{row.pk}"]))


def _take_meanings(batch: Batch, given: QueryDict) -> bool:
    changed = False
    for name, entries in batch.unknown.items():
        chosen = {
            entry["spelling"]: str(given[f"mean-{name}-{number}"]).strip()
            for number, entry in enumerate(entries) if given.get(f"mean-{name}-{number}", "").strip()
        }
        if chosen:
            actions.confirm_values(batch, field=name, chosen=chosen, now=timezone.now())
            changed = True
    return changed


def _take_cells(batch: Batch, given: QueryDict) -> bool:
    """Cells come as cell-ROW-FIELD; only those that differ are written."""
    wanted: dict[int, dict[str, str]] = {}
    for key in given:
        kind, _dash, rest = key.partition("-")
        number, _dash, name = rest.partition("-")
        if kind == "cell" and number.isdecimal():
            wanted.setdefault(int(number), {})[name] = str(given[key])
    changed = False
    for row in batch.rows.filter(pk__in=wanted):
        row.batch = batch
        for name, text in wanted[row.pk].items():
            if text.strip() != cell_of(row, name):
                actions.edit_cell(row, field=name, text=text)
                changed = True
    return changed


def cell_of(row: Row, name: str) -> str:
    """The text of a row's cell for a field."""
    number = next((int(n) for n, field in row.batch.columns.items() if field == name), -1)
    return row.cells[number] if 0 <= number < len(row.cells) else ""


def _shown(batch: Batch) -> dict[str, Any]:
    importer = registry.importer(batch.importer)
    titles = {column.field: column.title for column in importer.columns}
    unknown = [
        {"field": name, "title": titles.get(name, name), "entries": entries} for name, entries in batch.unknown.items()
    ]
    return {
        "batch": batch, "step": 4, "importer": importer, "unknown": unknown,
        "busy": batch.state == Batch.State.CHECKING, "faulty": _faulty(batch, titles),
        "duplicates": _duplicates(batch), "shown": SHOWN, "importable": batch.total - batch.counts.get("faulty", 0),
        "class_file": batch.duplicates.get("file", "skip"),
        "class_database": batch.duplicates.get("database", importer.on_duplicate),
    }


def _faulty(batch: Batch, titles: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows with an error, each with its faulty cells; spellings to confirm are asked once, above."""
    listed = []
    for row in queries.faulty(batch)[:SHOWN]:
        row.batch = batch
        cells = [
            {"field": name, "title": titles.get(name, name), "text": cell_of(row, name), "message": message}
            for name, message in row.errors.items()
        ]
        listed.append({"row": row, "cells": cells, "text": " · ".join(cell for cell in row.cells if cell)[:160]})
    return listed


def _duplicates(batch: Batch) -> list[dict[str, Any]]:
    return [
        {"row": row, "text": " · ".join(cell for cell in row.cells if cell)[:120]}
        for row in queries.duplicates(batch)[:SHOWN]
    ]

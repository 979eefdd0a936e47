"""Step 5 and after: the run, the batch, its failed rows, its undo, and the list of batches."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from gendan.desk.import_pages.views.steps import own_batch, workbook
from gendan.spine.imports import actions, queries, registry, results
from gendan.spine.imports.models import Batch, Row

SHOWN = 50
PAGE = 30
PROBLEMS = ((Row.Outcome.FAILED, "failed"), (Row.Outcome.KEPT, "kept"), (Row.Outcome.SKIPPED, "skipped"))


@login_required
@require_GET
def batches(request: HttpRequest) -> HttpResponse:
    """The person's batches, newest first; `before` is the id from which to go on."""
    rows = queries.batches_of(request.user)  # type: ignore[arg-type]
    if request.GET.get("before", "").isdecimal():
        rows = rows.filter(pk__lt=int(request.GET["before"]))
    listed = list(rows[: PAGE + 1])
    labels = {one.key: one.label for one in registry.importers()}
    shown = [{"batch": batch, "label": labels.get(batch.importer, batch.importer)} for batch in listed[:PAGE]]
    more = listed[PAGE - 1].pk if len(listed) > PAGE else None
    may = bool(queries.importers_for(request.user))  # type: ignore[arg-type]
    return render(request, "imports/list.html", {"batches": shown, "more": more, "may": may})


@login_required
@require_GET
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of the rows; a batch that was not run yet goes back to its step."""
    batch = own_batch(request, pk)
    if batch.state == Batch.State.READ:
        return redirect("imports:columns", pk=pk)
    if batch.state in (Batch.State.CHECKING, Batch.State.CHECKED):
        return redirect("imports:check", pk=pk)
    return render(request, "imports/batch.html", {**_facts(batch), "step": 5, "parts": _parts(batch)})


@login_required
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone while somebody works on it; then the whole page is fetched anew."""
    batch = own_batch(request, pk)
    response = render(request, "imports/parts/progress.html", _facts(batch))
    if batch.state not in queries.BUSY:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a batch that broke."""
    actions.start_run(own_batch(request, pk), now=timezone.now())
    return redirect("imports:batch", pk=pk)


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the whole batch back."""
    actions.start_undo(own_batch(request, pk), now=timezone.now())
    return redirect("imports:batch", pk=pk)


@login_required
@require_GET
def failed(request: HttpRequest, pk: int) -> HttpResponse:
    """The failed rows as a workbook with a column of reasons."""
    return workbook(results.failed_rows(own_batch(request, pk)), name=f"failed-{pk}.xlsx")


def _facts(batch: Batch) -> dict[str, Any]:
    importer = registry.importer(batch.importer)
    left = batch.total - batch.progress
    return {"batch": batch, "importer": importer, "busy": batch.state in queries.BUSY, "left": left}


def _parts(batch: Batch) -> list[dict[str, Any]]:
    """The rows that did not simply go in, by what became of them; the first ones of each."""
    parts = []
    for outcome, key in PROBLEMS:
        found = queries.with_outcome(batch, outcome)
        rows = [
            {"row": row, "text": " · ".join(cell for cell in row.cells if cell)[:120]} for row in found[:SHOWN]
        ]
        if rows:
            parts.append({"key": key, "label": outcome.label, "rows": rows, "number": found.count()})
    return parts

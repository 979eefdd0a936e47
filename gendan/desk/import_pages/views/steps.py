"""Steps 1 to 3: the file, its sheet and header, its columns."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from gendan.desk.import_pages.forms import FileForm
from gendan.spine.imports import actions, queries, reading, registry, results
from gendan.spine.imports.models import Batch
from gendan.spine.refusal import NotAllowed, Refusal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def own_batch(request: HttpRequest, pk: int) -> Batch:
    """The person's own batch; others do not exist."""
    return get_object_or_404(queries.batches_of(request.user).select_related("owner"), pk=pk)  # type: ignore[arg-type]


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Step 1: choose what the rows are, and give a file or paste text."""
    importers = queries.importers_for(request.user)  # type: ignore[arg-type]
    if request.method != "POST":
        first = request.GET.get("as") or (importers[0].key if importers else "")
        return _new_page(request, FileForm(importers=importers, initial={"importer": first}))
    form = FileForm(request.POST, request.FILES, importers=importers)
    if form.is_valid():
        data, name = form.content()
        try:
            batch = actions.open_file(
                data, name=name, importer=form.cleaned_data["importer"], actor=request.user, now=timezone.now()
            )
            return redirect("imports:sheet" if _is_doubtful(batch) else "imports:columns", pk=batch.pk)
        except NotAllowed:
            raise
        except Refusal as error:
            form.add_error("file", str(error.reason))
    return _new_page(request, form, status=422)


def _is_doubtful(batch: Batch) -> bool:
    """Whether a person should look at sheet and header: several sheets, or a header that is not on top."""
    source = reading.Source(actions.data_of(batch))
    return len(source.sheets) > 1 or batch.header_row > 0 or not batch.columns


def _new_page(request: HttpRequest, form: FileForm, status: int = 200) -> HttpResponse:
    choices = queries.importers_for(request.user)  # type: ignore[arg-type]
    return render(request, "imports/new.html", {"form": form, "importers": choices, "step": 1}, status=status)


@login_required
@require_GET
def template(request: HttpRequest, key: str) -> HttpResponse:
    """An empty workbook with all columns of one importer."""
    importer = next((one for one in queries.importers_for(request.user) if one.key == key), None)  # type: ignore[arg-type]
    if importer is None:
        raise Http404
    return workbook(results.template(importer), name=f"{key}.xlsx")


def workbook(data: bytes, *, name: str) -> HttpResponse:
    """A workbook to be saved."""
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 2: the sheet and the line of the header."""
    batch = own_batch(request, pk)
    if request.method == "POST":
        line = request.POST.get("header_row", "0")
        sheet_name = request.POST.get("sheet", batch.sheet)
        changed = sheet_name != batch.sheet
        header_row = 0 if changed or not line.isdecimal() else int(line)
        actions.set_layout(batch, sheet=sheet_name, header_row=header_row)
        return redirect("imports:sheet" if changed else "imports:columns", pk=batch.pk)
    source = reading.Source(actions.data_of(batch), sheet=batch.sheet)
    return render(request, "imports/sheet.html", {"batch": batch, "source": source, "head": source.head(12), "step": 2})


@login_required
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 3: which column fills which field; going on starts the check."""
    batch, refusal = own_batch(request, pk), ""
    if request.method == "POST":
        chosen = {str(n): request.POST.get(f"column-{n}", "") for n in range(len(batch.headers))}
        try:
            actions.set_mapping(batch, columns=chosen, now=timezone.now())
            actions.start_check(batch, now=timezone.now())
            return redirect("imports:check", pk=batch.pk)
        except Refusal as error:
            refusal, batch.columns = str(error.reason), {n: name for n, name in chosen.items() if name}
    context = {"batch": batch, "columns": _columns(batch), "fields": _fields(batch), "refusal": refusal, "step": 3}
    return render(request, "imports/columns.html", context, status=422 if refusal else 200)


def _columns(batch: Batch) -> list[dict[str, Any]]:
    """Each column with its header, its first values, and the field it fills."""
    source = reading.Source(actions.data_of(batch), sheet=batch.sheet)
    below = source.head(batch.header_row + 60)[batch.header_row + 1 :]
    listed = []
    for number, header in enumerate(batch.headers):
        samples = [row[number] for row in below if number < len(row) and row[number]][:3]
        if header or samples:
            listed.append({"number": number, "header": header, "samples": samples,
                           "field": batch.columns.get(str(number), "")})
    return listed


def _fields(batch: Batch) -> list[Any]:
    return list(registry.importer(batch.importer).columns)

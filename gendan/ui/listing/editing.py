"""One cell of a list changed in place: the form in the cell, the new value after it, or the reason why not."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import DateField, DateInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gendan.spine.access import queries as access
from gendan.spine.refusal import Refusal
from gendan.ui.listing import markup
from gendan.ui.listing.declare import Column
from gendan.ui.listing.pages import sheet_of
from gendan.ui.listing.sheet import Sheet


@login_required
@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, key: str, pk: int, name: str) -> HttpResponse:
    """GET opens the cell (with `show` closes it again), POST writes it through the module's own action."""
    sheet = sheet_of(request, key)
    column = next((item for item in sheet.listing.columns if item.key == name and item.edit), None)
    if column is None or sheet.listing.change is None:
        raise Http404(name)
    record = get_object_or_404(sheet.listing.visible(request.user).select_related(*sheet.listing.related), pk=pk)
    if "show" in request.GET:
        return _shown(sheet, record, column)
    access.require(request.user, "edit", record)
    if request.method == "GET":
        return _open(request, sheet, record, column, getattr(record, column.edit))
    try:
        value = _field(sheet, column).clean(request.POST.get("value", ""))
        sheet.listing.change(record, values={column.edit: value}, actor=request.user, now=timezone.now())
    except (ValidationError, Refusal) as error:
        words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error.reason)
        return _open(request, sheet, record, column, request.POST.get("value", ""), error=words)
    record = get_object_or_404(sheet.load([pk]), pk=pk)
    return _shown(sheet, record, column)


def _field(sheet: Sheet, column: Column) -> Any:
    field = sheet.listing.model._meta.get_field(column.edit).formfield()
    if isinstance(field, DateField):
        field.widget = DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return field


def _open(
    request: HttpRequest, sheet: Sheet, record: Any, column: Column, value: Any, *, error: str = ""
) -> HttpResponse:
    attrs = {"aria-label": str(column.title), **({"aria-invalid": "true"} if error else {})}
    field = _field(sheet, column)
    widget = field.widget.render("value", field.prepare_value(value), attrs)
    context = {"listing": sheet.listing, "record": record, "column": column, "widget": widget, "error": error}
    return render(request, "ui/list/cell_form.html", context, status=422 if error else 200)


def _shown(sheet: Sheet, record: Any, column: Column) -> HttpResponse:
    write = markup.place(column, sheet.listing, sheet.pen, editable=True)
    return HttpResponse(write(record))

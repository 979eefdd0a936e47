"""One cell of a list changed in place: the form in the cell, the new value after it, or the reason why not."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import DateField, DateInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from gendan.spine.access import queries as access
from gendan.spine.fields import actions as fields
from gendan.spine.fields.models import PREFIX, OwnField
from gendan.spine.fields.queries import field_of
from gendan.spine.records import kind_of
from gendan.spine.refusal import Refusal
from gendan.ui.listing import markup
from gendan.ui.listing.declare import Column
from gendan.ui.listing.pages import sheet_of
from gendan.ui.listing.sheet import Sheet
from gendan.ui.own.inputs import initial_of, input_of


@login_required
@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, key: str, pk: int, name: str) -> HttpResponse:
    """GET opens the cell (with `show` closes it again), POST writes it through the module's own action."""
    sheet = sheet_of(request, key)
    column = next((item for item in sheet.listing.columns if item.key == name and sheet.listing.writes(item)), None)
    if column is None:
        raise Http404(name)
    record = get_object_or_404(sheet.listing.visible(request.user).select_related(*sheet.listing.related), pk=pk)
    if "show" in request.GET:
        return _shown(sheet, record, column)
    access.require(request.user, "edit", record)
    if request.method == "GET":
        return _open(request, sheet, record, column)
    try:
        _write(sheet, record, column, _field(sheet, record, column).clean(request.POST.get("value", "")))
    except (ValidationError, Refusal) as error:
        words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error.reason)
        return _open(request, sheet, record, column, request.POST.get("value", ""), error=words)
    record = get_object_or_404(sheet.load([pk]), pk=pk)
    return _shown(sheet, record, column)


def _write(sheet: Sheet, record: Any, column: Column, value: Any) -> None:
    """By the module's own action, or as a field of the company's own."""
    given, who = {column.edit: value}, {"actor": sheet.asked.user, "now": sheet.asked.now}
    if column.edit.startswith(PREFIX):
        fields.put(record, {column.edit.removeprefix(PREFIX): value}, strict=True, **who)
    elif sheet.listing.change is not None:
        sheet.listing.change(record, values=given, **who)


def _own(record: Any, column: Column) -> OwnField | None:
    return field_of(kind_of(record), column.edit.removeprefix(PREFIX)) if column.edit.startswith(PREFIX) else None


def _field(sheet: Sheet, record: Any, column: Column) -> Any:
    if own := _own(record, column):
        return input_of(own, user=sheet.asked.user, raw=(record.own or {}).get(own.key))
    field = sheet.listing.model._meta.get_field(column.edit).formfield()
    if isinstance(field, DateField):
        field.widget = DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return field


def _value(record: Any, column: Column) -> Any:
    """What stands in the cell before it is changed."""
    own = _own(record, column)
    return initial_of(own, (record.own or {}).get(own.key)) if own else getattr(record, column.edit)


def _open(request: HttpRequest, sheet: Sheet, record: Any, column: Column, value: Any = None, *, error: str = "") -> HttpResponse:
    """The form in the cell, with what was typed where that was refused."""
    field = _field(sheet, record, column)
    attrs = {"aria-label": str(column.title), **({"aria-invalid": "true"} if error else {})}
    widget = field.widget.render("value", field.prepare_value(value if error else _value(record, column)), attrs)
    context = {"listing": sheet.listing, "record": record, "column": column, "widget": widget, "error": error}
    return render(request, "ui/list/cell_form.html", context, status=422 if error else 200)


def _shown(sheet: Sheet, record: Any, column: Column) -> HttpResponse:
    write = markup.place(column.beside([record]), sheet.listing, sheet.pen, editable=True)
    return HttpResponse(write(record))

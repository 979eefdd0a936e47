"""A page on which one writes rows: lines, payments, requirements. Empty rows are left out, rows may be taken away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm, formset_factory
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from gendan.spine.refusal import NotAllowed, Refusal

Save = Callable[[list[dict[str, Any]]], Any]
MORE, MOST = "more", 500
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsPage:
    """Rows of one form class; its fields are the columns. `blank` rows stand ready below those that are there.

    `wide` columns take what width is left; a row whose `needed` field is empty counts as empty.
    """

    key: str
    title: Any
    form: type[BaseForm]
    needed: str
    wide: tuple[str, ...] = ()
    note: Any = ""
    blank: int = 3


def rows_page(
    request: HttpRequest, page: RowsPage, *, rows: Sequence[Mapping[str, Any]], save: Save, back: str,
    about: Any = "", form_kwargs: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show the rows; on POST hand all that are filled in to `save`, in their order, and go back.

    Without scripts a button asks for more empty rows, keeping what was written. What is refused stands on top.
    """
    asked_more = request.method == "POST" and MORE in request.POST
    formset = _formset(request, page, rows, dict(form_kwargs or {}), more=asked_more)
    if request.method != "POST" or asked_more:
        return _show(request, page, formset, back=back, about=about)
    if not formset.is_valid():
        return _show(request, page, formset, back=back, about=about, status=UNPROCESSABLE)
    try:
        save(_filled(formset, page))
    except NotAllowed:
        raise
    except Refusal as refusal:
        errors = [f"{refusal.reason} ({refusal.who})" if refusal.who else str(refusal.reason)]
    except ValidationError as error:
        errors = list(error.messages)
    else:
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(back)
    return _show(request, page, formset, back=back, about=about, errors=errors, status=UNPROCESSABLE)


def _formset(request: HttpRequest, page: RowsPage, rows: Sequence[Mapping[str, Any]], kwargs: dict[str, Any], *, more: bool) -> Any:
    made = formset_factory(_optional(page), extra=page.blank, can_delete=True, max_num=MOST, absolute_max=MOST)
    initial = [dict(row) for row in rows]
    if request.method != "POST":
        return made(initial=initial, prefix=page.key, form_kwargs=kwargs)
    data = request.POST.copy()
    total = f"{page.key}-TOTAL_FORMS"
    if more and (count := data.get(total) or "0").isdecimal():
        data[total] = str(int(count) + page.blank)
    return made(data, initial=initial, prefix=page.key, form_kwargs=kwargs)


def _optional(page: RowsPage) -> type[BaseForm]:
    """The row's form, for which a row without the needed field says nothing, whatever else stands in it."""

    class Row(page.form):  # type: ignore[name-defined,misc]
        def has_changed(self) -> bool:
            return bool(self.is_bound and str(self.data.get(self.add_prefix(page.needed), "")).strip())

        def full_clean(self) -> None:
            self.empty_permitted = True
            super().full_clean()

    return Row


def _filled(formset: Any, page: RowsPage) -> list[dict[str, Any]]:
    rows = [form.cleaned_data for form in formset if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [{name: value for name, value in row.items() if name != "DELETE"} for row in rows if row.get(page.needed)]


def _columns(form: BaseForm, page: RowsPage) -> list[dict[str, Any]]:
    return [
        {"field": field, "wide": field.name in page.wide} for field in form.visible_fields() if field.name != "DELETE"
    ]


def _row(form: BaseForm, page: RowsPage) -> dict[str, Any]:
    for name in form.fields:
        form.fields[name].widget.attrs.setdefault("aria-label", str(form.fields[name].label))
    return {"form": form, "columns": _columns(form, page), "hidden": form.hidden_fields(), "away": form["DELETE"]}


def _show(
    request: HttpRequest, page: RowsPage, formset: Any, *, back: str, about: Any, errors: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    context = {
        "page": page, "formset": formset, "back": back, "about": about, "errors": errors,
        "rows": [_row(form, page) for form in formset], "blank": _row(formset.empty_form, page),
    }
    return render(request, "ui/form/rows.html", context, status=status)

"""The one view of every form page: shows it, saves it once, and says what is wrong where it is wrong."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine.records import kind_of
from gendan.spine.refusal import NotAllowed, Refusal, Stale
from gendan.ui.form import once
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.own import form as own
from gendan.ui.records import record_url

Save = Callable[[dict[str, Any]], Any]
UNPROCESSABLE, CONFLICT = 422, 409


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its bound fields; `wide` holds the names that take both columns."""

    section: Section
    fields: list[Any]
    wide: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people wrote: what stands now, what this person wrote, what both began with."""

    field: Any
    theirs: str
    yours: str
    original: str
    raw: str


def form_page(
    request: HttpRequest, page: FormPage, *, save: Save, form_kwargs: dict[str, Any] | None = None,
    cancel_url: str = "", goes_to: str = "", context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the form; on POST hand its clean data to `save` and go to the record that it returns, or to `goes_to`.

    A page that names its kind also asks for the company's own fields, and saves them with the record.

    ValidationError and Refusal stand at their fields, Stale opens the comparison, NotAllowed goes through.
    """
    more = {"cancel_url": cancel_url, **(context or {})}
    if request.method != "POST":
        return _show(request, page, _form(request, page, form_kwargs), more)
    form = _form(request, page, form_kwargs, request.POST, request.FILES)
    if not (form.is_valid() and own.is_whole(form)):
        return _show(request, page, form, more, status=UNPROCESSABLE)
    try:
        url = once.do(
            request.POST.get("once", ""), lambda: _url_of(_saved(request, form, save), goes_to), actor=request.user,
            now=timezone.now(),
        )
    except Stale as stale:
        return _conflict(request, page, stale, form_kwargs or {}, more)
    except (ValidationError, Refusal) as error:
        put_errors(form, error)
        return _show(request, page, form, more, status=UNPROCESSABLE)
    return HttpResponseRedirect(url)


def put_errors(form: Any, error: ValidationError | Refusal) -> None:
    """Write what an action refused at the field at fault, else on top; a missing right goes through."""
    if isinstance(error, NotAllowed):
        raise error
    if isinstance(error, Refusal):
        words = f"{error.reason} ({error.who})" if error.who else str(error.reason)
        form.add_error(error.field if error.field in form.fields else None, words)
        return
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, texts in found.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


def _form(request: HttpRequest, page: FormPage, form_kwargs: dict[str, Any] | None, *data: Any) -> Any:
    form = page.form(*data, **(form_kwargs or {}))
    if page.kind:
        own.add_to(form, kind=page.kind, user=request.user, record=(form_kwargs or {}).get("instance"))
    return form


def _saved(request: HttpRequest, form: Any, save: Save) -> Any:
    """The module's action first, then the company's own fields; both or neither."""
    record = save(form.cleaned_data)
    own.save(form, record, actor=request.user, now=timezone.now())
    return record


def _url_of(result: Any, goes_to: str) -> str:
    if goes_to or isinstance(result, str):
        return goes_to or result
    return record_url(kind_of(result), result.pk) or "/"


def _show(
    request: HttpRequest, page: FormPage, form: Any, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    _mark_errors(form)
    context = {
        "page": page, "form": form, "parts": _parts(page, form), "hidden": form.hidden_fields(),
        "token": request.POST.get("once") or once.new_token(), "original": _original(request, form),
        "crumb_url": reverse(page.crumb[1]) if page.crumb else "", **more,
    }
    return render(request, "ui/form.html", context, status=status)


def _parts(page: FormPage, form: Any) -> list[Part]:
    visible = {field.name: field for field in form.visible_fields()}
    added = own.sections_of(form)
    others = tuple(name for name in visible if not any(name in section.fields for section in added))
    return [
        Part(section, [visible[name] for name in section.fields if name in visible], section.wide)
        for section in (*(page.sections or (Section(title="", fields=others),)), *added)
    ]


def _mark_errors(form: Any) -> None:
    """Tie each broken field to its sentence, for those who hear the page; focus the first one."""
    for name in form.errors:
        if name in form.fields:
            attrs = form.fields[name].widget.attrs
            attrs.update({"aria-invalid": "true", "aria-describedby": f"{form[name].auto_id}_error"})


# -- two people at once -----------------------------------------------------------------------------------------


def _original(request: HttpRequest, form: Any) -> str:
    """The values that the form began with, as text, sent along for the comparison."""
    if request.method == "POST":
        return request.POST.get("original", "{}")
    return json.dumps({field.name: _text(form, field.name, field.initial) for field in form.visible_fields()})


def _conflict(
    request: HttpRequest, page: FormPage, stale: Stale, form_kwargs: dict[str, Any], more: dict[str, Any]
) -> HttpResponse:
    data = request.POST.copy()
    if "revision" in stale.current:
        data["revision"] = str(stale.current["revision"])
    began, untouched = _began(request), _form(request, page, form_kwargs, data)
    current = stale.current | own.current_of(untouched)
    _take_untouched(data, untouched, current, began)
    form = _form(request, page, form_kwargs, data, request.FILES)
    form.is_valid()
    found = differences(form, current, began)
    words = {"conflict": found, "stale": str(stale.reason) or _("Somebody else has changed this meanwhile.")}
    return _show(request, page, form, {**more, **words}, status=CONFLICT)


def _take_untouched(data: Any, form: Any, current: dict[str, Any], began: dict[str, str]) -> None:
    """Where this person changed nothing, what the other one wrote goes into the form."""
    for field in form.visible_fields():
        if field.name not in current or _text(form, field.name, field.value()) != began.get(field.name, ""):
            continue
        raw = field.field.prepare_value(current[field.name])
        data.pop(field.html_name, None)
        if raw not in (None, False, ""):
            data.setlist(field.html_name, raw if isinstance(raw, list) else [str(raw)])


def differences(form: Any, current: dict[str, Any], began: dict[str, str]) -> list[Difference]:
    """The fields where what stands now is neither what this person wrote nor what the form began with."""
    found = []
    for field in form.visible_fields():
        if field.name not in current:
            continue
        theirs, yours = _text(form, field.name, current[field.name]), _text(form, field.name, field.value())
        if theirs != yours:
            original, raw = began.get(field.name, ""), field.field.prepare_value(current[field.name])
            found.append(Difference(field, theirs, yours, original, "" if raw is None else str(raw)))
    return found


def _began(request: HttpRequest) -> dict[str, str]:
    try:
        found = json.loads(request.POST.get("original", "{}"))
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _text(form: Any, name: str, value: Any) -> str:
    """A value as the reader of a comparison knows it: the label of a choice, else its text."""
    value = form.fields[name].prepare_value(value)
    if value is None or value == "":
        return ""
    choices = getattr(form.fields[name], "choices", None)
    if isinstance(value, list):
        labels = dict(choices or ())
        return "、".join(str(labels.get(one, one)) for one in value)
    if choices is not None and not hasattr(choices, "queryset"):
        known = dict(choices)
        return "、".join(str(known.get(one, one)) for one in (value if isinstance(value, list) else [value]))
    return str(value)

"""How a dialog or a page of one form is shown and answered, with scripts and without."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.ui.records import record_url


def show(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    """The form in the dialog for htmx, else on a page of its own. Context: title, action, submit, forms, note."""
    fragment = bool(request.htmx) and not request.htmx.boosted  # type: ignore[attr-defined]
    template = "procedures/dialog.html" if fragment else "procedures/page.html"
    back = request.POST.get("next") or request.GET.get("next") or ""
    return render(request, template, {"next": back, **context}, status=status)


def done(request: HttpRequest, words: Any, *, url: str) -> HttpResponse:
    """Say so in a toast, and go where the caller wanted, else to `url`; htmx loads its page again."""
    messages.success(request, str(words))
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    if request.htmx and not safe:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": wanted})
    return redirect(wanted if safe else url)


def put_errors(forms: list[BaseForm], error: ValidationError | Refusal) -> None:
    """Write what the action refused at the fields at fault; what has no field stands above the first form."""
    found = _by_field(error)
    for name, words in found.items():
        home = next((form for form in forms if name in form.fields), forms[0])
        for word in words:
            if word not in home.errors.get(name, []):
                home.add_error(name if name in home.fields else None, word)


def _by_field(error: ValidationError | Refusal) -> dict[str, list[str]]:
    if isinstance(error, Refusal):
        if isinstance(error, NotAllowed) or not error.field:
            raise error
        return {error.field: [str(error.reason)]}
    if hasattr(error, "error_dict"):
        return dict(error.message_dict)
    return {"": list(error.messages)}


def todo_url(todo: Todo) -> str:
    """The page of the record that a to-do belongs to, else of what it stands under, else the list."""
    return record_url(todo.record_kind, todo.record_id) or record_url(todo.main_kind, todo.main_id) or "/todos"

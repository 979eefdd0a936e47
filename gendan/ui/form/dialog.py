"""A small form in the dialog, or on a page of its own where scripts are missing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gendan.spine.refusal import Refusal
from gendan.ui.form.page import UNPROCESSABLE, put_errors

Save = Callable[[dict[str, Any]], Any]


def dialog_form(
    request: HttpRequest, form: BaseForm, *, title: Any, save: Save, back: str, submit: Any = "",
    done: Any = "", question: Any = "", delete: Any = "",
    body: str = "", context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Ask, hand the clean data to `save`, and go back; what the action refuses stands at its field.

    `form` is bound on POST by the caller. `done` is said in a toast on the page that follows; `delete` is the
    word on a second button that posts "delete". `body` is a template for the fields, where they are not simply one
    below the other; `context` is for it.
    """
    context = {**(context or {}), "body": body, "title": title, "form": form, "submit": submit or _("Save"), "question": question,
               "action": request.get_full_path(), "back": back, "delete": delete}
    if request.method != "POST":
        return _show(request, context)
    if not form.is_valid():
        return _show(request, context, status=UNPROCESSABLE)
    try:
        save(form.cleaned_data)
    except (ValidationError, Refusal) as error:
        put_errors(form, error)
        return _show(request, context, status=UNPROCESSABLE)
    if done:
        messages.success(request, str(done))
    return gone(request, back)


def _show(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    template = "ui/dialog_form.html" if request.htmx else "ui/dialog_page.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=status)


def gone(request: HttpRequest, url: str) -> HttpResponse:
    """Go to a page, for htmx and for plain browsers alike."""
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)

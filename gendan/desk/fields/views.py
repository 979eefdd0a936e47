"""Administrators add fields to the records of the company, change them, and take them out of use."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.desk.fields import tables
from gendan.desk.fields.forms import FieldForm
from gendan.desk.settings.gate import PageRequest, for_administrators
from gendan.spine.access.declarations import label_of
from gendan.spine.fields import actions, queries
from gendan.spine.fields.jobs import defer
from gendan.spine.fields.models import OwnField
from gendan.spine.refusal import Refusal
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.page import form_page

ASK = ["GET", "POST"]
PAGE = FormPage(
    key="own-field", title=gettext_lazy("New field"), form=FieldForm, submit=gettext_lazy("Save"),
    crumb=(gettext_lazy("Own fields"), "fields:list"), draft=False,
    sections=(
        Section(title=gettext_lazy("What it is"), fields=("title", "type", "options", "target", "help"), wide=("help",)),
        Section(title=pgettext_lazy("field", "Rules"), fields=("required", "unique", "indexed")),
        Section(title=gettext_lazy("Where it stands"), fields=("section", "position", "on_form", "on_card", "on_list", "on_board")),
        Section(title=gettext_lazy("Who, and when"), fields=("view_roles", "edit_roles", "shown_field", "shown_values")),
    ),
)


@require_GET
@for_administrators
def fields(request: PageRequest) -> HttpResponse:
    """All kinds of record with the fields that the company has added, and the archived ones."""
    return render(request, "fields/list.html", {"kinds": tables.kinds()})


@require_http_methods(ASK)
@for_administrators
def add(request: PageRequest, kind: str) -> HttpResponse:
    """Add a field to a kind of record."""
    if kind not in queries.kinds():
        raise Http404(kind)

    def save(data: dict[str, Any]) -> str:
        field = actions.add_field(
            kind=kind, type=data["type"], options=data["options"], target=data["target"], values=data, actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The field “%s” stands on the form.") % field.title)
        return reverse("fields:list")

    return _form(request, kind, save, {})


@require_http_methods(ASK)
@for_administrators
def change(request: PageRequest, pk: int) -> HttpResponse:
    """Change a field; who was slower sees both versions."""
    field = get_object_or_404(tables.fields(), pk=pk)

    def save(data: dict[str, Any]) -> str:
        actions.change_field(
            field, values={name: value for name, value in data.items() if name not in ("type", "target")},
            options=data.get("options"), revision=data["revision"], actor=request.user, now=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return reverse("fields:list")

    return _form(request, field.kind, save, {"instance": field}, title=field.title)


def _form(request: PageRequest, kind: str, save: Any, kwargs: dict[str, Any], *, title: str = "") -> HttpResponse:
    page = replace(PAGE, title=title or PAGE.title, note=label_of(kind))
    return form_page(request, page, save=save, form_kwargs={"kind": kind, **kwargs}, cancel_url=reverse("fields:list"))


@require_POST
@for_administrators
def archive(request: PageRequest, pk: int) -> HttpResponse:
    """Take a field out of use; what was filled in stays."""
    field = _field(pk)
    actions.archive_field(field, actor=request.user, now=timezone.now())
    messages.success(request, _("“%s” is archived. What was filled in stays, and comes back with it.") % field.title)
    return redirect("fields:list")


@require_POST
@for_administrators
def restore(request: PageRequest, pk: int) -> HttpResponse:
    """Bring an archived field back."""
    field = _field(pk)
    try:
        actions.restore_field(field, actor=request.user, now=timezone.now())
        messages.success(request, _("“%s” is back, with everything that was filled in.") % field.title)
    except (Refusal, ValidationError) as error:
        messages.error(request, " ".join(error.messages) if isinstance(error, ValidationError) else str(error.reason))
    return redirect("fields:list")


@require_POST
@for_administrators
def index(request: PageRequest, pk: int) -> HttpResponse:
    """Try once more to build the indexes of a field."""
    defer(_field(pk).pk)
    messages.success(request, _("It is being indexed."))
    return redirect("fields:list")


def _field(pk: int) -> OwnField:
    return get_object_or_404(tables.fields(), pk=pk)

"""The gate of the company, and templates."""

from typing import Any

from django.conf import settings as django
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.mails import actions, gate, queries
from gendan.modules.mails.forms import GateForm, TemplateForm
from gendan.modules.mails.models import Template
from gendan.modules.mails.words import NUMBERS
from gendan.spine.links.pages import origin_of
from gendan.spine.messages.actions import require_administrator
from gendan.spine.messages.sms import incoming
from gendan.spine.org.queries import numbers
from gendan.ui.form.page import UNPROCESSABLE, put_errors


@login_required
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """How hard each point of F05 is, and the numbers."""
    user: Any = request.user
    require_administrator(user)
    now = timezone.now()
    form = GateForm(request.POST or None, levels=gate.levels(now=now), numbers=numbers(NUMBERS, at=now))
    if request.method == "POST" and form.is_valid():
        try:
            actions.settle_gate(levels=form.levels(), values=form.numbers(), actor=user, now=now)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("mails:settings")
    context = {"form": form, "push": _push_address(request)}
    return render(request, "mails/settings.html", context, status=UNPROCESSABLE if form.errors else 200)


def _push_address(request: HttpRequest) -> str:
    """Where the provider of short messages pushes replies to; nothing without a provider."""
    provider = django.SMS.get("provider", "")
    if provider not in incoming.READERS:
        return ""
    return origin_of(request) + reverse("mails:hear", args=[provider, incoming.key_of(provider)])


@login_required
@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """The company's templates and one's own."""
    return render(request, "mails/templates.html", {"templates": queries.templates_for(request.user)})  # type: ignore[arg-type]


@login_required
@require_http_methods(["GET", "POST"])
def template(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a template or change it; administrators write the company's."""
    user: Any = request.user
    row = get_object_or_404(queries.templates_for(user), pk=pk) if pk else Template(owner=user)
    form = TemplateForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        if not pk and user.is_administrator and request.POST.get("company"):
            row.owner = None
        actions.keep_template(row, values=form.cleaned_data, actor=user)
        messages.success(request, _("Saved."))
        return redirect("mails:templates")
    return render(request, "mails/template.html", {"form": form, "row": row, "pk": pk}, status=UNPROCESSABLE if form.errors else 200)


@login_required
@require_POST
def remove_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a template away."""
    row = get_object_or_404(queries.templates_for(request.user), pk=pk)  # type: ignore[arg-type]
    actions.remove_template(row, actor=request.user)  # type: ignore[arg-type]
    return redirect("mails:templates")

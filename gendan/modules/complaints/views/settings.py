"""The settings of complaints: profile, routing table, causes (A3)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.complaints import actions, queries
from gendan.modules.complaints.forms.desk import CauseForm, RouteForm
from gendan.modules.complaints.models import Cause, Complaint, Route
from gendan.modules.knowledge.queries import role_choices
from gendan.spine.access.queries import require_any
from gendan.ui.form.dialog import dialog_form

ASK = ["GET", "POST"]


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """All profiles with their routes, the one in force first, and the causes."""
    require_any(request.user, "configure", Complaint)
    names = dict(role_choices())
    found: list[dict[str, Any]] = [
        {"row": one, "routes": [{"row": route, "who": str(route.department or names.get(route.role, "—"))} for route in one.routes.all()]}
        for one in queries.profiles()
    ]
    found.sort(key=lambda one: not one["row"].chosen)
    return render(request, "complaints/settings.html", {"profiles": found, "causes": queries.causes()})


@login_required
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """These deadlines hold from now on."""
    require_any(request.user, "configure", Complaint)
    actions.choose_profile(get_object_or_404(queries.profiles(), pk=pk), actor=request.user, now=timezone.now())
    return redirect("complaints:settings")


def _route_form(request: HttpRequest, profile: Any, row: Route | None) -> HttpResponse:
    def save(data: dict[str, Any]) -> Route:
        return actions.write_route(row, profile=profile, values=data, actor=request.user, now=timezone.now())

    form = RouteForm(request.POST or None, instance=row, profile=profile)
    return dialog_form(request, form, title=_("Route"), save=save, back=reverse("complaints:settings"))


@login_required
@require_http_methods(ASK)
def route_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Another row of a profile."""
    require_any(request.user, "configure", Complaint)
    return _route_form(request, get_object_or_404(queries.profiles(), pk=pk), None)


@login_required
@require_http_methods(ASK)
def route(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a row."""
    require_any(request.user, "configure", Complaint)
    row = get_object_or_404(queries.routes(), pk=pk)
    return _route_form(request, row.profile, row)


@login_required
@require_POST
def route_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a row out of the table."""
    require_any(request.user, "configure", Complaint)
    actions.remove_route(get_object_or_404(queries.routes(), pk=pk), actor=request.user, now=timezone.now())
    return redirect("complaints:settings")


@login_required
@require_http_methods(ASK)
def cause(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a cause, or change it."""
    require_any(request.user, "configure", Complaint)
    row = get_object_or_404(queries.causes(), pk=pk) if pk else None

    def save(data: dict[str, Any]) -> Cause:
        return actions.write_cause(row, values=data, actor=request.user, now=timezone.now())

    return dialog_form(request, CauseForm(request.POST or None, instance=row), title=_("Cause"), save=save, back=reverse("complaints:settings"))

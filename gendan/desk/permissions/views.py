"""The rules by role: who sees, edits, deletes what; which fields are asterisks; the switches."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from gendan.desk.permissions import matrix
from gendan.spine.access import actions
from gendan.spine.access.declarations import Kind, kinds
from gendan.spine.access.queries import action_label
from gendan.spine.access.scopes import Scope
from gendan.spine.org.models import Role


def _kind(name: str) -> Kind:
    for kind in kinds():
        if kind.kind == name or not name:
            return kind
    raise Http404


def _to(kind: Kind) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('permissions')}?kind={kind.kind}")


def _switch_labels() -> dict[str, tuple[str, str]]:
    return {
        "access.responsible_object": (
            _("Responsible object"), _("Whoever is responsible for a customer sees all that stands under it."),
        ),
        "access.related_object": (
            _("Related object"), _("Whoever is related to a customer, or had it opened, sees all that stands under it."),
        ),
        "access.contains_narrower": (
            _("Wide scopes contain narrow ones"), _("For activities: a scope by department also shows what one wrote."),
        ),
    }


def _context(request: HttpRequest, kind: Kind) -> dict[str, Any]:
    labels = _switch_labels()
    return {
        "kinds": kinds(), "kind": kind, "scopes": Scope.choices, "rows": matrix.matrix_of(kind),
        "action_labels": [action_label(action) for action in kind.actions], "changes": matrix.changes_of(kind),
        "masks": list(matrix.masks_of(kind)), "fields": matrix.maskable_fields(kind), "roles": matrix.roles(),
        "switches": [
            {"name": name, "on": on, "label": labels[name][0], "hint": labels[name][1]}
            for name, on in matrix.switches_now(request.user).items()
        ],
    }


@login_required
@require_http_methods(["GET", "POST"])
def permissions(request: HttpRequest) -> HttpResponse:
    """The matrix of one kind; saving changes what differs, each change logged."""
    actions.require_may_set_rules(request.user)
    kind = _kind(request.GET.get("kind", ""))
    if request.method == "POST":
        changed = matrix.save_matrix(
            kind, data=request.POST, actor=request.user, now=timezone.now(), reason=request.POST.get("reason", "")[:200]
        )
        messages.success(request, ngettext("%(count)s right changed", "%(count)s rights changed", changed) % {"count": changed})
        return _to(kind)
    return render(request, "permissions/matrix.html", _context(request, kind))


@login_required
@require_POST
def mask(request: HttpRequest, kind: str) -> HttpResponse:
    """Hide a field from a role, or show it again."""
    actions.require_may_set_rules(request.user)
    found, field = _kind(kind), request.POST.get("field", "")
    role = get_object_or_404(Role, key=request.POST.get("role", ""))
    if field in matrix.maskable_fields(found):
        hidden = request.POST.get("hidden") == "1"
        actions.set_mask(role, kind=found.kind, field=field, hidden=hidden, actor=request.user)
    return _to(found)


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Turn one of the switches."""
    on = request.POST.get("on") == "1"
    matrix.set_switch(request.POST.get("name", ""), value=on, actor=request.user, now=timezone.now())
    return HttpResponseRedirect(reverse("permissions"))

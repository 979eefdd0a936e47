"""Roles and the company's own titles."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.forms import MapTitleForm
from gendan.desk.settings.gate import PageRequest, for_permission_givers
from gendan.spine.org import actions, tables


@for_permission_givers
def roles(request: PageRequest) -> HttpResponse:
    """Each role with its titles and holders; roles that nobody holds say so."""
    form = MapTitleForm(request.POST or None)
    if request.method == "POST" and carried_out(
        form,
        lambda data: actions.map_title(
            data["role"].key, title=data["title"], actor=request.user, now=timezone.now()
        ),
    ):
        return redirect("settings:roles")
    context = {"roles": tables.role_table(), "titles": tables.titles(), "form": form}
    return render(request, "settings/roles.html", context, status=422 if form.errors else 200)


@require_POST
@for_permission_givers
def unmap(request: PageRequest) -> HttpResponse:
    """Take a title off a role."""
    key, title = request.POST.get("role", ""), request.POST.get("title", "")
    actions.unmap_title(key, title=title, actor=request.user, now=timezone.now())
    return redirect("settings:roles")

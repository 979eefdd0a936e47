"""The administrator's pages: chat robots, and messages that could not be delivered."""

from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.desk.inbox.forms import RobotForm
from gendan.spine.messages import actions, queries
from gendan.spine.messages.models import Robot
from gendan.spine.refusal import NotAllowed, Refusal


@login_required
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """All robots."""
    actions.require_administrator(request.user)  # type: ignore[arg-type]
    return render(request, "inbox/robots.html", {"robots": queries.robots(), "mail": queries.mail_is_set_up()})


@login_required
@require_http_methods(["GET", "POST"])
def robot(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add or change one robot."""
    actions.require_administrator(request.user)  # type: ignore[arg-type]
    row = get_object_or_404(queries.robots(), pk=pk) if pk else Robot()
    form = RobotForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_robot(form.save(commit=False), actor=request.user)  # type: ignore[arg-type]
            toasts.success(request, _("Saved."))
            return redirect("messages:robots")
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "inbox/robot.html", {"form": form, "row": row}, status=422 if form.errors else 200)


@login_required
@require_POST
def test(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a test message now, and say how it went."""
    row = get_object_or_404(queries.robots(), pk=pk)
    try:
        actions.try_robot(row, actor=request.user, now=timezone.now())  # type: ignore[arg-type]
        toasts.success(request, _("The test arrived at %s.") % row.name)
    except NotAllowed:
        raise
    except Refusal as error:
        toasts.error(request, str(error.reason))
    return redirect("messages:robots")


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a robot away."""
    actions.remove_robot(get_object_or_404(queries.robots(), pk=pk), actor=request.user)  # type: ignore[arg-type]
    return redirect("messages:robots")


@login_required
@require_http_methods(["GET", "POST"])
def undelivered(request: HttpRequest) -> HttpResponse:
    """What failed or is being tried again; chosen ones get another round."""
    actions.require_administrator(request.user)  # type: ignore[arg-type]
    if request.method == "POST":
        ids = [int(pk) for pk in request.POST.getlist("id") if pk.isdecimal()]
        actions.send_again(ids, actor=request.user, now=timezone.now())  # type: ignore[arg-type]
        return redirect("messages:undelivered")
    return render(request, "inbox/undelivered.html", {"rows": queries.undelivered(now=timezone.now())[:200]})

"""The nightly runs: what would go tonight, what went, and taking a run back."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.pools import actions, queries
from gendan.modules.pools.actions.settling import require_may_settle
from gendan.modules.pools.forms import NothingForm
from gendan.modules.pools.models import Run
from gendan.ui.form.dialog import dialog_form

RUNS = 60


@login_required
@require_GET
def tonight(request: HttpRequest) -> HttpResponse:
    """The preview: how many, of whom, by which rule."""
    require_may_settle(request.user)
    return render(request, "pools/tonight.html", {"tonight": queries.tonight(now=timezone.now())})


@login_required
@require_GET
def runs(request: HttpRequest) -> HttpResponse:
    """The last nights."""
    require_may_settle(request.user)
    return render(request, "pools/runs.html", {"runs": queries.last_runs(RUNS)})


@login_required
@require_GET
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """One night: who lost how many, and what still lies in the pool."""
    require_may_settle(request.user)
    found = get_object_or_404(Run, pk=pk)
    people = queries.leavers_of_run(found)
    context = {"run": found, "people": people, "lying": sum(lying for _name, _all, lying in people)}
    return render(request, "pools/run.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Return what still lies in the pool."""
    require_may_settle(request.user)
    found = get_object_or_404(Run, pk=pk)
    return dialog_form(
        request, NothingForm(request.POST if request.method == "POST" else None), title=_("Undo this run"),
        submit=_("Undo"), back=reverse("pools:run", args=[pk]), done=_("What still lies in the pool is being returned."),
        question=_("What nobody has taken yet goes back to its former owners, and stands where it stood."),
        save=lambda _data: actions.ask_undo(found, actor=request.user, now=timezone.now()),
    )

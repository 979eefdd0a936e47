"""One's own passkeys: making one, and throwing one away."""

from django import forms
from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.gate import PageRequest
from gendan.spine.doors import passkeys, visits
from gendan.spine.refusal import Refusal
from gendan.ui.views.passkeys import keep, site_of, taken

NEW = "passkey_new"


class KeyForm(forms.Form):
    """The name, and what the browser has made."""

    name = forms.CharField(max_length=60, required=False)
    credential = forms.CharField(max_length=20_000)


@login_required
@require_POST
@never_cache
def options(request: PageRequest) -> HttpResponse:
    """What the browser is asked to make."""
    _require_fresh(request)
    told, challenge = passkeys.ask_for_new(request.user, site=site_of(request))
    keep(request, NEW, challenge, now=timezone.now())
    return HttpResponse(told, content_type="application/json")


@login_required
@require_POST
@never_cache
def add(request: PageRequest) -> HttpResponse:
    """Keep what the browser has made."""
    _require_fresh(request)
    form, codes, now = KeyForm(request.POST), list[str](), timezone.now()
    challenge = taken(request, NEW, now=now)
    if not carried_out(form, lambda data: codes.extend(passkeys.add(
        request.user, name=data["name"], answer=data["credential"], challenge=challenge, site=site_of(request), now=now,
    ))):
        raise Refusal(" ".join(str(error) for errors in form.errors.values() for error in errors))
    if codes:
        visits.end_others(request.user, but=request.session.session_key)  # they came in without it
        return render(request, "doors/codes.html", {"codes": codes})
    toasts.success(request, _("The passkey is set up."))
    return redirect("doors:second")


@login_required
@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    """It opens nothing any more."""
    _require_fresh(request)
    if not passkeys.remove(request.user, pk=pk, now=timezone.now()):
        raise Http404
    toasts.success(request, _("The passkey is removed."))
    return redirect("doors:second")


def _require_fresh(request: PageRequest) -> None:
    if not visits.is_fresh(request.session.session_key, now=timezone.now()):
        raise Refusal(_("For this you need to have logged in within the last quarter of an hour. Log out and in again."))

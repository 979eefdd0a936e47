"""One's own second factor, and where one is logged in."""

from typing import Any

from django import forms
from django.contrib import messages as toasts
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.desk.settings.carry_out import carried_out
from gendan.desk.settings.gate import PageRequest
from gendan.spine.doors import attempts, passkeys, second, visits
from gendan.spine.links.pages import address_of
from gendan.spine.refusal import Refusal
from gendan.ui.qr import qr_of


class CodeForm(forms.Form):
    code = forms.CharField(
        label=pgettext_lazy("second factor", "Code"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def second_factor(request: PageRequest) -> HttpResponse:
    """Set it up; where it is, what can be done with it."""
    user, now = request.user, timezone.now()
    if second.has_code(user):
        return render(request, "doors/second.html", _seen(request) | {"form": CodeForm()})
    form, codes = CodeForm(request.POST or None), list[str]()
    if request.method == "POST" and carried_out(
        form, lambda data: codes.extend(second.confirm(user, code=data["code"], now=now))
    ):
        visits.end_others(user, but=request.session.session_key)  # they came in without it
        return render(request, "doors/codes.html", {"codes": codes})
    secret = second.begin(user)
    facts = _seen(request) | {"form": form, "secret": secret, "qr": qr_of(second.address(user, secret), scale=5)}
    return render(request, "doors/enrol.html", facts, status=422 if form.errors else 200)


@login_required
@never_cache
@require_POST
def codes(request: PageRequest) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    given = CodeForm(request.POST)
    found = list[str]()
    if _careful(request, given, lambda code: found.extend(second.renew_codes(request.user, code=code, now=timezone.now()))):
        return render(request, "doors/codes.html", {"codes": found})
    return _again(request, given)


@login_required
@require_POST
def off(request: PageRequest) -> HttpResponse:
    """Come in without it again."""
    given = CodeForm(request.POST)
    if _careful(request, given, lambda code: second.give_up(request.user, code=code, now=timezone.now())):
        toasts.success(request, _("The second factor is switched off."))
        return redirect("doors:second")
    return _again(request, given)


def _careful(request: PageRequest, form: forms.Form, act) -> bool:  # type: ignore[no-untyped-def]
    """Carry it out with a right code; who has tried too often waits."""
    name, where, now = f"second:{request.user.pk}", address_of(request), timezone.now()
    if attempts.too_many(name, address=where, now=now):
        raise Refusal(_("Too many attempts have failed. Wait a quarter of an hour, or ask your administrator."))
    if carried_out(form, lambda data: act(data["code"])):
        return True
    attempts.note(name, address=where, now=now)
    return False


def _again(request: PageRequest, form: forms.Form) -> HttpResponse:
    return render(request, "doors/second.html", _seen(request) | {"form": form}, status=422)


def _seen(request: PageRequest) -> dict[str, Any]:
    """What every page of one's second factor shows."""
    user, now = request.user, timezone.now()
    return {
        "left": second.codes_left(user), "required": second.required_of(user, now=now), "keys": passkeys.keys_of(user),
        "fresh": visits.is_fresh(request.session.session_key, now=now),
    }


@login_required
@require_GET
def visits_page(request: PageRequest) -> HttpResponse:
    """Where one is logged in."""
    rows = [(visit, visits.called(visit.browser)) for visit in visits.visits_of(request.user)]
    return render(request, "doors/visits.html", {"visits": rows, "here": request.session.session_key})


@login_required
@require_POST
def end(request: PageRequest, pk: int) -> HttpResponse:
    """End one of one's own visits."""
    if not visits.end(visits.visits_of(request.user).filter(pk=pk)):
        raise Http404
    toasts.success(request, _("Logged out there."))
    return redirect("doors:visits")


@login_required
@require_POST
def end_others(request: PageRequest) -> HttpResponse:
    """End all visits but this one."""
    visits.end_others(request.user, but=request.session.session_key)
    toasts.success(request, _("Logged out everywhere else."))
    return redirect("doors:visits")

"""Logging in with a passkey: alone, or as the second step after the password."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from gendan.spine.doors import attempts, passkeys, sign_on
from gendan.spine.links.pages import address_of, origin_of
from gendan.spine.refusal import Refusal
from gendan.ui.views.login import come_in, half_way, let_in
from gendan.ui.views.sign_on import target_of

LASTS = timedelta(minutes=5)
IN = "passkey_in"


@require_POST
@never_cache
def options(request: HttpRequest) -> HttpResponse:
    """A challenge for the browser to sign: with a key of who has given the password, else with any key of this site."""
    told, challenge = passkeys.ask(half_way(request), site=site_of(request))
    keep(request, IN, challenge, now=timezone.now())
    return HttpResponse(told, content_type="application/json")


@require_POST
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Come in with what the browser has signed."""
    answer, where, now = request.POST.get("credential", "")[:20_000], address_of(request), timezone.now()
    name, waiting = f"passkey:{passkeys.named_in(answer)}", half_way(request)
    if attempts.too_many(name, address=where, now=now):
        raise Refusal(_("Too many attempts have failed. Wait a quarter of an hour, or ask your administrator."))
    try:
        employee = passkeys.opened(answer, challenge=taken(request, IN, now=now), site=site_of(request), now=now)
        if waiting is not None and waiting != employee:
            raise passkeys.Closed("another's key after a password")
    except passkeys.Closed as error:
        attempts.note(name, address=where, now=now)
        attempts.log.warning("passkey refused from %s: %s", where, error)
        return render(request, "registration/passkey_failed.html", status=422)
    attempts.forgive(name, address=where)
    if waiting is not None:
        return redirect(let_in(request, employee))
    if place := sign_on.closed_to(employee):
        raise Refusal(_("You log in through %s; only administrators may do so otherwise.") % (place.label or place.issuer))
    return come_in(request, employee, target=target_of(request), now=now, strong=True)


def site_of(request: HttpRequest) -> passkeys.Site:
    """This site as browsers know it."""
    origin = origin_of(request)
    return passkeys.Site(origin, urlsplit(origin).hostname or "")


def keep(request: HttpRequest, place: str, challenge: str, *, now: datetime) -> None:
    """The challenge waits in the session."""
    request.session[place] = {"challenge": challenge, "until": (now + LASTS).timestamp()}


def taken(request: HttpRequest, place: str, *, now: datetime) -> str:
    """The challenge that was asked in this session, once; empty, which nothing fits, where there is none or it is too old."""
    told = request.session.pop(place, None) or {"challenge": "", "until": 0}
    return str(told["challenge"]) if told["until"] >= now.timestamp() else ""

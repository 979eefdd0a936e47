"""Language, theme and rail: each person's own, kept across visits."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gendan.spine.org.actions import set_language
from gendan.ui.context import RAILS, THEMES

YEAR = 365 * 24 * 3600


def _back(request: HttpRequest) -> HttpResponse:
    """To where the person was, as the form or the browser tells; only ever within this installation."""
    address = request.POST.get("next") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}):
        address = "/"
    return HttpResponseRedirect(address)


def _remember(request: HttpRequest, name: str, allowed: tuple[str, ...]) -> HttpResponse:
    """Keep a choice in a cookie of the same name; scripts get an empty answer."""
    response = HttpResponse(status=204) if request.headers.get("X-Quiet") else _back(request)
    value = request.POST.get(name, "")
    if value in allowed:
        response.set_cookie(
            name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The employee's language; before logging in, the browser's."""
    chosen, allowed = request.POST.get("language", ""), tuple(dict(settings.LANGUAGES))
    if request.user.is_authenticated and chosen in ("", *allowed):
        set_language(request.user, language=chosen)
    return _remember(request, "language", allowed)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    return _remember(request, "theme", THEMES)


@require_POST
def rail(request: HttpRequest) -> HttpResponse:
    return _remember(request, "rail", RAILS)


def me(request: HttpRequest) -> HttpResponse:
    """The person's own page; on the phone it is the last place of the bar below."""
    return render(request, "ui/me.html")

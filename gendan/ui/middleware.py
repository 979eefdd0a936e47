"""Refusals that a view lets through become pages and fragments with their reason; whose login has ended is told so."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from gendan.spine.doors.devices import remember
from gendan.spine.refusal import Refusal
from gendan.ui.views.errors import refused


class Pages:
    """Catches what a rule refused, so that no view has to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        remember(request, response)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and response.status_code == 302:
            _say_that_it_ended(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, Refusal) else None


def _say_that_it_ended(request: HttpRequest, response: HttpResponse) -> None:
    """A browser that was in comes to the login page: with a word why, and on from there to where it was."""
    place = response["Location"]
    if place.startswith(resolve_url(settings.LOGIN_URL) + "?") and not request.user.is_authenticated:
        response["Location"] = f"{place}&ended=1"

"""The page speaks the language that the employee chose, else the browser's, else Chinese."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation


def language_of_the_employee(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Activate the language for the time of one request."""

    def respond(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "") or translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = get_response(request)
            response.headers.setdefault("Content-Language", chosen)
            return response

    return respond

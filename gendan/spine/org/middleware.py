"""What org does around each request: the language of the employee, and one look at the book."""

from collections.abc import Callable
from contextlib import nullcontext

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from gendan.spine.org import book, memory, version

Respond = Callable[[HttpRequest], HttpResponse]


def language_of_the_employee(get_response: Respond) -> Respond:
    """Activate the language for the time of one request."""

    def respond(request: HttpRequest) -> HttpResponse:
        chosen = getattr(request.user, "language", "") or translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = get_response(request)
            response.headers.setdefault("Content-Language", chosen)
            return response

    return respond


def one_look(get_response: Respond) -> Respond:
    """Ask for the version of the book once in a request; where it only reads, for all that hardly changes."""

    def respond(request: HttpRequest) -> HttpResponse:
        reading = memory.remembering() if request.method in ("GET", "HEAD") else nullcontext()
        with book.held(), version.held(), reading:
            return get_response(request)

    return respond

"""Within one request everybody's rights are read once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gendan.spine.access.viewer import remembering


def rights_read_once(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Remember the viewers for the time of the request, and forget them also where it fails."""

    def respond(request: HttpRequest) -> HttpResponse:
        with remembering():
            return get_response(request)

    return respond

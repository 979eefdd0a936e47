"""Refusals that a view lets through become pages and fragments with their reason."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gendan.spine.refusal import Refusal
from gendan.ui.views.errors import refused


class Pages:
    """Catches what a rule refused, so that no view has to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, Refusal) else None

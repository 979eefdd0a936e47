"""The headers that tell browsers what a page of gendan may do: nothing from elsewhere, nothing inline."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
SPEAKING = {
    "Content-Security-Policy": f"{POLICY}; media-src 'self' blob:",
    "Permissions-Policy": "camera=(), geolocation=(self), microphone=(self), payment=()",
}
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(self), microphone=(), payment=()",
    "X-Frame-Options": "DENY",
}


def strict_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set the headers, unless the view has set stricter ones of its own."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        response.setdefault("Cache-Control", "private, no-cache")  # static files and public pages have said otherwise
        return response

    return answer


def speaking(response: HttpResponse) -> HttpResponse:
    """The page may hear the microphone, if its user lets it, and play what it has heard: for notes that are spoken."""
    for name, value in SPEAKING.items():
        response[name] = value
    return response

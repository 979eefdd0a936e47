"""Public pages: a module's view, opened by a token instead of a login."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from gendan.spine.documents.letterheads import company_on, letterhead
from gendan.spine.links import actions, queries
from gendan.spine.links.models import Link

View = Callable[..., HttpResponseBase]
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "same-origin",  # no-referrer would take the origin off the page's own forms as well
    "Cache-Control": "private, no-store",
}
STATUS = {"unknown": 404, "expired": 410, "revoked": 410, "too_often": 429}


@dataclass(frozen=True, slots=True)
class Visit:
    """What a public page knows: the link, and the company whose page it is. Templates find it as `request.public`."""

    link: Link | None
    company: dict[str, Any]


def public_page(*, purpose: str) -> Callable[[View], View]:
    """Open a view to who has a link of this purpose: `view(request, record, link, …)`, no login.

    Unknown, expired and revoked tokens, and whoever asks too often, get a page that says whom to call.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = _answer(request, token, purpose, view, *args, **kwargs)
            for name, text in HEADERS.items():
                response[name] = text
            return response

        return guarded

    return decorate


def _answer(request: HttpRequest, token: str, purpose: str, view: View, *args: Any, **kwargs: Any) -> HttpResponseBase:
    now = timezone.now()
    if not actions.may_knock(address_of(request), now=now):
        return closed(request, "too_often", None)
    try:
        link = queries.open(token, purpose=purpose, now=now)
    except queries.Closed as found:
        return closed(request, found.why, found.link)
    record = queries.record_of(link)
    if record is None:
        return closed(request, "unknown", None)
    _welcome(request, link)
    if request.method == "GET":
        actions.count_opening(link, record=record, now=now)
    return view(request, record, link, *args, **kwargs)


def closed(request: HttpRequest, why: str, link: Link | None) -> HttpResponse:
    """The page that says why the link opens nothing, and whom to call."""
    _welcome(request, link)
    context = {"why": why, "issuer": link.issuer if link else None}
    return render(request, "public/closed.html", context, status=STATUS[why])


def _welcome(request: HttpRequest, link: Link | None) -> None:
    company = company_on(letterhead(), language=getattr(request, "LANGUAGE_CODE", ""))
    request.public = Visit(link, company)  # type: ignore[attr-defined]


def address_of(request: HttpRequest) -> str:
    """The visitor's address; what a proxy says of it counts only where the installation stands behind one."""
    behind = settings.SECURE_PROXY_SSL_HEADER is not None
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if behind else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def origin_of(request: HttpRequest) -> str:
    """This installation as people outside reach it; an absolute path follows."""
    return settings.SITE_URL.rstrip("/") or request.build_absolute_uri("/")[:-1]

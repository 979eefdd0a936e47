"""Pages and fragments that say why something did not work, and who can help."""

import logging
import sys
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine.doors import refusals
from gendan.spine.refusal import NotAllowed, Refusal, Stale
from gendan.spine.trouble import RETRY, Trouble, trouble_of

log = logging.getLogger(__name__)


def _titles() -> dict[str, str]:
    return {
        "not_allowed": _("You may not do this"),
        "stale": _("Somebody changed this meanwhile"),
        "refused": _("This does not go yet"),
        "not_found": _("This page does not exist"),
        "expired": _("This page has grown too old"),
        "unknown_person": _("gendan does not know you yet"),
        "sign_on_failed": _("Logging in did not work"),
    }


def respond(request: HttpRequest, *, code: str, reason: Any, who: Any = "", status: int = 403) -> HttpResponse:
    """A whole page, or for htmx a fragment that opens in the dialog."""
    title = _titles().get(code) or _titles()["refused"]
    context = {"title": title, "reason": reason, "who": who, "code": code}
    htmx = getattr(request, "htmx", None)
    fragment = bool(htmx and not htmx.boosted)
    response = render(request, "ui/refusal_fragment.html" if fragment else "ui/refusal.html", context, status=status)
    if fragment:
        response["HX-Retarget"] = "#dialog"
        response["HX-Reswap"] = "innerHTML"
    return response


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """403 where there is no right, 409 where it conflicts, 422 where a rule says no."""
    if isinstance(refusal, NotAllowed):
        refusals.note(request, refusal)
    status = 403 if isinstance(refusal, NotAllowed) else 409 if isinstance(refusal, Stale) else 422
    return respond(request, code=refusal.code, reason=refusal.reason, who=refusal.who, status=status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the reason is what the refusing code said."""
    reason = str(exception or "") or _("None of your roles gives the right to this.")
    return respond(request, code="not_allowed", reason=reason, who=_head_of(request), status=403)


def not_found(request: HttpRequest, exception: Http404 | None = None) -> HttpResponse:
    """404: nothing is there, or it lies outside what this person may see; the answer does not tell which."""
    reason = _("Either there is nothing at this address, or it lies outside what you may see.")
    return respond(request, code="not_found", reason=reason, who=_head_of(request), status=404)


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token no longer fits: another tab logged in or out, or the page stood open too long."""
    words = _("Go back, load the page again and send it once more. What you wrote is kept as a draft.")
    return respond(request, code="expired", reason=words, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: drawn without the database; the number finds the entry in the log. 503 where it passes by itself."""
    trouble = trouble_of(sys.exc_info()[1])
    if trouble is not None:
        return _not_now(request, trouble)
    number = timezone.now().strftime("%m%d-%H%M%S")
    log.error("page failed, number %s, %s", number, request.path)
    return HttpResponse(render_to_string("500.html", {"number": number}), status=500)


def _not_now(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """A page that was only looked at comes back by itself; what was sent is sent again by whoever sent it."""
    reason = _why_not_now(trouble)
    if getattr(request, "htmx", None):
        page = render_to_string("ui/refusal_fragment.html", {"title": _("gendan cannot save or show anything just now"), "reason": reason, "code": trouble})
        response = HttpResponse(page, status=503, headers={"HX-Retarget": "#dialog", "HX-Reswap": "innerHTML"})
    else:
        looked = request.method in ("GET", "HEAD")
        response = HttpResponse(render_to_string("503.html", {"reason": reason, "looked": looked, "code": trouble}), status=503)
        if looked:
            response["Refresh"] = str(RETRY)
    response["Retry-After"] = str(RETRY)
    return response


def _why_not_now(trouble: Trouble) -> str:
    if trouble is Trouble.FULL:
        return _("There is no room left on the server's disk. What you have sent was not saved; the administrator has to make room.")
    return _("The database does not answer. Nothing is lost; it usually comes back within a minute.")


def _head_of(request: HttpRequest) -> str:
    """The person's head can give rights or knows who can."""
    user = getattr(request, "user", None)
    department = user.department if user is not None and user.is_authenticated else None
    return department.head.name if department and department.head else ""

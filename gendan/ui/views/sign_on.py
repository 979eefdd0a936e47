"""The way in through the company's provider of identities: there, and back."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gendan.spine.doors import attempts, provider, sign_on
from gendan.spine.doors.models import SignOn
from gendan.spine.links.pages import address_of, origin_of
from gendan.spine.org import rules
from gendan.spine.refusal import Refusal
from gendan.ui.views.login import come_in

AWAY, LASTS = "sign_on", timedelta(minutes=10)


@require_GET
@never_cache
def there(request: HttpRequest) -> HttpResponse:
    """Sent to the provider; what has to come back is kept in the session."""
    at, now = _place(), timezone.now()
    try:
        asked = provider.begin(at, back=back_of(request), now=now)
    except provider.Misled as error:
        raise _failed(request, at, error) from error
    request.session[AWAY] = {
        "state": asked.state, "nonce": asked.nonce, "verifier": asked.verifier, "issuer": at.issuer,
        "to": target_of(request), "until": (now + LASTS).timestamp(),
    }
    return redirect(asked.url)


@require_GET
@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Come back from the provider, once for each way there."""
    at, now = _place(), timezone.now()
    asked = _asked(request, at, now=now)
    if asked is None:
        raise Refusal(_("This login has been used or is too old. Begin again from the login page."), code="expired")
    if "code" not in request.GET:
        raise _failed(request, at, provider.Misled(f"it says {request.GET.get('error', '')[:100]!r}"))
    try:
        claims = provider.claims_of(at, answered=request.get_full_path(), asked=asked, back=back_of(request), now=now)
    except provider.Misled as error:
        raise _failed(request, at, error) from error
    employee = sign_on.person_of(at, claims, now=now)
    return come_in(request, employee, target=asked["to"], now=now, strong=at.is_strong)


def back_of(request: HttpRequest) -> str:
    """The address that the provider sends people back to; it has to be entered there."""
    return origin_of(request) + reverse("sign_on_back")


def target_of(request: HttpRequest) -> str:
    """Where the person wanted to go: a page of this house, or home."""
    wanted = request.GET.get("next", "")
    here = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if here else resolve_url(settings.LOGIN_REDIRECT_URL)


def _place() -> SignOn:
    at = sign_on.current()
    if at is None:
        raise Http404
    return at


def _asked(request: HttpRequest, at: SignOn, *, now: datetime) -> dict[str, Any] | None:
    """What this browser was sent away with, taken once."""
    asked: dict[str, Any] | None = request.session.pop(AWAY, None)
    if asked is None or asked["until"] < now.timestamp() or asked["issuer"] != at.issuer:
        return None
    if not constant_time_compare(asked["state"], request.GET.get("state", "")) or request.GET.get("iss", at.issuer) != at.issuer:
        return None
    return asked


def _failed(request: HttpRequest, at: SignOn, error: provider.Misled) -> Refusal:
    """What went wrong is for the log; the person learns whom to ask."""
    attempts.log.warning("single sign-on failed from %s: %s", address_of(request), error)
    return Refusal(
        _("Logging in through %s did not work. Try once more; if it stays so, an administrator finds the reason in the log.")
        % (at.label or at.issuer), who=rules.administrators(), code="sign_on_failed",
    )

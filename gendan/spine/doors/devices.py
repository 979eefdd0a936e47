"""Browsers in which a person has logged in before: the person is told of every other one."""

import secrets
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from gendan.spine.doors.models import Device
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee

TOPIC, COOKIE, KEPT = "doors.new_device", "device", timedelta(days=400)


def note(employee: Employee, *, request: HttpRequest, browser: str, address: str, now: datetime) -> None:
    """The person has come in with this browser; a new one is told, but for the very first."""
    name = request.COOKIES.get(COOKIE, "")
    if len(name) < 32 or len(name) > 64:
        name = secrets.token_urlsafe(32)
    request.device_to_remember = name  # type: ignore[attr-defined]
    others = Device.objects.filter(employee=employee)
    digest = salted_hmac("doors.device", name, algorithm="sha256").hexdigest()
    if others.filter(digest=digest).update(seen_at=now):
        return
    is_first = not others.exists()
    Device.objects.bulk_create([Device(employee=employee, digest=digest, seen_at=now)], ignore_conflicts=True)
    if not is_first:
        tell(employee, topic=TOPIC, title=partial(_title, browser), body=partial(_body, address), url="/me/visits", now=now)


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """The browser gets the name by which it is known, to be shown at the next login only."""
    if name := getattr(request, "device_to_remember", ""):
        response.set_cookie(
            COOKIE, name, max_age=KEPT, path="/login", httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )


def tidy(now: datetime) -> None:
    """Forget browsers that nobody has come in with for long."""
    Device.objects.filter(seen_at__lt=now - KEPT).delete()


def _title(browser: str) -> str:
    return _("You logged in on a new device: %s") % (browser or _("unknown browser"))


def _body(address: str) -> str:
    return _("From %(address)s. If this was not you, log that visit out and change your password at once.") % {"address": address}

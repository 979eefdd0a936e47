"""Where a person is logged in; each visit can be ended, and all but one's own at once."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from gendan.spine.doors import devices
from gendan.spine.doors.models import Failure, Visit
from gendan.spine.links.pages import address_of
from gendan.spine.org.models import Employee

log = logging.getLogger("gendan.doors")
FRESH = timedelta(minutes=15)
#: What a browser says of itself, and how people call it; the first that is found counts, since most also name the others.
BROWSERS = {"MicroMessenger": "WeChat", "Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "Mac OS": "macOS", "Linux": "Linux"}


def called(browser: str) -> str:
    """As "Chrome, Windows"; what nobody knows stays as it is."""
    found = [next((name for sign, name in known.items() if sign in browser), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name) or browser[:60]


def note(*, request: HttpRequest, user: Employee, **_signal: Any) -> None:
    """Somebody has come in; the session got a key of its own in the same moment."""
    session = request.session
    log.info("logged in: %r from %s", user.username, address_of(request))
    if session.session_key is None:
        session.save()
    now, browser, address = timezone.now(), request.headers.get("User-Agent", "")[:200], address_of(request)[:64]
    Visit.objects.update_or_create(
        session_key=session.session_key, defaults={"employee": user, "began_at": now, "browser": browser, "address": address},
    )
    if address:  # a program that logs somebody in has none
        devices.note(user, request=request, browser=called(browser), address=address, now=now)


def visits_of(employee: Employee) -> QuerySet[Visit]:
    """The visits that go on, newest first."""
    open_keys = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return Visit.objects.filter(employee=employee, session_key__in=open_keys).order_by("-began_at", "-pk")


def is_fresh(session_key: str | None, *, now: datetime) -> bool:
    """Whether the person of this session has logged in just now: asked for before what lets somebody settle in for good."""
    return Visit.objects.filter(session_key=session_key or "", began_at__gt=now - FRESH).exists()


def end(visits: QuerySet[Visit]) -> int:
    """End them: the next request of each is asked to log in. Returns how many there were."""
    keys = list(visits.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    Visit.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_others(employee: Employee, *, but: str | None) -> int:
    """End all visits of the person but one."""
    return end(Visit.objects.filter(employee=employee).exclude(session_key=but or ""))


def tidy(now: datetime) -> None:
    """Forget sessions that ran out, the visits whose session is over, old devices, and what failed more than a day ago."""
    Session.objects.filter(expire_date__lt=now).delete()
    Visit.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    devices.tidy(now)
    Failure.objects.filter(at__lt=now - timedelta(days=1)).delete()

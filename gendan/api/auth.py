"""Who calls: a token in the Authorization header, or the session of the same browser."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer

from gendan.api.actions import digest_of
from gendan.api.models import Token
from gendan.spine.refusal import NotAllowed

SAFE = ("GET", "HEAD", "OPTIONS")
REMEMBER_USE_EVERY = timedelta(minutes=5)


class TokenAuth(HttpBearer):
    """`Authorization: Bearer gd_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        now = timezone.now()
        found = Token.objects.select_related("employee__department").filter(digest=digest_of(token)).first()
        if found is None or not found.employee.is_active or (found.expires_at and found.expires_at <= now):
            return None
        if found.read_only and request.method not in SAFE:
            raise NotAllowed(_("This token may only read."), who=found.employee.name)
        _note_use(found, now)
        request.user = found.employee
        return found.employee


def _note_use(token: Token, now: datetime) -> None:
    """Not at every call: one write in five minutes is enough to see what is still used."""
    if token.last_used_at is None or token.last_used_at < now - REMEMBER_USE_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)


class SessionAuth(APIKeyCookie):
    """The person who is logged in in this browser; writing needs the CSRF token."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:  # noqa: ARG002
        return request.user if request.user.is_authenticated else None

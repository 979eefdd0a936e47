"""Who calls: a token in the Authorization header, or the session of the same browser."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer

from gendan.api.actions import note_use
from gendan.api.pace import pace
from gendan.api.queries import valid_token
from gendan.spine.refusal import NotAllowed, Refusal

SAFE = ("GET", "HEAD", "OPTIONS")


class TokenAuth(HttpBearer):
    """`Authorization: Bearer gd_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        now = timezone.now()
        found = valid_token(token, now=now)
        if found is None:
            return None
        if pace.too_fast(found.pk, now=now):
            raise Refusal(_("This token asks too often. Wait until the next minute."), who=found.employee.name, code="too_often")
        if found.read_only and request.method not in SAFE:
            raise NotAllowed(_("This token may only read."), who=found.employee.name)
        note_use(found, now=now)
        request.user = found.employee
        return found.employee


class SessionAuth(APIKeyCookie):
    """The person who is logged in in this browser; writing needs the CSRF token."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:  # noqa: ARG002
        return request.user if request.user.is_authenticated else None

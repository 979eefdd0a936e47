"""Verbs of tokens: make one, take it back."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db.models import QuerySet

from gendan.api.models import Token
from gendan.spine.org.models import Employee

PREFIX = "gd_"
REMEMBER_USE_EVERY = timedelta(minutes=5)


def digest_of(secret: str) -> str:
    """What is kept of a token; it is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def make_token(
    *, employee: Employee, name: str, now: datetime, expires_at: datetime | None = None, read_only: bool = False
) -> tuple[Token, str]:
    """A new token and its secret, which is shown this once."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        employee=employee, name=name, prefix=secret[:10], digest=digest_of(secret), created_at=now,
        expires_at=expires_at, read_only=read_only,
    )
    return token, secret


def revoke_token(*, employee: Employee, token_id: int) -> bool:
    """Take back one of the employee's own tokens; False when there is none."""
    deleted, _per_model = Token.objects.filter(employee=employee, pk=token_id).delete()
    return bool(deleted)


def tokens_of(employee: Employee) -> QuerySet[Token]:
    """The employee's own tokens, newest first."""
    return Token.objects.filter(employee=employee)


def valid_token(secret: str, *, now: datetime) -> Token | None:
    """The token of this secret, unless it has expired or its owner has left."""
    found = Token.objects.select_related("employee__department").filter(digest=digest_of(secret)).first()
    if found is None or not found.employee.is_active or (found.expires_at and found.expires_at <= now):
        return None
    return found


def note_use(token: Token, *, now: datetime) -> None:
    """Not at every call: one write in five minutes is enough to see what is still used."""
    if token.last_used_at is None or token.last_used_at < now - REMEMBER_USE_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)

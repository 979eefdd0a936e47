"""Verbs of tokens: make one, take it back."""

import secrets
from datetime import datetime, timedelta

from gendan.api.models import Token
from gendan.api.queries import digest_of
from gendan.spine.org.models import Employee

PREFIX = "gd_"
REMEMBER_USE_EVERY = timedelta(minutes=5)


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


def note_use(token: Token, *, now: datetime) -> None:
    """Not at every call: one write in five minutes is enough to see what is still used."""
    if token.last_used_at is None or token.last_used_at < now - REMEMBER_USE_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)

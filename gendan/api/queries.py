"""Reads of tokens."""

import hashlib
from datetime import datetime

from django.db.models import QuerySet

from gendan.api.models import Token
from gendan.spine.org.models import Employee


def tokens_of(employee: Employee) -> QuerySet[Token]:
    """The person's own tokens."""
    return Token.objects.filter(employee=employee)


def digest_of(secret: str) -> str:
    """What is kept of a token; it is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def valid_token(secret: str, *, now: datetime) -> Token | None:
    """The token of this secret, unless it has expired or its owner has left."""
    found = Token.objects.select_related("employee__department").filter(digest=digest_of(secret)).first()
    if found is None or not found.employee.is_active or (found.expires_at and found.expires_at <= now):
        return None
    return found

"""A form is saved once: its token is written in the same transaction as what it saves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from gendan.ui.models import Once

KEPT = timedelta(days=2)


def new_token() -> str:
    """A token for one showing of a form."""
    return str(uuid4())


def do(token: str, save: Callable[[], str], *, actor: Any, now: datetime) -> str:
    """Save and return the address to go to; a second sending of the same form gets the first one's address.

    The second waits for the first one's transaction, because both write the token. Without a token it just saves.
    """
    key = _uuid(token)
    if key is None:
        with transaction.atomic():
            return save()
    try:
        with transaction.atomic():
            mark = Once.objects.create(token=key, owner=actor, at=now)
            mark.url = save()
            mark.save(update_fields=["url"])
            Once.objects.filter(at__lt=now - KEPT).delete()
            return mark.url
    except IntegrityError:
        sent = Once.objects.filter(token=key, owner=actor).first()
        if sent is None:
            raise
        return sent.url


def _uuid(token: str) -> UUID | None:
    try:
        return UUID(token)
    except ValueError:
        return None

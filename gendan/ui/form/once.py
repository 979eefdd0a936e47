"""A form is saved once: its token is written in the same transaction as what it saves."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError

from gendan.spine.rows import change
from gendan.spine.whole import whole, write
from gendan.ui.models import Once

KEPT = timedelta(days=2)
FORGET = "DELETE FROM ui_once WHERE at < %s"


def new_token() -> str:
    """A token for one showing of a form."""
    return str(uuid4())


def do(token: str, save: Callable[[], str], *, actor: Any, now: datetime) -> str:
    """Save and return the address to go to; a second sending of the same form gets the first one's address.

    The second waits for the first one's transaction, because both write the token. Without a token it just saves.
    """
    key = _uuid(token)
    if key is None:
        return whole(save)()
    try:
        return _marked(key, save, actor=actor, now=now)
    except IntegrityError:
        sent = Once.objects.filter(token=key, owner=actor).first()
        if sent is None:
            raise
        return sent.url


@whole
def _marked(key: UUID, save: Callable[[], str], *, actor: Any, now: datetime) -> str:
    mark = Once.objects.create(token=key, owner=actor, at=now)
    mark.url = save()
    change(mark, "url")
    write(FORGET, [now - KEPT])
    return mark.url


def sent_before(token: str, *, actor: Any) -> str:
    """The address that a form with this token led to; empty where it was not sent yet."""
    key = _uuid(token)
    sent = Once.objects.filter(token=key, owner=actor).first() if key else None
    return sent.url if sent else ""


def _uuid(token: str) -> UUID | None:
    try:
        return UUID(token)
    except ValueError:
        return None

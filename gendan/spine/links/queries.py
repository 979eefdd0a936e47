"""Find what a token opens; count nothing."""

import hashlib
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from gendan.spine.links.models import Link
from gendan.spine.records import kind_of, model_of


class Closed(Exception):
    """The token opens nothing: `why` is unknown, expired or revoked; `link` is what it once opened."""

    def __init__(self, why: str, link: Link | None = None) -> None:
        super().__init__(why)
        self.why, self.link = why, link


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open(token: str, *, purpose: str, now: datetime) -> Link:  # noqa: A001  what one does with a link
    """The link that the token opens for this purpose; Closed says why there is none."""
    link = Link.objects.filter(token_hash=hashed(token), purpose=purpose).select_related("issuer").first()
    if link is None:
        raise Closed("unknown")
    if link.revoked_at is not None:
        raise Closed("revoked", link)
    if link.expires_at <= now:
        raise Closed("expired", link)
    return link


def record_of(link: Link) -> Any:
    """The record behind a link, without asking for rights: the token is the right. None where it is gone."""
    return model_of(link.kind)._base_manager.filter(pk=link.object_id).first()


def links_of(record: Any) -> QuerySet[Link]:
    """The links of a record, newest first; the caller has checked the record."""
    found = Link.objects.filter(kind=kind_of(record), object_id=record.pk).select_related("issuer", "revoker")
    return found.order_by("-issued_at", "-pk")

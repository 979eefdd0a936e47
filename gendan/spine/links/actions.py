"""Verbs of public links: issue, revoke, count an opening, take an answer once, hold back who knocks too often."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from gendan.spine.access.queries import require
from gendan.spine.links.declarations import purpose_of
from gendan.spine.links.models import Knock, Link
from gendan.spine.links.numbers import PER_MINUTE
from gendan.spine.links.queries import hashed, record_of
from gendan.spine.org.models import Employee
from gendan.spine.records import kind_of
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import ask, whole

#: Openings that follow each other within this time are told as one; all are counted.
SAME_VISIT = timedelta(minutes=10)
KNOCK = """
INSERT INTO links_knock (address, minute, count) VALUES (%s, %s, 1)
ON CONFLICT (address, minute) DO UPDATE SET count = links_knock.count + 1
RETURNING count
"""
ANSWER = "INSERT INTO links_answer (link_id, token, at) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING id"


@whole
def issue(record: Any, *, purpose: str, expires_at: datetime, actor: Employee | None, now: datetime) -> str:
    """Open the record to who gets the address that this returns; it is told once and kept nowhere.

    `actor` is None where the house itself sends the link.
    """
    declared = purpose_of(purpose)
    if actor is not None:
        require(actor, declared.action, record)
    if expires_at <= now:
        raise ValidationError({"expires_at": _("Choose a moment that is still to come.")})
    token = secrets.token_urlsafe(24)
    Link.objects.create(
        token_hash=hashed(token), purpose=purpose, kind=kind_of(record), object_id=record.pk, issuer=actor, issued_at=now,
        expires_at=expires_at,
    )
    _tell("link.issued", record, purpose, actor, now, until=f"{timezone.localtime(expires_at):%Y-%m-%d %H:%M}")
    return reverse(declared.url_name, args=[token])


@whole
def revoke(link: Link, *, actor: Employee | None, now: datetime) -> None:
    """Close a link for good; who issues them may."""
    record = record_of(link)
    if actor is not None and record is not None:
        require(actor, purpose_of(link.purpose).action, record)
    link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at, link.revoker = now, actor
        link.save(update_fields=["revoked_at", "revoker"])
        _tell("link.revoked", record, link.purpose, actor, now)


@whole
def revoke_all(record: Any, *, purpose: str, actor: Employee | None, now: datetime) -> int:
    """Close all open links of a record for one purpose, as when a new version replaces it; says how many there were."""
    still = Link.objects.filter(kind=kind_of(record), object_id=record.pk, purpose=purpose, revoked_at=None)
    closed = still.filter(expires_at__gt=now).update(revoked_at=now, revoker=actor)
    if closed:
        _tell("link.revoked", record, purpose, actor, now)
    return closed


@whole
def count_opening(link: Link, *, record: Any, now: datetime) -> None:
    """Note that somebody opened the page."""
    again = link.last_opened_at is not None and now - link.last_opened_at < SAME_VISIT
    first = link.first_opened_at or now
    Link.objects.filter(pk=link.pk).update(opened=F("opened") + 1, first_opened_at=first, last_opened_at=now)
    if not again:
        _tell("link.opened", record, link.purpose, None, now)


def first_sent(link: Link, *, token: str, now: datetime) -> bool:
    """Whether a form of the public page is sent for the first time; to be asked in the transaction of what it does.

    A second sending waits for the first one's transaction. A form without a readable token counts as sent anew.
    """
    try:
        key = UUID(token)
    except ValueError:
        return True
    return bool(ask(ANSWER, [link.pk, key, now]))


def may_knock(address: str, *, now: datetime, most: int = 0) -> bool:
    """Count a request of this address; False where it asked too often within the minute.

    Whoever counts something dearer than a page, as what a form saves, gives a name of its own and how many at `most`.
    """
    most = most or PER_MINUTE.whole_at(now)
    minute = now.replace(second=0, microsecond=0)
    known = salted_hmac("links.knock", address, algorithm="sha256").hexdigest()
    return bool(ask(KNOCK, [known, minute])[0][0] <= most)


def forget_removed(*, kind: str, ids: Iterable[int]) -> None:
    """Records were finally removed: nothing opens them any more."""
    Link.objects.filter(kind=kind, object_id__in=list(ids)).delete()


def tidy(*, now: datetime) -> None:
    """Forget who knocked more than an hour ago."""
    Knock.objects.filter(minute__lt=now - timedelta(hours=1)).delete()


def _tell(verb: str, record: Any, purpose: str, actor: Employee | None, now: datetime, **facts: Any) -> None:
    if record is not None:
        facts["purpose"] = str(purpose_of(purpose).label)
        timeline.record(verb, record, actor=actor, at=now, data=facts, system=verb != "link.opened", internal=False)

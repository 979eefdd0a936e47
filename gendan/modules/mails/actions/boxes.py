"""Mailboxes: connect, try, close, and what is noted when a server fails."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from gendan.modules.mails import queries
from gendan.modules.mails.models import Mailbox
from gendan.modules.mails.post import imap, smtp
from gendan.modules.mails.post.servers import Trouble
from gendan.modules.mails.words import NUMBERS
from gendan.spine import vault
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import number
from gendan.spine.refusal import NotAllowed

#: What gendan itself writes into a mailbox.
KEPT = ("owner", "secret", "connected_at", "fetched_at", "next_fetch_at", "failing_since", "told_at")
LONGEST_PAUSE = timedelta(hours=2)
QUIET_FAILURES = 3  # a server that is away for some minutes is nobody's business


def require_settles(box: Mailbox, *, actor: Employee) -> None:
    """A personal mailbox is settled by its owner alone, a shared one by administrators too."""
    if box.owner_id != actor.pk and not (box.shared and actor.is_administrator):
        raise NotAllowed(_("This is somebody else's mailbox."), who=box.owner.name)


@transaction.atomic
def save_box(
    box: Mailbox, *, values: dict[str, Any], password: str = "", members: Iterable[Employee] = (), actor: Employee,
    now: datetime,
) -> Mailbox:
    """Connect a mailbox or change it; an empty password keeps the stored one. Both servers have to answer first.

    ValidationError at the field of the server, the port, the encryption or the password that is wrong.
    """
    if box.pk is None:
        box.owner, box.connected_at = actor, now
    require_settles(box, actor=actor)
    if values.get("shared", box.shared) and not actor.is_administrator:
        raise NotAllowed(_("Shared mailboxes are set up by administrators."), who=str(_("the administrator")))
    for name, value in values.items():
        setattr(box, name, value)
    if password:
        box.secret = vault.seal(password)
    if not box.secret:
        raise ValidationError({"password": _("The password, or the code that the provider gives for mail programs.")})
    box.next_fetch_at = now
    box.full_clean(exclude=KEPT)
    require_works(box)
    box.failures, box.failing_since, box.error, box.told_at = 0, None, "", None
    box.save()
    box.members.set(members if box.shared else [])
    return box


def require_works(box: Mailbox) -> None:
    """Log in at both servers and open the inbox; ValidationError at the fields at fault."""
    errors: dict[str, list[str]] = {}
    for trouble in try_box(box):
        errors.setdefault(trouble.field, []).append(trouble.reason)
    if errors:
        raise ValidationError(errors)


def try_box(box: Mailbox) -> list[Trouble]:
    """What is wrong with either server; an empty list where both work."""
    found: list[Trouble] = []
    for test in (_try_imap, _try_smtp):
        try:
            test(box)
        except Trouble as trouble:
            if all((trouble.field, trouble.reason) != (one.field, one.reason) for one in found):
                found.append(trouble)
    return found


def _try_imap(box: Mailbox) -> None:
    with imap.connected(box) as client:
        imap.open_folder(client, "INBOX")


def _try_smtp(box: Mailbox) -> None:
    with smtp.connected(box):
        pass


@transaction.atomic
def close_box(box: Mailbox, *, actor: Employee) -> None:
    """Stop reading and forget the password; mails that were read stay."""
    require_settles(box, actor=actor)
    box.is_active, box.secret, box.error, box.failing_since = False, "", "", None
    box.save(update_fields=["is_active", "secret", "error", "failing_since"])


def note_success(box: Mailbox, *, now: datetime) -> None:
    """The server was read; the next look comes after the usual pause."""
    pause = timedelta(minutes=float(number("mails.fetch_minutes", NUMBERS["mails.fetch_minutes"], at=now)))
    Mailbox.objects.filter(pk=box.pk).update(
        fetched_at=now, next_fetch_at=now + pause, failures=0, failing_since=None, error="", told_at=None
    )


def note_failure(box: Mailbox, trouble: Trouble, *, now: datetime) -> None:
    """Wait longer each time, at once long where only a person can help; the owner hears of it once."""
    failures = box.failures + 1
    pause = LONGEST_PAUSE if trouble.lasting else min(timedelta(minutes=2**failures), LONGEST_PAUSE)
    since = box.failing_since or now
    tells = box.told_at is None and (trouble.lasting or failures >= QUIET_FAILURES)
    Mailbox.objects.filter(pk=box.pk).update(
        failures=min(failures, 99), failing_since=since, error=trouble.reason[:300], next_fetch_at=now + pause,
        told_at=now if tells else box.told_at,
    )
    if tells:
        tell(
            box.owner, topic="mails.failing", title=lambda: _("The mailbox %s cannot be read") % box.address,
            body=trouble.reason, url=f"/settings/mailboxes/{box.pk}", now=now,
        )


def leave_boxes(*, employee: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": the mailboxes of who left are read no more, and others' are closed to them."""
    Mailbox.objects.filter(owner=employee, shared=False).update(is_active=False, secret="")
    for box in queries.boxes_of(employee).filter(shared=True):
        box.members.remove(employee)

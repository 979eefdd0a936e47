"""Fetching: one look into a mailbox, as far as it goes; whatever breaks, the next look goes on where this one stopped."""

import hashlib
import logging
from datetime import datetime

from imapclient import IMAPClient

from gendan.modules.mails import actions
from gendan.modules.mails.models import Folder, Mail, Mailbox
from gendan.modules.mails.numbers import LARGEST
from gendan.modules.mails.post import imap
from gendan.modules.mails.post.servers import Trouble
from gendan.modules.mails.reading.parse import Parsed, parse

log = logging.getLogger("gendan.mails")
BATCH = 300
MEGABYTE = 1024 * 1024


def fetch(box: Mailbox, *, now: datetime) -> int:
    """Read what is new in the inbox and among what was sent; returns how many mails were taken. Failures are noted."""
    try:
        with imap.connected(box) as client:
            taken = sum(_read(client, folder, now=now) for folder in _folders(client, box))
    except Trouble as trouble:
        actions.note_failure(box, trouble, now=now)
        return 0
    actions.note_success(box, now=now)
    return taken


def _folders(client: IMAPClient, box: Mailbox) -> list[Folder]:
    wanted = {"INBOX": Folder.Role.INBOX}
    if sent := imap.sent_folder(client):
        wanted[sent] = Folder.Role.SENT
    return [
        Folder.objects.get_or_create(mailbox=box, name=name, defaults={"role": role})[0] for name, role in wanted.items()
    ]


def _read(client: IMAPClient, folder: Folder, *, now: datetime) -> int:
    """The new mails of a folder, each in a transaction of its own."""
    validity = imap.open_folder(client, folder.name)
    if folder.uid_validity != validity:
        folder.uid_validity, folder.last_uid = validity, 0
    largest = LARGEST.whole_at(now) * MEGABYTE
    taken = 0
    for uid in imap.new_uids(client, folder, since=folder.mailbox.since)[:BATCH]:
        found = imap.fetch(client, uid, largest=largest)
        if found is None:
            continue
        content, size = found
        mail = _receive(content, folder, uid=uid, validity=validity, now=now, size=size, whole=size <= largest)
        taken += mail is not None
    return taken


def _receive(
    content: bytes, folder: Folder, *, uid: int, validity: int, now: datetime, size: int, whole: bool
) -> Mail | None:
    """One mail that cannot be understood at all must not stand in the way of the next."""
    try:
        parsed = parse(content)
    except Exception:
        log.exception("Mail %s of %s cannot be read.", uid, folder.mailbox.address)
        parsed = unreadable(content)
    parsed.size = size
    return actions.receive(parsed, folder=folder, uid_validity=validity, uid=uid, now=now, whole=whole)


def unreadable(content: bytes) -> Parsed:
    """What is kept of a mail that breaks the reader: its bytes as text, so that nothing is lost."""
    found = Parsed(text=content[:5000].decode("latin-1").replace("\x00", ""), automatic=True)
    found.fingerprint = hashlib.sha256(content).hexdigest()
    return found

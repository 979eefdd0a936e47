"""Reading a mailbox by IMAP."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

from gendan.modules.mails.models import Folder, Mailbox, Security
from gendan.modules.mails.post.servers import TIMEOUT, Trouble, password_of, require_allowed, trust, unreachable

PART = 1024 * 1024  # of a mail that is too large as a whole, so much is looked at


@contextmanager
def connected(box: Mailbox, *, password: str | None = None) -> Iterator[IMAPClient]:
    """A session that is logged in; Trouble where there is none, or where it breaks off."""
    require_allowed(box, kind="imap")
    secret = password_of(box) if password is None else password
    try:
        client = IMAPClient(
            box.imap_host, box.imap_port, ssl=box.imap_security == Security.TLS, ssl_context=trust(),
            timeout=SocketTimeout(connect=TIMEOUT, read=60),
        )
    except (OSError, IMAPClientError) as error:
        raise unreachable("imap", error) from error
    try:
        _log_in(client, box, secret)
        yield client
    except (OSError, IMAPClientError) as error:
        raise unreachable("imap", error) from error
    finally:
        _leave(client)


def _log_in(client: IMAPClient, box: Mailbox, secret: str) -> None:
    if box.imap_security == Security.STARTTLS:
        client.starttls(trust())
    try:
        client.login(box.username, secret)
    except LoginError as error:
        raise Trouble("password", _("The server refuses login or password: %s") % _said(error), lasting=True) from error
    if client.has_capability("ID"):  # some Chinese providers open no folder to clients without a name
        client.id_({"name": "gendan", "version": "1"})


def _leave(client: IMAPClient) -> None:
    try:
        client.logout()
    except (OSError, IMAPClientError):
        client.shutdown()


def _said(error: Exception) -> str:
    words = error.args[0] if error.args else error
    return words.decode(errors="replace") if isinstance(words, bytes) else str(words)


def sent_folder(client: IMAPClient) -> str:
    """The folder with what was sent, as the server marks it or as it is usually called; empty where there is none."""
    usual = {"sent", "sent items", "sent messages", "已发送", "已发送邮件"}
    names = []
    for flags, _mark, name in client.list_folders():
        if b"\\Sent" in flags:
            return str(name)
        names.append(str(name))
    return next((name for name in names if name.rpartition("/")[2].lower() in usual), "")


def open_folder(client: IMAPClient, name: str) -> int:
    """Open a folder without changing anything in it; returns its UIDVALIDITY."""
    return int(client.select_folder(name, readonly=True)[b"UIDVALIDITY"])


def new_uids(client: IMAPClient, folder: Folder, *, since: date) -> list[int]:
    """What lies in the open folder behind the last one that was read, the oldest first."""
    found = client.search(["UID", f"{folder.last_uid + 1}:*", "SINCE", since])
    return sorted(uid for uid in found if uid > folder.last_uid)


def fetch(client: IMAPClient, uid: int, *, largest: int) -> tuple[bytes, int] | None:
    """A mail's bytes and its size; of one that is too large only the beginning, None for one that is gone meanwhile."""
    sizes: dict[int, dict[bytes, Any]] = client.fetch([uid], ["RFC822.SIZE"])
    if uid not in sizes:
        return None
    size = int(sizes[uid][b"RFC822.SIZE"])
    wanted = "BODY.PEEK[]" if size <= largest else f"BODY.PEEK[]<0.{PART}>"
    parts = client.fetch([uid], [wanted]).get(uid, {})
    content = next((value for key, value in parts.items() if key.startswith(b"BODY[")), None)
    return (content, size) if isinstance(content, bytes) else None

"""A mail's bytes made into its parts; whatever is broken in them, something readable comes out."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from gendan.modules.mails.reading import charsets, html

LONGEST = 200_000  # characters of a body that are kept
MOST_FILES = 50
ID = re.compile(r"<[^<>\s]{3,250}>")

Address = tuple[str, str]


@dataclass(frozen=True, slots=True)
class File:
    """An attached file; `content_id` names it within the HTML."""

    name: str
    content: bytes
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a server says of a mail that it could not deliver."""

    recipient: str
    original_id: str
    permanent: bool
    reason: str


@dataclass(slots=True)
class Parsed:
    """A mail as gendan knows it."""

    message_id: str = ""
    references: list[str] = field(default_factory=list)
    sender: Address = ("", "")
    to: list[Address] = field(default_factory=list)
    cc: list[Address] = field(default_factory=list)
    subject: str = ""
    date: datetime | None = None
    text: str = ""
    html: str = ""
    files: list[File] = field(default_factory=list)
    automatic: bool = False
    reports: list[Report] = field(default_factory=list)
    fingerprint: str = ""
    size: int = 0


def parse(raw: bytes) -> Parsed:
    """The parts of a mail."""
    message = message_from_bytes(raw)
    found = Parsed(
        message_id=_first_id(message.get("Message-ID")), references=_ids(message),
        sender=(_addresses(message, "From") or [("", "")])[0], to=_addresses(message, "To"),
        cc=_addresses(message, "Cc"), subject=charsets.header_text(message.get("Subject"))[:300],
        date=_date(message), automatic=is_automatic(message), size=len(raw),
    )
    found.fingerprint = fingerprint(raw, found)
    _take_parts(message, found)
    found.reports = _reports(message)
    found.text = (found.text or html.text_of(found.html))[:LONGEST]
    found.html = found.html[: 2 * LONGEST]
    return found


def fingerprint(raw: bytes, found: Parsed) -> str:
    """The same for every copy of a mail, whichever way it came; headers that servers add do not count."""
    head, mark, body = raw.partition(b"\r\n\r\n")
    if not mark:
        head, mark, body = raw.partition(b"\n\n")
    date = found.date.isoformat() if found.date else ""
    said = "\n".join([found.message_id, found.sender[1].lower(), date, found.subject])
    return hashlib.sha256(said.encode() + b"\n" + b"".join(body.split())).hexdigest()


def is_automatic(message: Message) -> bool:
    """Whether nobody wrote it by hand: newsletters, notices of absence, reports of servers (RFC 3834)."""
    auto = str(message.get("Auto-Submitted", "no")).lower()
    return (
        not auto.startswith("no")
        or str(message.get("Precedence", "")).lower() in ("bulk", "junk", "list")
        or message.get("List-Id") is not None
        or message.get("List-Unsubscribe") is not None
        or message.get_content_type() == "multipart/report"
    )


def _first_id(value: object) -> str:
    found = ID.search(str(value or ""))
    return found.group() if found else ""


def _ids(message: Message) -> list[str]:
    """What it answers and refers to, the nearest first."""
    said = [*ID.findall(str(message.get("In-Reply-To", ""))), *reversed(ID.findall(str(message.get("References", ""))))]
    return list(dict.fromkeys(said))[:50]


def _addresses(message: Message, name: str) -> list[Address]:
    raw = [value if isinstance(value, str) else charsets.header_text(value) for value in message.get_all(name, [])]
    found = []
    for shown, address in getaddresses(raw):
        address = charsets.header_text(address).replace(" ", "")
        if "@" in address:
            found.append((charsets.header_text(shown)[:120], address[:254]))
    return found[:200]


def _date(message: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(message.get("Date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _take_parts(message: Message, found: Parsed) -> None:
    """The first plain and the first HTML body; all else that has content is a file."""
    for part in leaves(message):
        kind, name = part.get_content_type(), _name(part)
        is_file = part.get_content_disposition() == "attachment" or bool(name)
        if kind == "text/plain" and not is_file and not found.text:
            found.text = _body(part)
        elif kind == "text/html" and not is_file and not found.html:
            found.html = _body(part)
        elif kind.startswith("text/") and not is_file:
            found.text = found.text or _body(part)
        elif len(found.files) < MOST_FILES and kind != "message/delivery-status":
            found.files.append(_file(part, name or _nameless(kind)))


def leaves(message: Message) -> list[Message]:
    """The parts that hold something; a mail inside a mail is one file."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        return [message]
    return [leaf for part in message.get_payload() if isinstance(part, Message) for leaf in leaves(part)]


def _name(part: Message) -> str:
    raw = part.get_filename(None)
    return charsets.header_text(raw)[:200] if raw else ""


def _nameless(kind: str) -> str:
    main, _slash, sub = kind.partition("/")
    return {"message/rfc822": "mail.eml", "image/jpeg": "picture.jpg"}.get(kind, f"{main or 'file'}.{sub or 'bin'}")


def _inner(part: Message) -> Message | None:
    """The mail inside a part."""
    payload = part.get_payload()
    first = payload[0] if isinstance(payload, list) and payload else None
    return first if isinstance(first, Message) else None


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = _inner(part)
        return inner.as_bytes() if inner is not None else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _file(part: Message, name: str) -> File:
    return File(name, _content(part), str(part.get("Content-ID", "")).strip().strip("<>")[:250])


def _body(part: Message) -> str:
    return charsets.decode(_content(part), declared=part.get_content_charset("") or "").replace("\r\n", "\n")


# -- reports of servers (RFC 3464) --------------------------------------------------------------------------------


def _reports(message: Message) -> list[Report]:
    if message.get_content_type() != "multipart/report":
        return []
    original = next((_original_id(part) for part in message.walk() if _original_id(part)), "")
    fields = [part for part in message.walk() if part.get("Final-Recipient") or part.get("Original-Recipient")]
    return [report for part in fields if (report := _report(part, original))]


def _original_id(part: Message) -> str:
    """The id of the mail that the report is about: it comes along, whole or its head only."""
    if part.get_content_type() == "text/rfc822-headers":
        return _first_id(message_from_bytes(_content(part)).get("Message-ID"))
    if part.get_content_type() == "message/rfc822":
        inner = _inner(part)
        return _first_id(inner.get("Message-ID")) if inner is not None else ""
    return ""


def _report(part: Message, original: str) -> Report | None:
    if str(part.get("Action", "")).strip().lower() not in ("failed", "delayed"):
        return None
    recipient = str(part.get("Final-Recipient") or part.get("Original-Recipient")).partition(";")[2].strip()
    reason = charsets.header_text(str(part.get("Diagnostic-Code", "")).partition(";")[2] or part.get("Status"))
    permanent = str(part.get("Status", "")).strip().startswith("5")
    return Report(recipient[:254], original, permanent, reason[:300])

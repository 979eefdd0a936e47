"""E-mails made of messages: one message, or a day's digest, in the language of the recipient."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gendan.spine.messages.models import Message
from gendan.spine.org.models import Employee


def mail_of(rows: Sequence[Message]) -> EmailMessage:
    """One mail with all rows, which are of one recipient; its Message-ID is always the same for the same rows."""
    person = rows[0].recipient
    if person is None:
        raise ValueError("a mail of gendan goes to an employee")
    with translation.override(person.language or settings.LANGUAGE_CODE):
        subject, body = _single(rows[0]) if len(rows) == 1 else _digest(rows)
    mail = EmailMessage(" ".join(subject.split()), body, to=[address_of(person)])
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    mail.extra_headers = {"Message-ID": f"<gendan.{rows[0].pk}.{len(rows)}@{domain}>", "Auto-Submitted": "auto-generated"}
    return mail


def address_of(person: Employee) -> str:
    """The bare address; headers cannot be smuggled in, because Django refuses line breaks."""
    return person.email


def link(message: Message) -> str:
    """The full address of what the message is about; empty where the installation does not know its own."""
    if not message.url or not settings.SITE_URL:
        return ""
    return settings.SITE_URL.rstrip("/") + message.url


def text_of(message: Message) -> str:
    """Title, body and link, one below the other."""
    return "\n".join(part for part in (message.title, message.body, link(message)) if part)


def _single(message: Message) -> tuple[str, str]:
    parts = [message.body, link(message), _why()]
    return message.title, "\n\n".join(part for part in parts if part)


def _digest(rows: Sequence[Message]) -> tuple[str, str]:
    subject = ngettext("%d message from gendan", "%d messages from gendan", len(rows)) % len(rows)
    lines = [f"{timezone.localtime(row.created_at):%m-%d %H:%M}  {text_of(row)}" for row in rows]
    return subject, "\n\n".join([*lines, _why()])


def _why() -> str:
    return _("You chose to hear of this by e-mail; change it in gendan under “My messages”.")

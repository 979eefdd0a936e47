"""Sending by SMTP."""

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from django.utils.translation import gettext as _

from gendan.modules.mails.models import Mailbox, Security
from gendan.modules.mails.post.servers import TIMEOUT, Trouble, password_of, require_allowed, trust, unreachable

Refused = dict[str, tuple[int, str]]


@contextmanager
def connected(box: Mailbox, *, password: str | None = None) -> Iterator[smtplib.SMTP]:
    """A session that is logged in; Trouble where there is none."""
    require_allowed(box, kind="smtp")
    secret = password_of(box) if password is None else password
    try:
        client = _open(box)
    except (OSError, smtplib.SMTPException) as error:
        raise unreachable("smtp", error) from error
    try:
        _log_in(client, box, secret)
        yield client
    finally:
        with suppress(OSError, smtplib.SMTPException):
            client.quit()


def _open(box: Mailbox) -> smtplib.SMTP:
    if box.smtp_security == Security.TLS:
        return smtplib.SMTP_SSL(box.smtp_host, box.smtp_port, timeout=TIMEOUT, context=trust())
    client = smtplib.SMTP(box.smtp_host, box.smtp_port, timeout=TIMEOUT)
    if box.smtp_security == Security.STARTTLS:
        client.starttls(context=trust())
    return client


def _log_in(client: smtplib.SMTP, box: Mailbox, secret: str) -> None:
    try:
        client.ehlo_or_helo_if_needed()
        if client.has_extn("auth"):
            client.login(box.username, secret)
    except smtplib.SMTPAuthenticationError as error:
        words = _("The server refuses login or password: %s") % _said(error.smtp_error)
        raise Trouble("password", words, lasting=True) from error
    except (OSError, smtplib.SMTPException) as error:
        raise unreachable("smtp", error) from error


def send(client: smtplib.SMTP, *, sender: str, recipients: Sequence[str], content: bytes) -> Refused:
    """Hand a mail over; returns who was refused with code and words, Trouble where nothing went out at all."""
    try:
        refused = client.sendmail(sender, list(recipients), content)
    except smtplib.SMTPRecipientsRefused as error:
        refused = error.recipients
    except smtplib.SMTPResponseException as error:
        words = f"{error.smtp_code} {_said(error.smtp_error)}"
        raise Trouble("smtp_host", words, lasting=500 <= error.smtp_code < 600) from error
    except (OSError, smtplib.SMTPException) as error:
        raise unreachable("smtp", error) from error
    return {address: (code, _said(words)) for address, (code, words) in refused.items()}


def _said(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words

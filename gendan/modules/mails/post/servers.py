"""Which mail servers may be spoken to, and in which words failures are told."""

import ssl
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from gendan.modules.mails.models import Mailbox, Security
from gendan.spine import vault
from gendan.spine.messages.outside import public_address
from gendan.spine.refusal import Refusal

TIMEOUT = 15
PORTS = {"imap": {143, 993}, "smtp": {25, 465, 587, 994, 2525}}


@dataclass
class Trouble(Exception):  # noqa: N818
    """A server that does not do what is asked; `field` of the mailbox is at fault, `lasting` where time does not heal it."""

    field: str
    reason: str
    lasting: bool = False

    def __str__(self) -> str:
        return self.reason


def require_allowed(box: Mailbox, *, kind: str) -> None:
    """Servers in the open by their usual ports and never without encryption; others only where the settings name them."""
    host, port = getattr(box, f"{kind}_host"), getattr(box, f"{kind}_port")
    if f"{host}:{port}" in settings.MAIL_HOSTS:
        return
    if getattr(box, f"{kind}_security") == Security.NONE:
        raise Trouble(f"{kind}_security", _("Without encryption only servers that GENDAN_MAIL_HOSTS names."), lasting=True)
    if port not in PORTS[kind]:
        raise Trouble(f"{kind}_port", _("This port is none of mail servers: %s.") % port, lasting=True)
    try:
        public_address(host, port)
    except Refusal as error:
        raise Trouble(f"{kind}_host", str(error.reason), lasting=error.code == "not_public") from error


def password_of(box: Mailbox) -> str:
    """The mailbox's password, unsealed."""
    try:
        return vault.unseal(box.secret)
    except vault.Unreadable as error:
        raise Trouble("password", _("The stored password cannot be opened any more; enter it again."), lasting=True) from error


def trust() -> ssl.SSLContext:
    """Certificates are checked against the name; `GENDAN_MAIL_CA` adds the company's own authority."""
    return ssl.create_default_context(cafile=settings.MAIL_CA or None)


def unreachable(kind: str, error: Any) -> Trouble:
    """Nobody answers, or not by this kind of encryption."""
    if isinstance(error, ssl.SSLError):
        field, words = f"{kind}_security", _("The encryption fails: %s")
    else:
        field, words = f"{kind}_host", _("The server cannot be reached: %s")
    return Trouble(field, words % (str(error) or type(error).__name__))

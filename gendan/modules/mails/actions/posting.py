"""What became of a mail that was sent: delivered, refused, or sent back later."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.modules.customers.queries import consents, party_of
from gendan.modules.mails.models import Bounce, Mail
from gendan.modules.mails.reading.parse import Report
from gendan.spine.access.queries import require
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline

ATTEMPTS = 8


def note_sent(mail: Mail, *, refused: dict[str, tuple[int, str]], now: datetime) -> None:
    """The server took the mail for all but the refused receivers."""
    for address, (code, words) in refused.items():
        _bounce(mail, address, permanent=code >= 500, reason=f"{code} {words}", now=now)
    if mail.state != Mail.State.BOUNCED:
        mail.state, mail.error = Mail.State.SENT, ""
        mail.save(update_fields=["state", "error"])


def note_undeliverable(mail: Mail, *, reason: str, lasting: bool, now: datetime) -> None:
    """Try again later, longer each time; or give up and tell who sent it."""
    mail.attempts, mail.error = mail.attempts + 1, reason[:300]
    if lasting or mail.attempts >= ATTEMPTS:
        mail.state = Mail.State.FAILED
        _tell_sender(mail, reason, now=now)
    else:
        mail.not_before = now + timedelta(minutes=min(2**mail.attempts, 120))
    mail.save(update_fields=["attempts", "error", "state", "not_before"])


@transaction.atomic
def send_again(mail: Mail, *, actor: Employee, now: datetime) -> Mail:
    """Give a mail that failed another round of attempts."""
    require(actor, "edit", mail.thread)
    if mail.state != Mail.State.FAILED:
        raise Refusal(_("Only what failed is sent again; a mail that bounced needs another address."))
    if mail.automatic and mail.thread.contact is not None and not consents(mail.thread.contact, channel="email"):
        raise Refusal(_("%s does not want to be written to by e-mail.") % mail.thread.contact.name, code="no_consent")
    mail.state, mail.attempts, mail.not_before = Mail.State.WAITING, 0, now
    mail.save(update_fields=["state", "attempts", "not_before"])
    return mail


def note_bounce(report: Report, *, mail: Mail, now: datetime) -> None:
    """A server reports that a mail of ours came back; the report's own thread is that mail's."""
    sent = Mail.objects.filter(message_id=report.original_id, incoming=False) if report.original_id else Mail.objects.none()
    original = sent.filter(mailbox=mail.mailbox).select_related("thread__customer", "mailbox__owner").first()
    if original is None or report.recipient.lower() not in {address.lower() for _name, address in original.headed_to}:
        return
    _bounce(original, report.recipient, permanent=report.permanent, reason=report.reason, now=now)


def _bounce(mail: Mail, address: str, *, permanent: bool, reason: str, now: datetime) -> None:
    """Write it down at the contact whose address it is, and tell who sent the mail."""
    party = party_of(address, near=mail.mailbox.owner)
    contact = party.contact if party else None
    Bounce.objects.create(
        address=address.lower(), contact=contact, mail=mail, permanent=permanent, reason=reason[:300], at=now
    )
    if not permanent:
        return
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.BOUNCED, error=reason[:300])
    mail.state = Mail.State.BOUNCED
    facts = {"address": address, "name": contact.name if contact else address}
    timeline.record("mails.bounced", mail.thread, actor=None, at=now, text=reason, data=facts)
    _tell_sender(mail, f"{address}: {reason}", now=now)


def _tell_sender(mail: Mail, reason: str, *, now: datetime) -> None:
    tell(
        mail.sent_by or mail.mailbox.owner, topic="mails.undelivered",
        title=lambda: _("Not delivered: %s") % mail, body=reason, url=f"/mails/{mail.thread_id}", now=now,
    )

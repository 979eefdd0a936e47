"""What the complainant is told goes out by the way that reaches him; an answer to his own complaint was asked for, so it needs no consent."""

from datetime import datetime

from django.utils.translation import gettext as _

from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.words import Channel
from gendan.modules.mails.actions import send_approved
from gendan.modules.mails.queries import bounced, box_of
from gendan.spine.documents import papering
from gendan.spine.messages import queries as messages
from gendan.spine.messages.actions import tell_outside
from gendan.spine.messages.sms.port import mobile_number
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal

PAPER = "complaint_reply"


def deliver(complaint: Complaint, *, text: str, channel: str, recipient: str, actor: Employee, now: datetime) -> str:
    """Send by mail or short message, print the letter, or just note the talk; answers to whom. Refusal where it cannot arrive."""
    way = {Channel.MAIL: _by_mail, Channel.SMS: _by_text, Channel.LETTER: _by_letter}.get(Channel(channel))
    return way(complaint, text, recipient.strip(), actor, now) if way else recipient.strip() or complaint.who


def _by_mail(complaint: Complaint, text: str, recipient: str, actor: Employee, now: datetime) -> str:
    address = recipient or complaint.email or (complaint.contact.email if complaint.contact else "")
    if not address:
        raise Refusal(_("To which address?"), field="recipient", code="no_address")
    if bounced([address.lower()]):
        raise Refusal(_("This address sent mail back; choose another one or call."), field="recipient", code="bounced")
    box = box_of(actor)
    if box is None:
        raise Refusal(_("Connect a mailbox first: your page → My mailboxes."), field="channel", code="no_mailbox")
    send_approved(
        box, to=(complaint.complainant_name, address), subject=_("Your complaint %(number)s: %(subject)s") % {
            "number": complaint.number, "subject": complaint.subject}, text=text, customer=complaint.customer, contact=complaint.contact,
        about=complaint, actor=actor, now=now,
    )
    return address


def _by_text(complaint: Complaint, text: str, recipient: str, actor: Employee, now: datetime) -> str:  # noqa: ARG001  the shape of ways
    if not messages.sms_is_set_up():
        raise Refusal(_("No provider of short messages is set up."), field="channel", who=_("the administrator"), code="not_set_up")
    address = mobile_number(recipient or complaint.phone)
    if not address:
        raise Refusal(_("This is no mobile number."), field="recipient", code="no_number")
    tell_outside(address, topic="complaints.reply", text=text, once=None, now=now)
    return address


def _by_letter(complaint: Complaint, text: str, recipient: str, actor: Employee, now: datetime) -> str:  # noqa: ARG001
    papering.make(complaint, paper=PAPER, actor=actor, now=now)
    return recipient or complaint.address or complaint.who

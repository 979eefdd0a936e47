"""Short messages to people at customers: with consent, within the month's limit, at decent hours."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.modules.customers.holds import require_no_dunning
from gendan.modules.customers.models import Contact
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.followups.models import Way
from gendan.modules.mails.actions import approaching
from gendan.modules.mails.actions.sending import Outcome
from gendan.modules.mails.actions.writing import filled
from gendan.spine.access.queries import require
from gendan.spine.messages import queries as messages
from gendan.spine.messages.actions import tell_outside
from gendan.spine.messages.models import Message
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal

TOPIC = "mails.text"


@transaction.atomic
def text_contact(
    contact: Contact, *, text: str, next_step: NextStep, actor: Employee, now: datetime
) -> Message:
    """Write a short message into the outbox, and log it as a follow-up with its next step (F23, U11)."""
    customer = contact.customer
    require(actor, "follow", customer)
    require_no_dunning(customer, text, field="text")
    if not messages.sms_is_set_up():
        raise Refusal(_("No provider of short messages is set up."), who=_("the administrator"), code="not_set_up")
    reason = approaching.why_not(contact, channel=approaching.SMS, now=now)
    if reason:
        raise Refusal(_("%(name)s: %(reason)s.") % {"name": contact.name, "reason": reason}, code="not_written_to")
    message = tell_outside(approaching.number_of(contact), topic=TOPIC, text=text.strip(), now=now)
    approaching.note(contact, channel=approaching.SMS, topic=TOPIC, now=now)
    log_activity(customer, actor=actor, now=now, way=Way.SMS, text=text, contact=contact, next_step=next_step)
    return message


@transaction.atomic
def text_news(contact: Contact, *, text: str, topic: str, now: datetime) -> Outcome:
    """A short message of a mailing to one person, under the rule of approaching; {contact} and {customer} are filled in."""
    reason = approaching.why_not(contact, channel=approaching.SMS, now=now)
    if reason:
        return Outcome(contact, reason)
    words = filled(text.strip(), customer=contact.customer, contact=contact)
    leave = _("Reply TD to unsubscribe")
    try:
        message = tell_outside(approaching.number_of(contact), topic=topic, text=f"{words} {leave}", now=now)
    except Refusal as refusal:
        return Outcome(contact, str(refusal.reason))
    approaching.note(contact, channel=approaching.SMS, topic=topic, now=now)
    return Outcome(contact, sent=message)

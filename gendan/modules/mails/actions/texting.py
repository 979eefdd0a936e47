"""A short message to a person at a customer: with consent, within the month's limit, at decent hours."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Contact
from gendan.modules.customers.queries import consents
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.followups.models import Way
from gendan.spine.access.queries import require
from gendan.spine.messages import queries as messages
from gendan.spine.messages.actions import tell_outside
from gendan.spine.messages.models import Message
from gendan.spine.messages.sms.port import mobile_number
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
    if not messages.sms_is_set_up():
        raise Refusal(_("No provider of short messages is set up."), who=_("the administrator"), code="not_set_up")
    if not consents(contact, channel="sms"):
        raise Refusal(_("%s has not agreed to short messages.") % contact.name, code="no_consent")
    number = mobile_number(contact.mobile) or mobile_number(contact.phone)
    if not number:
        raise Refusal(_("%s has no mobile number.") % contact.name, code="no_number")
    message = tell_outside(number, topic=TOPIC, text=text.strip(), now=now)
    log_activity(customer, actor=actor, now=now, way=Way.SMS, text=text, contact=contact, next_step=next_step)
    return message

"""The one rule for writing to somebody unasked, over all channels: consent, an address that works, and not too often (U11).

Mailings, letters, news and short messages all ask here before and note here after; quiet hours are kept when it leaves.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from gendan.modules.customers.models import Contact
from gendan.modules.customers.queries import consents
from gendan.modules.mails import queries
from gendan.modules.mails.models import Approach
from gendan.modules.mails.words import NUMBERS
from gendan.spine.messages import queries as messages
from gendan.spine.messages.sms.port import mobile_number
from gendan.spine.org.queries import number

EMAIL, SMS = "email", "sms"
MONTH = timedelta(days=30)


def why_not(contact: Contact, *, channel: str, now: datetime) -> str:
    """Why this person is not written to by this channel now; empty where nothing speaks against it.

    The person is locked, so that two senders together stay within the limit; call it in a transaction.
    """
    person = Contact.objects.select_for_update(no_key=True, of=("self",)).filter(pk=contact.pk, is_active=True).first()
    if person is None:
        return _("no longer works there")
    return _REACHES[channel](person) or _too_often(person, now)


def note(contact: Contact, *, channel: str, topic: str, now: datetime) -> None:
    """The person has been written to."""
    Approach.objects.create(contact=contact, channel=channel, topic=topic, at=now)


def number_of(contact: Contact) -> str:
    """Where short messages reach the person."""
    return mobile_number(contact.mobile) or mobile_number(contact.phone)


def _by_mail(contact: Contact) -> str:
    if not contact.email:
        return _("no e-mail address")
    if not consents(contact, channel=EMAIL):
        return _("has not agreed to e-mails")
    return _("the address sent mail back") if contact.email.lower() in queries.bounced([contact.email]) else ""


def _by_text(contact: Contact) -> str:
    if not messages.sms_is_set_up():
        return _("no provider of short messages is set up")
    if not number_of(contact):
        return _("no mobile number")
    return "" if consents(contact, channel=SMS) else _("has not agreed to short messages")


def _too_often(contact: Contact, now: datetime) -> str:
    most = int(number("mails.many_a_month", NUMBERS["mails.many_a_month"], at=now))
    had = Approach.objects.filter(contact=contact, at__gt=now - MONTH).count()
    return _("was written to %d times within 30 days") % had if had >= most else ""


_REACHES: dict[str, Callable[[Contact], str]] = {EMAIL: _by_mail, SMS: _by_text}

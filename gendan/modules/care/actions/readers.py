"""Who gets the letters of the year: only who agreed, and only as long as wanted (F48)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gendan.modules.care.models import Reader
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.queries import consents, contacts_of
from gendan.modules.mails import actions as mails
from gendan.modules.mails.models import Draft
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

CHANNELS = ("email", "sms")


@whole
def add_reader(contact: Contact, *, actor: Employee, now: datetime) -> Reader:
    """From now on the person gets the letters; who has agreed to neither e-mail nor short messages does not."""
    require(actor, "follow", contact.customer)
    if not any(consents(contact, channel=channel) for channel in CHANNELS):
        reason = _("%(name)s has agreed to neither e-mails nor short messages: write the consent down first.")
        raise Refusal(reason % {"name": contact.name}, code="no_consent")
    values = {"since": now, "added_by": actor, "stopped_at": None}
    row, _made = Reader.objects.update_or_create(contact=contact, defaults=values)
    timeline.record("care.reader_added", contact.customer, actor=actor, at=now, data={"name": contact.name}, system=True)
    return row


@whole
def stop_reader(contact: Contact, *, actor: Employee, now: datetime) -> None:
    """No more letters for this person."""
    require(actor, "follow", contact.customer)
    if Reader.objects.filter(contact=contact, stopped_at=None).update(stopped_at=now):
        timeline.record("care.reader_stopped", contact.customer, actor=actor, at=now, data={"name": contact.name}, system=True)


def add_first_reader(customer: Customer, *, actor: Employee, now: datetime) -> Reader:
    """The first person at a customer who agreed, for many customers at once."""
    people = contacts_of(customer)
    agreed = (person for person in people if any(consents(person, channel=channel) for channel in CHANNELS))
    found = next(agreed, None)
    if found is None:
        raise Refusal(_("Nobody there has agreed to e-mails or short messages."), code="no_consent")
    return add_reader(found, actor=actor, now=now)


@whole
def begin_clipping(
    customer: Customer, *, contact: Contact, title: str, source: str, link: str, note: str, actor: Employee, now: datetime
) -> Draft:
    """A news clipping with a short note: a personal mail, begun as a draft (F48, method 7 of F46)."""
    lines = [_("%(name)s, I saw this and thought of you:") % {"name": contact.name}, "", f"{title}（{source}）", link, "", note]
    text = "\n".join(line for line in lines if line is not None).rstrip()
    return mails.begin(actor=actor, now=now, customer=customer, contact=contact, subject=title, text=text)

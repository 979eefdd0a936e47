"""Short messages that come in: an opt-out is heeded at once, everything else is answered (U11, F66.2)."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Consent, Contact, Customer
from gendan.modules.customers.names import phone_key
from gendan.modules.followups.models import Way
from gendan.modules.mails.actions.approaching import number_of
from gendan.modules.mails.actions.leaving import take_back
from gendan.modules.mails.models import Approach, ShortMessage
from gendan.modules.mails.words import LEAVES, NUMBERS
from gendan.spine.messages.actions import tell
from gendan.spine.messages.sms import incoming
from gendan.spine.messages.sms.incoming import Incoming
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, holders_of, number
from gendan.spine.org.workdays import add_working
from gendan.spine.procedures import settling, todos
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

KEY, TOPIC, MARKS = "text_answer", "mails.text_unknown", " .。!！,，"


@whole
def hear(came: Incoming, *, now: datetime) -> ShortMessage | None:
    """Keep a message, heed its opt-out, and let the customer's owner answer; None where it came before."""
    people = _people_with(came.number)
    out = came.text.strip(MARKS).lower() in LEAVES
    row, new = ShortMessage.objects.get_or_create(once=came.once, defaults={
        "contact": people[0] if people else None, "number": came.number, "text": came.text, "at": min(came.at, now),
        "received_at": now, "opted_out": out and bool(people),
    })
    if not new:
        return None
    for person in people if out else people[:1]:
        _tell_story(row, person)
        if out:
            _take_leave(person, row, now=now)
        else:
            _ask_for_answer(person, row, now=now)
    if not people:
        title = _("Short message from %(number)s") % {"number": came.number}
        supervisors = holders_of("crm_supervisor", on=timezone.localdate(now))
        tell(supervisors, topic=TOPIC, title=title, body=came.text, once=f"text-{row.pk}", now=now)
    return row


def _people_with(number: str) -> list[Contact]:
    """Who has this number: whom we wrote to last comes first, the same person at two customers twice."""
    firms = Customer.objects.filter(phone_keys__contains=[phone_key(number)], deleted_at=None)
    rows = Contact.objects.filter(customer__in=firms, is_active=True).select_related("customer__owner__department").order_by("pk")
    found = [row for row in rows if number_of(row) == number]
    latest = dict(Approach.objects.filter(contact__in=found).order_by("at").values_list("contact", "at"))
    return sorted(found, key=lambda row: -latest[row.pk].timestamp() if row.pk in latest else 0)


def _tell_story(row: ShortMessage, person: Contact) -> None:
    timeline.record("mails.texted", person.customer, actor=None, at=row.at, text=row.text, data={"name": person.name})


def _take_leave(person: Contact, row: ShortMessage, *, now: datetime) -> None:
    """From this moment on nothing more is sent to this number."""
    recorder = person.customer.owner or _supervisor(now)
    if recorder is not None:
        how = _("by short message: %s") % row.text[:80]
        Consent.objects.create(
            contact=person, channel=Consent.Channel.SMS, given=False, how=how, at=now, recorded_by=recorder,
        )
    take_back(contact_ids=[person.pk], now=now)
    timeline.record("mails.texts_refused", person.customer, actor=None, at=now, data={"name": person.name}, system=True)


def _supervisor(now: datetime) -> Employee | None:
    return next(iter(holders_of("crm_supervisor", on=timezone.localdate(now))), None)


def _ask_for_answer(person: Contact, row: ShortMessage, *, now: datetime) -> None:
    """Somebody owes an answer within the working hours of F66.2; one to-do however many messages come."""
    customer, owner = person.customer, person.customer.owner
    if owner is None or not owner.is_active:
        return
    if settling.asked("customers.customer", customer.pk, key=KEY).exists():
        return
    hours = timedelta(hours=float(number("mails.answer_hours", NUMBERS["mails.answer_hours"], at=now)))
    todos.add(
        customer, key=KEY, title=(_("Answer the short message of %(name)s: %(text)s") % {"name": person.name, "text": row.text})[:200],
        assignee=owner, way=Way.SMS, due_at=add_working(now, hours, calendar_of(owner)), actor=None, now=now,
    )


def hear_folder(*, now: datetime) -> int:
    """The clock's errand for the folder: what a gateway laid into `in` is heard, and what cannot be read is laid aside."""
    if settings.SMS.get("provider") != "file":
        return 0
    heard = 0
    for path in sorted(Path(settings.SMS["folder"], "in").glob("*.json")):
        try:
            for came in incoming.read("file", path.read_bytes()):
                heard += hear(came, now=now) is not None
        except (ValueError, json.JSONDecodeError):
            path.rename(path.with_suffix(".unread"))
        else:
            path.unlink()
    return heard

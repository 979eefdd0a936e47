"""What came of it: asked three to seven days later, again in another slot where nobody was reached, or said by himself (F54.5, F91)."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.complaints.actions.outside import open_status
from gendan.modules.complaints.models import Complaint
from gendan.modules.mails.actions import approaching
from gendan.spine import words
from gendan.spine.access.queries import require
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.messages.actions import tell_outside
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import engine, settling, todos
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

AGAIN = "outcome_again"
#: From this score on somebody is satisfied.
SATISFIED = 4
NOON, MORNING, AFTERNOON = time(12), time(10), time(15)


@whole
def answer_outcome(complaint: Complaint, *, link: Link, values: Mapping[str, Any], now: datetime) -> None:
    """The complainant says on his page how it ended for him; sent twice, it counts once."""
    if not links.first_sent(link, token=values.get("once", ""), now=now):
        return
    row = Complaint.objects.get(pk=complaint.pk)
    while row.joined_to is not None:
        row = row.joined_to
    if row.state != "outcome":
        raise Refusal(_("Nothing is asked of you any more. Thank you."), code="not_asked")
    move = "said_satisfied" if values["score"] >= SATISFIED else "said_dissatisfied"
    data = {"score": values["score"], "text": values.get("text") or _("(no words)")}
    engine.perform(row, move, actor=None, data=data, now=now)


@whole
def note_unreached(complaint: Complaint, *, note: str, actor: Employee, now: datetime) -> Complaint:
    """F91.3: not reached: a second call in the other half of a day; not reached then either: written to, and closed as such."""
    require(actor, "edit", complaint)
    row = Complaint.objects.select_for_update(of=("self",), no_key=True).select_related("owner", "contact").get(pk=complaint.pk)
    if row.state != "outcome":
        raise Refusal(_("The outcome is not being asked now."), code="not_asked")
    row.outcome_attempts += 1
    row.save(update_fields=["outcome_attempts"])
    slot = _("forenoon") if _local(now).time() < NOON else _("afternoon")
    timeline.record("complaints.unreached", row, actor=actor, at=now, text=note, data={"slot": slot, "times": row.outcome_attempts}, main=row.main_object)
    _settle(row, now=now)
    if row.outcome_attempts == 1 and row.owner is not None:
        todos.add(
            row, key=AGAIN, title=words.say("todo.complaint_again", row.number), assignee=row.owner, way="call", due_at=other_slot(row.owner, now=now),
            actor=None, now=now, context=row.phone,
        )
    return row


def _settle(row: Complaint, *, now: datetime) -> None:
    settling.settle("complaints.complaint", row.pk, key=AGAIN, outcome=_("called again"), now=now)


def _local(now: datetime) -> datetime:
    return timezone.localtime(now)


def other_slot(person: Employee, *, now: datetime) -> datetime:
    """The next working day, in the half of the day in which nobody has called yet."""
    day = timezone.localtime(add_working_days(now, 1, calendar_of(person))).date()
    at = AFTERNOON if _local(now).time() < NOON else MORNING
    return timezone.make_aware(datetime.combine(day, at))


@whole
def ask_by_message(complaint: Complaint, *, actor: Employee, now: datetime, site: str) -> None:
    """The question by short message, with the address of his page; unasked, so only where he agreed to be written to."""
    require(actor, "edit", complaint)
    if complaint.state != "outcome":
        raise Refusal(_("The outcome is not being asked now."), code="not_asked")
    contact = complaint.contact
    if contact is None:
        raise Refusal(_("Only a known contact who agreed to it is written to: call instead."), code="no_contact")
    if reason := approaching.why_not(contact, channel=approaching.SMS, now=now):
        raise Refusal(_("%(name)s: %(reason)s.") % {"name": contact.name, "reason": reason}, code="not_written_to")
    text = _("How did your complaint %(number)s end for you? %(url)s") % {"number": complaint.number, "url": site + open_status(complaint, now=now)}
    tell_outside(approaching.number_of(contact), topic="complaints.outcome", text=text, once=f"complaints.outcome.{complaint.pk}.{complaint.reopened_times}", now=now)
    approaching.note(contact, channel=approaching.SMS, topic="complaints.outcome", now=now)
    timeline.record("complaints.asked", complaint, actor=actor, at=now, main=complaint.main_object, data={"name": contact.name})

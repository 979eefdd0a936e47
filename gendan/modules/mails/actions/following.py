"""What follows a mail: who waits for an answer, who owes one, and what is done when none comes (F06)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.followups.models import Activity, Result, Way
from gendan.modules.mails.models import Diagnosis, Mail, Thread
from gendan.modules.mails.words import NUMBERS, Cause, Topic
from gendan.spine import records
from gendan.spine.access.queries import may
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, number
from gendan.spine.org.workdays import add_working, add_working_days
from gendan.spine.procedures import settling, todos
from gendan.spine.refusal import Refusal


def about_of(thread: Thread) -> Any:
    """The record that a thread is about: an opportunity, else the customer."""
    if thread.record_kind:
        found = records.model_of(thread.record_kind)._default_manager.filter(pk=thread.record_id).first()
        if found is not None:
            return found
    return thread.customer


def reply_due(actor: Employee, *, now: datetime) -> datetime:
    """When an answer should be there."""
    days = int(number("mails.reply_days", NUMBERS["mails.reply_days"], at=now))
    return add_working_days(now, days, calendar_of(actor))


def ask_for_answer(thread: Thread, *, now: datetime) -> None:
    """They wrote: the waiting is over, and somebody owes an answer within the working hours of F66.2.

    Nothing is asked for mails that no person wrote, nor where one already owes the answer.
    """
    if thread.customer is None or not thread.last_incoming or thread.automatic or thread.owner is None:
        return
    if not thread.owner.is_active or settling.live(thread.answer_todo_id):
        return
    about, waiting = about_of(thread), settling.live(thread.waiting_todo_id)
    hours = timedelta(hours=float(number("mails.answer_hours", NUMBERS["mails.answer_hours"], at=now)))
    carried = [waiting] if waiting and (waiting.record_kind, waiting.record_id) == (records.kind_of(about), about.pk) else []
    todo = todos.add(
        about, title=(_("Answer the e-mail: %s") % thread)[:200], assignee=thread.owner, way=Way.MAIL,
        due_at=add_working(now, hours, calendar_of(thread.owner)), actor=None, now=now, carries_out=carried,
        outcome=_("They have answered."),
    )
    thread.answer_todo_id, thread.waiting_since, thread.waiting_todo_id = todo.pk, None, None
    thread.save(update_fields=["answer_todo_id", "waiting_since", "waiting_todo_id"])


def answered(thread: Thread, *, outcome: str, now: datetime) -> None:
    """What they wrote has its answer."""
    asked = settling.live(thread.answer_todo_id)
    if asked is not None:
        settling.end(asked, outcome=outcome, now=now)
        thread.answer_todo_id = None
        thread.save(update_fields=["answer_todo_id"])


def log_sent(
    mail: Mail, *, step: NextStep, actor: Employee, now: datetime, text: str = ""
) -> Activity | None:
    """Write the follow-up of a mail that goes out; its next step is what waits for the answer (F05.7, F11.2)."""
    thread = mail.thread
    if thread.customer is None:
        return None
    told = _("(private e-mail)") if thread.private else text or f"{mail.subject}\n{mail.text[:300]}"
    activity = log_activity(
        thread.customer, actor=actor, now=now, at=min(mail.at, now), next_step=step, subject=about_of(thread),
        way=Way.MAIL, text=told, contact=thread.contact,
    )
    answered = settling.live(thread.answer_todo_id)
    if answered is not None:
        settling.end(answered, outcome=str(mail.subject), now=now)
    waits = not step.no_next_reason
    thread.waiting_since, thread.answer_todo_id = (now if waits else None), None
    thread.waiting_todo_id = activity.next_todo_id if waits else None
    thread.save(update_fields=["waiting_since", "waiting_todo_id", "answer_todo_id"])
    mail.activity = activity
    mail.save(update_fields=["activity"])
    return activity


def log_sent_elsewhere(mail: Mail, *, now: datetime) -> None:
    """A mail from the owner's own program is a follow-up too, as far as he may follow the customer."""
    thread, owner = mail.thread, mail.mailbox.owner
    if thread.customer is None or not owner.is_active or not may(owner, "follow", thread.customer):
        return
    step = NextStep((_("Answer awaited: %s") % thread)[:200], reply_due(owner, now=now), Way.MAIL)
    log_sent(mail, step=step, actor=owner, now=now)


@transaction.atomic
def diagnose(
    thread: Thread, *, cause: str, topic: str = "", next_title: str, next_due_at: datetime, actor: Employee,
    now: datetime, note: str = "", next_way: str = "",
) -> Diagnosis:
    """Judge why nobody answers, and agree on what is done next (F06.14 … F06.17); written as a follow-up with both codes."""
    if thread.customer is None:
        raise Refusal(_("Attach the mail to a customer first."), code="unmatched")
    if thread.waiting_since is None:
        raise Refusal(_("No answer is awaited here."), code="not_waiting")
    words = f"{_('No answer')}: {Cause(cause).label}" + (f"；{note}" if note else "")
    waiting = settling.live(thread.waiting_todo_id)
    activity = log_activity(
        thread.customer, actor=actor, now=now, way=Way.MAIL, result=Result.NO_ANSWER, text=words,
        purpose=str(Topic(topic).label) if topic else "", contact=thread.contact, subject=about_of(thread),
        next_step=NextStep(next_title, next_due_at, next_way or (Way.CALL if topic == Topic.PHONE else Way.MAIL)),
        completes=waiting,
    )
    thread.waiting_todo_id = activity.next_todo_id
    thread.save(update_fields=["waiting_todo_id"])
    return Diagnosis.objects.create(
        thread=thread, cause=cause, topic=topic, note=note[:300], activity=activity, made_by=actor, at=now
    )

"""Sendings: the letter of the month to its readers, news to all old customers; each person once, under one rule (F48, F01)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.care import queries
from gendan.modules.care.models import Delivery, Issue, Letter, Sender
from gendan.modules.care.numbers import DAYS_TO_CALL, DAYS_TO_TELL, GRACE_DAYS, LETTERS_UNTIL_CALL
from gendan.modules.care.words import About
from gendan.modules.customers.models import Contact, Customer, TimeClass
from gendan.modules.customers.procedure import STANDING
from gendan.modules.mails import actions as mails
from gendan.modules.mails import queries as mail_queries
from gendan.spine import words
from gendan.spine.access.queries import require_any
from gendan.spine.messages.actions import outside_hours
from gendan.spine.messages.queries import sms_is_set_up
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import todos
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

BATCH, TURNS = 100, 20
TOPIC = {True: "care.letter", False: "care.news"}
WRITTEN = ("about", "subject", "text", "short", "mailbox")


@whole
def write_news(*, values: Mapping[str, Any], actor: Employee, now: datetime) -> Issue:
    """Write news for all old customers; nothing is sent before it is begun (F01)."""
    require_any(actor, "create", Issue)
    box = values.get("mailbox")
    if box is not None and not mail_queries.boxes_of(actor).filter(pk=box.pk, is_active=True).exists():
        raise ValidationError({"mailbox": _("From which mailbox?")})
    if box is None and not values.get("short"):
        raise ValidationError({"mailbox": _("Choose a mailbox, or write a short message.")})
    if values.get("about") == About.GREETING:
        raise ValidationError({"about": _("News are about a product or a promotion.")})
    issue = Issue.objects.create(**{name: values[name] for name in WRITTEN if name in values}, created_at=now, created_by=actor)
    timeline.record("care.news_written", issue, actor=actor, at=now, data={"subject": issue.subject}, system=True)
    return issue


@whole
def begin_sending(issue: Issue, *, actor: Employee, now: datetime) -> Issue:
    """Gather all old customers and let the clock send, by day, a batch at a time."""
    require_any(actor, "edit", Issue)
    row = _planned(issue)
    _gather_old_customers(row)
    _begin(row, now)
    facts = {"subject": row.subject}
    timeline.record("care.news_begun", row, actor=actor, at=now, data=facts)
    return row


@whole
def cancel_sending(issue: Issue, *, actor: Employee, now: datetime) -> Issue:
    """Stop: who has not been written to yet is left out."""
    require_any(actor, "edit", Issue)
    row = Issue.objects.select_for_update().get(pk=issue.pk)
    if row.state in (Issue.State.DONE, Issue.State.CANCELLED):
        raise Refusal(_("It is over already."), code="moved_on")
    waiting = row.deliveries.filter(state=Delivery.State.WAITING)
    waiting.update(state=Delivery.State.LEFT_OUT, reason=_("cancelled"), at=now)
    row.state, row.finished_at = Issue.State.CANCELLED, now
    row.save(update_fields=["state", "finished_at"])
    timeline.record("care.cancelled", row, actor=actor, at=now, data={"subject": row.subject}, system=True)
    return row


def _planned(issue: Issue) -> Issue:
    row: Issue = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if row.state != Issue.State.PLANNED:
        raise Refusal(_("It has been begun already."), code="moved_on")
    return row


def _begin(issue: Issue, now: datetime) -> None:
    issue.state, issue.started_at = Issue.State.SENDING, now
    issue.save(update_fields=["state", "started_at"])


def old_customers() -> Any:
    """All old customers that somebody looks after (F01)."""
    return Customer.objects.filter(time_class=TimeClass.OLD, valid=True, deleted_at=None, state__in=STANDING).exclude(state="lost")


def _gather_old_customers(issue: Issue) -> None:
    """Everybody at them, and a row without a person for those who have nobody."""
    firms = old_customers().values_list("pk", flat=True)
    people = Contact.objects.filter(customer__in=firms, is_active=True).order_by("pk").values_list("pk", "customer")
    rows = [Delivery(issue=issue, contact_id=pk, customer_id=firm) for pk, firm in people.iterator(chunk_size=5000)]
    alone = set(firms) - {row.customer_id for row in rows}
    nobody = {"state": Delivery.State.LEFT_OUT, "reason": _("nobody to write to is known")}
    rows += [Delivery(issue=issue, customer_id=firm, **nobody) for firm in sorted(alone)]
    Delivery.objects.bulk_create(rows, batch_size=2000)


# -- the clock's errands ------------------------------------------------------------------------------------------


def send_due(*, now: datetime) -> int:
    """Plan today's letter and send what waits, only at decent hours; returns how many were written to."""
    if outside_hours(now) != now:
        return 0
    plan_letters(now=now)
    sent = 0
    for issue in Issue.objects.filter(state=Issue.State.SENDING).order_by("started_at", "pk"):
        sent += _send(issue, now)
    return sent


def plan_letters(*, now: datetime) -> list[Issue]:
    """The letters whose day has come, each once a year; after an outage a few days late, then not at all."""
    sender = queries.sender()
    if sender is not None and not sender.is_on or sender is None and not sms_is_set_up():
        return []
    today = timezone.localdate(now)
    grace = GRACE_DAYS.whole_at(now)
    due = [one for one in Letter.objects.filter(is_active=True) if 0 <= (today - one.sent_on(today.year)).days <= grace]
    made = (_plan_letter(letter, today.year, sender, now) for letter in due)
    return [issue for issue in made if issue is not None]


@whole
def _plan_letter(letter: Letter, year: int, sender: Sender | None, now: datetime) -> Issue | None:
    issue, made = Issue.objects.get_or_create(letter=letter, year=year, defaults={
        "subject": letter.subject, "text": letter.text, "short": letter.short, "mailbox": sender.mailbox if sender else None,
        "created_at": now,
    })
    if not made:
        return None
    readers = queries.readers().filter(contact__is_active=True, contact__customer__deleted_at=None)
    people = readers.filter(contact__customer__state__in=STANDING).order_by("pk").values_list("contact", "contact__customer")
    Delivery.objects.bulk_create([Delivery(issue=issue, contact_id=pk, customer_id=firm) for pk, firm in people], batch_size=2000)
    _begin(issue, now)
    return issue


def _send(issue: Issue, now: datetime) -> int:
    """Some batches, each whole, so that a crash repeats nothing; the rest waits for the next turn of the clock."""
    sent = 0
    for _turn in range(TURNS):
        done = _batch(issue, now)
        if done is None:
            _finish(issue, now)
            break
        sent += done
    return sent


@transaction.atomic
def _batch(issue: Issue, now: datetime) -> int | None:
    rows = issue.deliveries.filter(state=Delivery.State.WAITING).select_for_update(skip_locked=True, of=("self",))
    listed = list(rows.select_related("contact__customer__owner").order_by("pk")[:BATCH])
    if not listed:
        return None
    for row in listed:
        _deliver(row, issue, now)
    Delivery.objects.bulk_update(listed, ["state", "channel", "reason", "at", "mail", "message"])
    return sum(row.state == Delivery.State.SENT for row in listed)


def _deliver(row: Delivery, issue: Issue, now: datetime) -> None:
    """By e-mail, else by short message; why neither, where it is neither."""
    assert row.contact is not None
    row.at, reasons = now, []
    for channel, outcome in _ways(row.contact, issue, now):
        if outcome.ok:
            row.state, row.channel = Delivery.State.SENT, channel
            setattr(row, "mail" if channel == "email" else "message", outcome.sent)
            return
        reasons.append(outcome.reason)
    row.state, row.reason = Delivery.State.LEFT_OUT, "；".join(dict.fromkeys(reasons))[:200]


def _ways(contact: Contact, issue: Issue, now: datetime) -> Iterable[tuple[str, mails.Outcome]]:
    topic = TOPIC[issue.letter_id is not None]
    if issue.mailbox is not None:
        yield "email", mails.send_news(
            contact, box=issue.mailbox, subject=issue.subject, text=issue.text, topic=topic, actor=issue.created_by, now=now
        )
    if issue.short:
        yield "sms", mails.text_news(contact, text=issue.short, topic=topic, now=now)


@whole
def _finish(issue: Issue, now: datetime) -> None:
    """Nobody waits any more: say so, and let the owners do what a letter could not."""
    row = Issue.objects.select_for_update(of=("self",)).get(pk=issue.pk)
    if row.state != Issue.State.SENDING or row.deliveries.filter(state=Delivery.State.WAITING).exists():
        return
    row.state, row.finished_at = Issue.State.DONE, now
    row.save(update_fields=["state", "finished_at"])
    if row.letter_id is None:
        _ask_owners_to_tell(row, now)
    else:
        _ask_owners_to_call(row, now)


def unreached(issue: Issue) -> Any:
    """The customers of a sending of whom nobody was written to."""
    reached = issue.deliveries.filter(state=Delivery.State.SENT).values("customer")
    return Customer.objects.filter(pk__in=issue.deliveries.values("customer")).exclude(pk__in=reached)


def _ask_owners_to_tell(issue: Issue, now: datetime) -> None:
    """F01: all old customers hear of it; those whom no letter may reach are told by their owners."""
    owners = unreached(issue).exclude(owner=None).values_list("owner", flat=True).distinct()
    for owner in Employee.objects.filter(pk__in=owners).exclude(status=Employee.Status.LEFT).order_by("pk"):
        due_at = add_working_days(now, DAYS_TO_TELL.whole_at(now), calendar_of(owner))
        todos.add(issue, title=words.say("todo.care_news", issue.subject), assignee=owner, due_at=due_at, actor=None, now=now,
                  key="care_news", way="call")


def _ask_owners_to_call(issue: Issue, now: datetime) -> None:
    """F48: by the fourth or fifth letter they feel warmth; the owner calls, once for each reader."""
    wanted = LETTERS_UNTIL_CALL.whole_at(now)
    for row in issue.deliveries.filter(state=Delivery.State.SENT).select_related("contact", "customer__owner"):
        had = Delivery.objects.filter(contact=row.contact, state=Delivery.State.SENT, issue__letter__isnull=False).count()
        owner = row.customer.owner
        if had == wanted and owner is not None:
            due_at = add_working_days(now, DAYS_TO_CALL.whole_at(now), calendar_of(owner))
            todos.add(row.customer, title=words.say("todo.care_letters", row.contact), assignee=owner, due_at=due_at, actor=None,
                      now=now, key="care_letters", way="call")


# -- what administrators settle -----------------------------------------------------------------------------------


@whole
def write_letter(letter: Letter, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Letter:
    """Change the words or the day of a letter; what is on its way keeps its words."""
    require_any(actor, "edit", Issue)
    for name, value in values.items():
        setattr(letter, name, value)
    letter.full_clean()
    letter.save()
    timeline.record("care.letter_written", letter, actor=actor, at=now, data={"subject": letter.subject}, system=True)
    return letter


@whole
def set_sender(*, mailbox: Any, is_on: bool, actor: Employee, now: datetime) -> Sender:
    """From which mailbox the letters go out, and whether they do."""
    require_any(actor, "edit", Issue)
    row = Sender.objects.select_for_update().first() or Sender()
    row.mailbox, row.is_on = mailbox, is_on
    row.save()
    timeline.record("care.sender", row, actor=actor, at=now, data={"mailbox": str(mailbox or "—")}, system=True)
    return row


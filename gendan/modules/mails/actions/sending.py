"""Sending: through the gate, into the post, and into the story of the customer with its next step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.modules.customers import holds
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.actions import NextStep
from gendan.modules.mails import gate, queries, rules
from gendan.modules.mails.actions import approaching, following
from gendan.modules.mails.actions.filing import put_under
from gendan.modules.mails.actions.receiving import note_mail
from gendan.modules.mails.actions.writing import close_draft, filled, require_own
from gendan.modules.mails.models import Draft, Mail, Mailbox, Thread
from gendan.modules.mails.reading.quotes import split
from gendan.spine.access.queries import may
from gendan.spine.messages.actions import outside_hours
from gendan.spine.org.models import Employee
from gendan.spine.records import kind_of
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.models import Attachment


class GateClosed(Refusal):
    """Required points are missing; `findings` holds all of them with their reasons."""

    def __init__(self, findings: list[rules.Finding]) -> None:
        missing = "；".join(one.reason for one in findings if one.blocks)
        super().__init__(_("Not yet: %s") % missing, code="gate")
        self.findings = findings


@transaction.atomic
def send(draft: Draft, *, actor: Employee, now: datetime, once: UUID | None = None) -> Mail:
    """Put a draft into the post: checked by the gate (F05), logged as a follow-up with its next step.

    The mail leaves after this transaction. Raises ValidationError at the fields and GateClosed with the findings.
    """
    sent = Mail.objects.filter(once=once).first() if once else None
    if sent is not None:
        return sent
    require_own(draft, actor)
    box, to = _require_whole(draft, actor)
    found = gate.judged(draft, actor=actor, now=now)
    if any(one.blocks for one in found):
        raise GateClosed(found)
    thread = draft.thread or _new_thread(draft, box, to)
    if actor.pk not in (thread.owner_id, *thread.related_ids):
        thread.related_ids = [*thread.related_ids, actor.pk]
    mail = _write(thread, box, to=to, cc=gate.addresses_of(draft.cc, field="cc"), subject=draft.subject,
                  text=draft.text, answers=draft.answers, actor=actor, now=now)
    mail.notes, mail.once = draft.notes, once
    mail.checks = [[one.point.key, one.level, one.reason] for one in found]
    mail.save(update_fields=["notes", "once", "checks"])
    Attachment.objects.filter(kind="mails.draft", object_id=draft.pk).update(kind="mails.mail", object_id=mail.pk)
    following.log_sent(mail, step=_step(draft), actor=actor, now=now)
    close_draft(draft, now=now)
    return mail


def _require_whole(draft: Draft, actor: Employee) -> tuple[Mailbox, list[tuple[str, str]]]:
    """The mailbox and the receivers; ValidationError names every field that is missing or wrong."""
    errors: dict[str, Any] = {}
    box = draft.mailbox
    if box is None or not box.is_active or not queries.boxes_of(actor).filter(pk=box.pk).exists():
        errors["mailbox"] = _("From which mailbox?")
    to = gate.addresses_of(draft.to)
    gate.addresses_of(draft.cc, field="cc")
    if not to:
        errors["to"] = _("To whom?")
    if not draft.text.strip():
        errors["text"] = _("The mail is empty.")
    elif held := holds.reason(draft.customer, draft.subject, split(draft.text)[0]):
        errors["text"] = held
    if draft.customer and not draft.no_next_reason and not draft.next_title:
        draft.next_title = (_("Answer awaited: %s") % rules.bare_subject(draft.subject))[:200]
    if errors or box is None:
        raise ValidationError(errors)
    return box, to


def _step(draft: Draft) -> NextStep:
    if draft.no_next_reason:
        return NextStep(no_next_reason=draft.no_next_reason)
    return NextStep(draft.next_title, draft.next_due_at, "mail")


def _new_thread(draft: Draft, box: Mailbox, to: list[tuple[str, str]]) -> Thread:
    name, address = to[0]
    thread = Thread(
        owner=box.owner, department=box.owner.department, subject=rules.bare_subject(draft.subject),
        related_ids=queries.readers_of(box), counterpart=address.lower(), started_at=draft.updated_at,
        counterpart_name=draft.contact.name if draft.contact else name, last_at=draft.updated_at,
        record_kind=draft.record_kind, record_id=draft.record_id,
    )
    put_under(thread, draft.customer, draft.contact)
    return thread


def _write(
    thread: Thread, box: Mailbox, *, to: list[tuple[str, str]], cc: list[tuple[str, str]], subject: str, text: str,
    answers: Mail | None, actor: Employee, now: datetime, automatic: bool = False,
) -> Mail:
    """The mail as it will go out; the post takes it after the commit."""
    note_mail(thread, at=now, incoming=False, automatic=automatic)
    thread.unread = False
    thread.save()
    last = answers or thread.mails.exclude(message_id="").order_by("-at", "-pk").first()
    references = [last.message_id, *last.references][:20] if last and last.message_id else []
    domain = box.address.rpartition("@")[2]
    return Mail.objects.create(
        thread=thread, mailbox=box, incoming=False, state=Mail.State.WAITING, at=now, not_before=now,
        message_id=f"<{uuid4().hex}@{domain}>", references=references, sender=box.address,
        sender_name=box.sender_name or actor.name, to=to, cc=cc, subject=subject[:300], text=text, size=len(text.encode()),
        sent_by=actor, automatic=automatic,
    )


@transaction.atomic
def send_approved(
    box: Mailbox, *, to: tuple[str, str], subject: str, text: str, customer: Customer | None, contact: Contact | None, about: Any,
    actor: Employee, now: datetime,
) -> Mail:
    """What somebody else has approved goes out as it stands, in the thread about the record where there is one: its own check was the gate."""
    kind = kind_of(about)
    thread = Thread.objects.filter(record_kind=kind, record_id=about.pk, counterpart=to[1].lower()).order_by("-last_at").first()
    if thread is None:
        thread = Thread(
            owner=box.owner, department=box.owner.department, subject=subject[:300], counterpart=to[1].lower(), counterpart_name=to[0],
            started_at=now, last_at=now, related_ids=queries.readers_of(box), record_kind=kind, record_id=about.pk, record_title=str(about)[:200],
        )
        put_under(thread, customer, contact)
    mail = _write(thread, box, to=[to], cc=[], subject=subject, text=f"{text}\n\n-- \n{box.signature}".rstrip("- \n"), answers=None, actor=actor, now=now)
    following.answered(thread, outcome=subject, now=now)
    return mail


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one receiver of a mailing; `sent` is the mail or the short message."""

    contact: Contact
    reason: str = ""
    sent: Any = None

    @property
    def ok(self) -> bool:
        return not self.reason


@transaction.atomic
def send_to_each(
    contacts: Iterable[Contact], *, box: Mailbox, subject: str, text: str, actor: Employee, now: datetime
) -> list[Outcome]:
    """The same words to several people, one mail each, only to those who agreed, and not too often (U11).

    News are no follow-up: next steps stay as they are. {contact} and {customer} are filled in.
    """
    if not queries.boxes_of(actor).filter(pk=box.pk, is_active=True).exists():
        raise ValidationError({"mailbox": _("From which mailbox?")})
    if len(rules.bare_subject(subject)) < 2:
        raise ValidationError({"subject": _("A bare “RE:” says nothing: name what this mail is about.")})
    if not text.strip():
        raise ValidationError({"text": _("The mail is empty.")})
    return [_send_one(contact, box, subject, text, actor, now) for contact in contacts]


def _send_one(contact: Contact, box: Mailbox, subject: str, text: str, actor: Employee, now: datetime) -> Outcome:
    answer = may(actor, "follow", contact.customer)
    if not answer:
        return Outcome(contact, answer.reason)
    if held := holds.reason(contact.customer, subject, text):
        return Outcome(contact, held)
    return send_news(contact, box=box, subject=subject, text=text, topic="mails.mailing", actor=actor, now=now)


@transaction.atomic
def send_news(
    contact: Contact, *, box: Mailbox, subject: str, text: str, topic: str, actor: Employee | None, now: datetime
) -> Outcome:
    """One mail to one person under the rule of approaching; that the sender may write to this person is for the caller to know."""
    reason = approaching.why_not(contact, channel=approaching.EMAIL, now=now)
    if reason:
        return Outcome(contact, reason)
    people = [*queries.readers_of(box), *([actor.pk] if actor and actor.pk != box.owner_id else [])]
    thread = Thread(
        owner=box.owner, department=box.owner.department, subject=subject[:300], counterpart=contact.email.lower(),
        counterpart_name=contact.name, started_at=now, last_at=now, related_ids=list(dict.fromkeys(people)),
    )
    put_under(thread, contact.customer, contact)
    words = filled(f"{text}\n\n-- \n{box.signature}".rstrip("- \n"), customer=contact.customer, contact=contact)
    leave = _("If you would rather not hear from us this way, answer with “unsubscribe”.")
    mail = _write(
        thread, box, to=[(contact.name, contact.email)], cc=[], text=f"{words}\n\n{leave}", answers=None, actor=actor or box.owner,
        subject=filled(subject, customer=contact.customer, contact=contact), now=now, automatic=True,
    )
    mail.not_before = outside_hours(now)
    mail.save(update_fields=["not_before"])
    approaching.note(contact, channel=approaching.EMAIL, topic=topic, now=now)
    timeline.record("mails.mailing", thread, actor=actor, at=now, data={"subject": mail.subject, "name": contact.name})
    return Outcome(contact, sent=mail)

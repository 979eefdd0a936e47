"""Drafts: begin, answer, keep, attach files, and ask a colleague what he thinks."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.mails import queries, rules
from gendan.modules.mails.actions import following
from gendan.modules.mails.actions.filing import count_reading
from gendan.modules.mails.models import Draft, Mail, Mailbox, Template
from gendan.modules.mails.reading.quotes import quoted
from gendan.spine import records
from gendan.spine.access.queries import require
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working
from gendan.spine.procedures import settling, todos
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.files import delete_after_commit
from gendan.spine.timeline.models import Attachment

OPINION_HOURS = 4
WRITTEN = ("mailbox", "to", "cc", "subject", "text", "notes", "ticks", "next_title", "next_due_at", "no_next_reason")


def _box_of(actor: Employee) -> Mailbox:
    box = queries.box_of(actor)
    if box is None:
        raise Refusal(_("Connect a mailbox first: your page → My mailboxes."), code="no_mailbox")
    return box


def _signed(text: str, box: Mailbox) -> str:
    return f"{text}\n\n-- \n{box.signature}" if box.signature else text


@transaction.atomic
def begin(
    *, actor: Employee, now: datetime, customer: Customer | None = None, contact: Contact | None = None, to: str = "",
    subject: str = "", text: str = "", about: Any = None,
) -> Draft:
    """Begin a mail, to a person at a customer or to any address."""
    if customer is not None:
        require(actor, "follow", customer)
        contact = contact or customer.contacts.filter(is_active=True).exclude(email="").first()
    box = _box_of(actor)
    address = contact.email if contact else customer.email if customer else ""
    return Draft.objects.create(
        owner=actor, mailbox=box, customer=customer, contact=contact, to=to or address, subject=subject[:300],
        text=_signed(text, box), updated_at=now, next_due_at=following.reply_due(actor, now=now),
        record_kind=records.kind_of(about) if about is not None else "", record_id=about.pk if about is not None else None,
    )


@transaction.atomic
def answer(mail: Mail, *, actor: Employee, now: datetime, everybody: bool = False) -> Draft:
    """Begin the answer to a mail, or to the same people once more after one of ours; what was begun goes on."""
    thread = mail.thread
    require(actor, "view", thread)
    if thread.customer is not None:
        require(actor, "follow", thread.customer)
    begun = Draft.objects.filter(owner=actor, thread=thread, answers=mail if mail.incoming else None).first()
    if begun is not None:
        return begun
    box = mail.mailbox if queries.boxes_of(actor).filter(pk=mail.mailbox_id, is_active=True).exists() else _box_of(actor)
    to, cc = _receivers(mail, box, everybody=everybody)
    subject = rules.bare_subject(mail.subject)
    return Draft.objects.create(
        owner=actor, mailbox=box, thread=thread, answers=mail if mail.incoming else None, customer=thread.customer,
        contact=thread.contact, to=to, cc=cc, subject=f"Re: {subject}"[:300], text=_signed("", box) + "\n\n" + _quote(mail),
        next_due_at=following.reply_due(actor, now=now), updated_at=now, record_kind=thread.record_kind,
        record_id=thread.record_id,
    )


def _receivers(mail: Mail, box: Mailbox, *, everybody: bool) -> tuple[str, str]:
    first = [[mail.sender_name, mail.sender]] if mail.incoming else mail.to
    rest = [*(mail.to if mail.incoming else []), *mail.cc] if everybody else []
    gone = {box.address.lower(), *(address.lower() for _name, address in first)}
    return _line(first), _line([one for one in rest if one[1].lower() not in gone])


def _line(parties: list[Any]) -> str:
    return ", ".join(address for _name, address in parties)


def _quote(mail: Mail) -> str:
    at = timezone.localtime(mail.at).strftime("%Y-%m-%d %H:%M")
    head = _("On %(at)s %(name)s wrote:") % {"at": at, "name": mail.sender_name or mail.sender}
    return quoted(mail.text[:20_000], head=head)


def require_own(draft: Draft, actor: Employee) -> None:
    """Only the author writes."""
    if draft.owner_id != actor.pk:
        raise NotAllowed(_("This is somebody else's draft."), who=draft.owner.name)


@transaction.atomic
def keep_draft(draft: Draft, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Draft:
    """Keep what was typed, however incomplete."""
    require_own(draft, actor)
    for name in WRITTEN:
        if name in values:
            setattr(draft, name, values[name])
    draft.updated_at = now
    draft.save(update_fields=[*WRITTEN, "updated_at"])
    return draft


@transaction.atomic
def use_template(draft: Draft, template: Template, *, actor: Employee, now: datetime) -> Draft:
    """Put a template's words before what stands there; names are filled in."""
    require_own(draft, actor)
    body = filled(template.body, customer=draft.customer, contact=draft.contact)
    draft.text = f"{body}\n{draft.text}"
    if template.subject and not rules.bare_subject(draft.subject):
        draft.subject = filled(template.subject, customer=draft.customer, contact=draft.contact)[:300]
    draft.updated_at = now
    draft.save(update_fields=["text", "subject", "updated_at"])
    return draft


def filled(text: str, *, customer: Customer | None, contact: Contact | None) -> str:
    """The text with {contact} and {customer} filled in."""
    names = {"{contact}": contact.name if contact else "", "{customer}": str(customer or "")}
    for mark, name in names.items():
        text = text.replace(mark, name)
    return text


def add_file(draft: Draft, *, upload: Any, actor: Employee, now: datetime) -> Attachment:
    """Attach a file to a draft."""
    require_own(draft, actor)
    return timeline.keep_file(draft, upload=upload, uploader=actor, now=now)


@transaction.atomic
def remove_file(draft: Draft, file: Attachment, *, actor: Employee) -> None:
    """Take a file off a draft."""
    require_own(draft, actor)
    if (file.kind, file.object_id) != (records.kind_of(draft), draft.pk):
        raise Refusal(_("This file belongs elsewhere."))
    delete_after_commit([file.file.name])
    file.delete()


@transaction.atomic
def discard(draft: Draft, *, actor: Employee, now: datetime) -> None:
    """Throw a draft away with its files."""
    require_own(draft, actor)
    files = Attachment.objects.filter(kind=records.kind_of(draft), object_id=draft.pk)
    delete_after_commit([file.file.name for file in files])
    files.delete()
    close_draft(draft, now=now)


def close_draft(draft: Draft, *, now: datetime) -> None:
    """The draft is gone; nobody needs to look at it any more."""
    asked = settling.live(draft.opinion_todo_id)
    if asked is not None:
        settling.end(asked, outcome=_("no longer needed"), now=now)
    draft.delete()


def look_at(draft: Draft, *, actor: Employee) -> None:
    """The page of a draft shows their mail beside it: one reading more (F05.1)."""
    if draft.answers is not None and draft.owner_id == actor.pk:
        count_reading(draft.answers, actor)


@transaction.atomic
def ask_opinion(draft: Draft, *, colleague: Employee, question: str, actor: Employee, now: datetime) -> Draft:
    """Unsure? A colleague or superior reads their mail and the draft, and says what he thinks (F05.1)."""
    require_own(draft, actor)
    if colleague.pk == actor.pk:
        raise Refusal(_("A second opinion is somebody else's."), field="colleague")
    due = add_working(now, timedelta(hours=OPINION_HOURS), calendar_of(colleague))
    todo = todos.add(
        draft, key="opinion", title=(_("Second opinion on the e-mail: %s") % draft)[:200], assignee=colleague, due_at=due,
        actor=actor, now=now, context=question[:200],
    )
    draft.colleague, draft.related_ids, draft.opinion_todo_id = colleague, [colleague.pk], todo.pk
    draft.opinion, draft.opinion_at = "", None
    draft.save(update_fields=["colleague", "related_ids", "opinion_todo_id", "opinion", "opinion_at"])
    return draft


@transaction.atomic
def give_opinion(draft: Draft, *, opinion: str, actor: Employee, now: datetime) -> Draft:
    """Say what one thinks of a colleague's draft; the author is told."""
    if actor.pk not in draft.related_ids:
        raise NotAllowed(_("You were not asked."), who=draft.owner.name)
    if not opinion.strip():
        raise Refusal(_("What do you think?"), field="opinion")
    draft.opinion, draft.opinion_at = opinion.strip(), now
    draft.save(update_fields=["opinion", "opinion_at"])
    asked = settling.live(draft.opinion_todo_id)
    if asked is not None:
        settling.end(asked, outcome=opinion[:200], actor=actor, now=now)
    tell(
        draft.owner, topic="mails.opinion", title=lambda: _("%(name)s on your e-mail “%(mail)s”") % {"name": actor.name, "mail": draft},
        body=opinion, url=f"/mails/drafts/{draft.pk}", now=now,
    )
    return draft

"""One mail comes in: kept once, put into its thread and under its customer, with its files, and somebody is asked to answer."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Consent
from gendan.modules.customers.queries import party_of
from gendan.modules.mails import queries, rules
from gendan.modules.mails.actions import following
from gendan.modules.mails.actions.filing import put_under
from gendan.modules.mails.actions.leaving import take_back
from gendan.modules.mails.actions.posting import note_bounce
from gendan.modules.mails.models import Copy, Folder, Mail, Mailbox, Thread
from gendan.modules.mails.reading.parse import File, Parsed
from gendan.modules.mails.words import LEAVES
from gendan.spine import events
from gendan.spine.messages.actions import tell
from gendan.spine.timeline import actions as timeline

MOST_WORDS = 30


@transaction.atomic
def receive(
    parsed: Parsed, *, folder: Folder, uid_validity: int, uid: int, now: datetime, whole: bool = True
) -> Mail | None:
    """Keep a mail of a folder; None where it was taken before. In the same transaction the folder moves on.

    A process that dies in between thus takes it again, and one that lived never twice. `whole` is false for a mail of
    which only the beginning was fetched.
    """
    folder = Folder.objects.select_for_update(of=("self",)).select_related("mailbox__owner").get(pk=folder.pk)
    mail = None
    if not queries.taken(folder, uid_validity=uid_validity, uid=uid):
        mail = _known(parsed, folder) or _write(parsed, folder, now=now, whole=whole)
        Copy.objects.create(mail=mail, folder=folder, uid_validity=uid_validity, uid=uid)
    if folder.uid_validity != uid_validity or uid > folder.last_uid:
        folder.uid_validity, folder.last_uid = uid_validity, uid
        folder.save(update_fields=["uid_validity", "last_uid"])
    return mail


def _known(parsed: Parsed, folder: Folder) -> Mail | None:
    """The mail if another mailbox had it, or if it is one of ours: its readers see the thread too."""
    box = folder.mailbox
    mail = queries.same_mail(
        box, message_id=parsed.message_id, fingerprint=parsed.fingerprint, sender=parsed.sender[1]
    )
    if mail is not None:
        _let_read(mail.thread, box)
    return mail


def _let_read(thread: Thread, box: Mailbox) -> None:
    readers = [one for one in [box.owner_id, *queries.readers_of(box)] if one != thread.owner_id]
    missing = [one for one in readers if one not in thread.related_ids]
    if missing:
        thread.related_ids = [*thread.related_ids, *missing]
        thread.save(update_fields=["related_ids"])


def _write(parsed: Parsed, folder: Folder, *, now: datetime, whole: bool) -> Mail:
    box = folder.mailbox
    at = min(parsed.date or now, now)
    incoming = parsed.sender[1].lower() != box.address.lower() and folder.role != Folder.Role.SENT
    thread = _thread(parsed, box, incoming=incoming, at=at)
    mail = Mail.objects.create(
        thread=thread, mailbox=box, incoming=incoming, at=at, message_id=parsed.message_id[:255],
        state=Mail.State.RECEIVED if incoming else Mail.State.SENT, fingerprint=parsed.fingerprint,
        references=parsed.references, sender=parsed.sender[1], sender_name=parsed.sender[0], to=parsed.to, cc=parsed.cc,
        subject=parsed.subject, text=parsed.text, html=parsed.html, size=parsed.size, automatic=parsed.automatic,
    )
    mail.left_out = [] if whole else [_("The mail is too large; only its beginning was read.")]
    mail.left_out += [why for one in parsed.files if whole and (why := _keep(mail, one, now=now))]
    if mail.left_out:
        mail.save(update_fields=["left_out"])
    _let_read(thread, box)
    _follow(parsed, mail, folder, now=now)
    return mail


def _keep(mail: Mail, file: File, *, now: datetime) -> str:
    """Store an attached file; what the store does not accept is left out, with the reason."""
    upload = ContentFile(file.content, name=file.name)
    try:
        with transaction.atomic():
            kept = timeline.keep_file(mail, upload=upload, uploader=mail.mailbox.owner, now=now)
    except ValidationError as error:
        return f"{file.name}：{'；'.join(error.messages)}"
    if file.content_id:
        mail.inline[file.content_id] = kept.pk
        mail.save(update_fields=["inline"])
    return ""


def _thread(parsed: Parsed, box: Mailbox, *, incoming: bool, at: datetime) -> Thread:
    """The thread that the mail continues, or a new one."""
    name, address = _counterpart(parsed, box, incoming=incoming)
    party = party_of(address, near=box.owner) if address else None
    thread = queries.thread_of(parsed.references, box=box, customer=party.customer if party else None)
    if thread is None:
        thread = Thread(
            owner=box.owner, department=box.owner.department, related_ids=queries.readers_of(box), started_at=at,
            last_at=at, subject=rules.bare_subject(parsed.subject)[:300], counterpart=address.lower(),
            counterpart_name=name, automatic=parsed.automatic,
        )
        put_under(thread, party.customer if party else None, party.contact if party else None)
    note_mail(thread, at=at, incoming=incoming, automatic=parsed.automatic)
    thread.save()
    return thread


def note_mail(thread: Thread, *, at: datetime, incoming: bool, automatic: bool) -> None:
    """Count a mail into its thread, without saving it."""
    thread.count += 1
    if at >= thread.last_at or thread.count == 1:
        thread.last_at, thread.last_incoming = at, incoming
        thread.automatic = automatic
    thread.started_at = min(thread.started_at, at)
    thread.unread = thread.unread or incoming


def _counterpart(parsed: Parsed, box: Mailbox, *, incoming: bool) -> tuple[str, str]:
    """The other side: the sender, or for one's own mail the first receiver who is no colleague."""
    parties = [parsed.sender, *parsed.to, *parsed.cc] if incoming else [*parsed.to, *parsed.cc]
    parties = [(name, address) for name, address in parties if address]
    own = queries.own_addresses([*(address for _name, address in parties), box.address]) | {box.address.lower()}
    outside = [party for party in parties if party[1].lower() not in own]
    return (outside or [party for party in parties if party[1].lower() != box.address.lower()] or [("", "")])[0]


def _follow(parsed: Parsed, mail: Mail, folder: Folder, *, now: datetime) -> None:
    """What a new mail sets going; older ones, which only fill the archive, set nothing going.

    That somebody sent it himself is believed of the folder alone: anybody can write a sender.
    """
    for report in parsed.reports:
        note_bounce(report, mail=mail, now=now)
    thread = mail.thread
    if mail.at < mail.mailbox.connected_at:
        return
    if not mail.incoming and folder.role == Folder.Role.SENT:
        following.log_sent_elsewhere(mail, now=now)
    elif mail.incoming and not mail.automatic:
        timeline.record(
            "mails.received", thread, actor=None, at=mail.at, text=f"{mail.subject}\n{mail.text[:400]}",
            data={"from": mail.sender_name or mail.sender, "mail": mail.pk},
        )
        _take_leave(mail, now=now)
        following.ask_for_answer(thread, now=now)
        events.emit("mails.received", mail=mail, now=now)
        if thread.customer is None:
            tell(
                mail.mailbox.owner, topic="mails.unmatched", title=lambda: _("E-mail from %s") % (mail.sender_name or mail.sender),
                body=mail.subject, url=f"/mails/{thread.pk}", once=f"mail:{mail.pk}", now=now,
            )


def _take_leave(mail: Mail, *, now: datetime) -> None:
    """"Unsubscribe" as subject or as the first word is an opt-out, written down at once (U11)."""
    said = {rules.bare_subject(mail.subject).lower(), mail.text.strip().split("\n")[0].strip(" .。!！").lower()[:MOST_WORDS]}
    contact = mail.thread.contact
    if contact is None or not said & LEAVES:
        return
    Consent.objects.create(
        contact=contact, channel=Consent.Channel.EMAIL, given=False, how=_("by e-mail: %s") % mail.subject[:80], at=now,
        recorded_by=mail.mailbox.owner,
    )
    take_back(contact_ids=[contact.pk], now=now)
    timeline.record(
        "mails.opted_out", mail.thread, actor=None, at=now, data={"name": contact.name}, system=True,
    )

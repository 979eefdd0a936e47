"""Complaints that come by e-mail: by a button on the thread, or by the rule of a mailbox; and those that are separated again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.complaints import outward
from gendan.modules.complaints.actions.intake import take_complaint
from gendan.modules.complaints.actions.outside import tell_desk
from gendan.modules.complaints.models import Complaint, MailRule
from gendan.modules.complaints.words import Channel
from gendan.modules.mails.models import Mail, Thread
from gendan.spine.access.queries import require, require_any
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.records import kind_of
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.models import Attachment
from gendan.spine.whole import whole

ROOM = 20_000


@whole
def complain_by_mail(thread: Thread, *, actor: Employee | None, now: datetime, values: Mapping[str, Any] | None = None) -> Complaint:
    """The newest mail of the thread becomes a complaint, with its files; answers go on in the same thread.

    By the button whoever may read the thread, by the rule of a mailbox the house itself.
    """
    if actor is not None:
        require(actor, "view", thread)
        require_any(actor, "create", Complaint)
    thread = Thread.objects.select_for_update(of=("self",)).select_related("customer", "contact", "owner").get(pk=thread.pk)
    if thread.record_kind == "complaints.complaint":
        raise Refusal(_("This mail is a complaint already: %(title)s.") % {"title": thread.record_title}, code="known")
    mail = thread.mails.filter(incoming=True).order_by("-at", "-pk").first()
    if mail is None:
        raise Refusal(_("Nobody has written anything to us here."), code="nothing")
    handler = actor or outward.desk_of(thread.customer or thread, on=timezone.localdate(now))
    complaint = take_complaint(_values(thread, mail) | dict(values or {}), actor=actor, owner=handler, now=now)
    _copy_files(mail, complaint, now=now)
    thread.record_kind, thread.record_id, thread.record_title = kind_of(complaint), complaint.pk, str(complaint)[:200]
    thread.save(update_fields=["record_kind", "record_id", "record_title"])
    if actor is None and complaint.owner is not None:
        tell_desk(complaint, complaint.owner, now=now)
    return complaint


def _values(thread: Thread, mail: Mail) -> dict[str, Any]:
    return {
        "subject": (mail.subject or _("Complaint by e-mail"))[:160], "text": mail.text[:ROOM], "customer": thread.customer, "contact": thread.contact,
        "complainant_name": (thread.counterpart_name or thread.counterpart)[:60], "email": thread.counterpart, "channel": Channel.MAIL,
        "received_at": mail.at,
    }


def _copy_files(mail: Mail, complaint: Complaint, *, now: datetime) -> None:
    """Copies, so that neither goes with the other."""
    for file in Attachment.objects.filter(kind="mails.mail", object_id=mail.pk).select_related("uploader"):
        with file.file.open("rb") as content:
            upload = ContentFile(content.read(), name=file.name)
        timeline.keep_file(complaint, upload=upload, uploader=file.uploader, now=now)


def take_mail(*, mail: Mail, now: datetime, **_facts: Any) -> None:
    """Listener of "mails.received": a mailbox for complaints takes them by itself; what goes on in a known one is not a new one."""
    rule = MailRule.objects.filter(mailbox=mail.mailbox_id, is_active=True).first()
    if rule is None or mail.thread.record_kind or not fits(rule, mail.subject):
        return
    complain_by_mail(mail.thread, actor=None, now=now)


def fits(rule: MailRule, subject: str) -> bool:
    """Whether a mail with this subject becomes a complaint."""
    wanted = [word.strip().lower() for word in rule.words.replace("，", ",").replace("、", ",").split(",") if word.strip()]
    return not wanted or any(word in subject.lower() for word in wanted)


@whole
def write_mail_rule(rule: MailRule | None, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> MailRule:
    """Which mails become complaints by themselves."""
    require_any(actor, "configure", Complaint)
    row = rule or MailRule()
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    timeline.record("complaints.mail_rule", row, actor=actor, at=now, system=True, data={"title": str(row)})
    return row


@whole
def separate_complaint(complaint: Complaint, *, reason: str, actor: Employee, now: datetime) -> Complaint:
    """It was another matter after all: it goes on by itself, with its own deadlines as they were."""
    require(actor, "edit", complaint)
    head = complaint.joined_to
    engine.perform(complaint, "separate", actor=actor, data={"reason": reason}, now=now)
    if head is not None:
        timeline.record("complaints.separated", head, actor=actor, at=now, text=reason, data={"number": complaint.number}, main=head.main_object)
    complaint.refresh_from_db()
    return complaint

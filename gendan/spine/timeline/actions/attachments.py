"""Attachments: who may edit the record adds, locks and deletes; a locked file stays (PM-04 … PM-08)."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.records import kind_of
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import files
from gendan.spine.timeline.actions.entries import record
from gendan.spine.timeline.content import media_type_of, safe_name
from gendan.spine.timeline.models import Attachment
from gendan.spine.timeline.numbers import LARGEST
from gendan.spine.whole import whole

MEGABYTE = 1024 * 1024


def largest(now: datetime) -> int:
    """The largest file in bytes; the number of megabytes is a setting."""
    return LARGEST.whole_at(now) * MEGABYTE


def _check_size(size: int, now: datetime) -> None:
    limit = largest(now)
    if size > limit:
        message = _("The file is larger than %(count)s MB.") % {"count": limit // MEGABYTE}
        raise ValidationError({"file": message})
    if size == 0:
        raise ValidationError({"file": _("The file is empty.")})


@whole
def add_attachment(subject: Any, *, upload: Any, actor: Employee, now: datetime) -> Attachment:
    """Attach an uploaded file to a record that the actor may edit (PM-08)."""
    require(actor, "edit", subject)
    attachment = keep_file(subject, upload=upload, uploader=actor, now=now)
    try:
        _tell("attachment.added", attachment, subject, actor, now)
    except BaseException:
        files.discard(str(attachment.file.name))
        raise
    return attachment


@whole
def keep_file(subject: Any, *, upload: Any, uploader: Employee, now: datetime) -> Attachment:
    """Store a checked file with a record and say nothing: for files that come with what is told anyway, as a mail."""
    _check_size(upload.size or 0, now)
    name = safe_name(upload.name or "")
    media_type = media_type_of(upload, name=name)
    sha256 = files.digest(upload)
    stored = files.store(upload, now=now)
    try:
        return Attachment.objects.create(
            kind=kind_of(subject), object_id=subject.pk, name=name, file=stored, media_type=media_type,
            size=upload.size or 0, sha256=sha256, uploader=uploader, uploaded_at=now,
        )
    except BaseException:
        files.discard(stored)
        raise


@whole
def lock(attachment: Attachment, *, subject: Any, actor: Employee, now: datetime) -> None:
    """Nobody can delete a locked file; who may edit the record may lock (PM-04)."""
    require(actor, "edit", subject)
    attachment = _held(attachment)
    if attachment.locked_by_id:
        raise Refusal(_("The file is locked already."), who=str(attachment.locked_by))
    _set_lock(attachment, actor, now)
    _tell("attachment.locked", attachment, subject, actor, now)


@whole
def unlock(attachment: Attachment, *, subject: Any, actor: Employee, now: datetime) -> None:
    """Only the owner of the record or who locked the file (PM-05)."""
    require(actor, "view", subject)
    attachment = _held(attachment)
    if actor.pk not in (subject.owner_id, attachment.locked_by_id):
        who = "、".join(str(person) for person in (subject.owner, attachment.locked_by) if person)
        raise NotAllowed(_("Only the owner of the record and the person who locked the file may unlock it."), who=who)
    _set_lock(attachment, None, None)
    _tell("attachment.unlocked", attachment, subject, actor, now)


@whole
def delete_attachment(attachment: Attachment, *, subject: Any, actor: Employee, now: datetime) -> None:
    """Needs the right to edit the record; the right to delete it is not enough, and a locked file stays (PM-07)."""
    require(actor, "edit", subject)
    attachment = _held(attachment)
    if attachment.locked_by_id:
        raise Refusal(_("The file is locked and cannot be deleted."), who=str(attachment.locked_by))
    files.delete_after_commit([attachment.file.name])
    _tell("attachment.deleted", attachment, subject, actor, now)
    attachment.delete()


def _held(attachment: Attachment) -> Attachment:
    """The row under lock, so that nobody deletes what somebody locks at the same moment."""
    return Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)


def _set_lock(attachment: Attachment, person: Employee | None, at: datetime | None) -> None:
    attachment.locked_by, attachment.locked_at = person, at
    attachment.save(update_fields=["locked_by", "locked_at"])


def _tell(verb: str, attachment: Attachment, subject: Any, actor: Employee, now: datetime) -> None:
    facts = {"attachment": attachment.pk, "name": attachment.name}
    record(verb, subject, actor=actor, at=now, data=facts, system=verb != "attachment.added")

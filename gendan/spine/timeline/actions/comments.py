"""Comments: everybody who sees the record may write; people change only their own (PM-01 … PM-03)."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.records import kind_of
from gendan.spine.refusal import NotAllowed
from gendan.spine.timeline.actions.entries import record
from gendan.spine.timeline.models import Comment, Entry
from gendan.spine.whole import whole

LONGEST = 4000


def _clean(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write something first.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("A comment has at most %(count)s characters.") % {"count": LONGEST}})
    return text


def _entries_of(comment: Comment) -> Any:
    found = Entry.objects.filter(kind=comment.kind, object_id=comment.object_id, verb="comment.added")
    return found.filter(data__comment=comment.pk)


@whole
def add_comment(subject: Any, *, text: str, actor: Employee, now: datetime) -> Comment:
    """Write a comment under a record that the actor sees."""
    require(actor, "view", subject)
    comment = Comment.objects.create(
        kind=kind_of(subject), object_id=subject.pk, author=actor, text=_clean(text), created_at=now
    )
    record("comment.added", subject, actor=actor, at=now, text=comment.text, data={"comment": comment.pk})
    return comment


@whole
def edit_comment(comment: Comment, *, subject: Any, text: str, actor: Employee, now: datetime) -> Comment:
    """Change one's own comment (PM-01); the owner of the record may not (PM-03)."""
    require(actor, "view", subject)
    if comment.author_id != actor.pk:
        raise NotAllowed(_("Only the person who wrote a comment may change it."), who=str(comment.author))
    comment.text, comment.edited_at = _clean(text), now
    comment.save(update_fields=["text", "edited_at"])
    _entries_of(comment).update(text=comment.text)
    return comment


@whole
def delete_comment(comment: Comment, *, subject: Any, actor: Employee) -> None:
    """Delete one's own comment (PM-01), or any comment on a record for which one is responsible (PM-03)."""
    require(actor, "view", subject)
    if actor.pk not in (comment.author_id, subject.owner_id):
        reason = _("Only the person who wrote a comment and the owner of the record may delete it.")
        raise NotAllowed(reason, who=str(comment.author))
    _entries_of(comment).delete()
    comment.delete()

"""Comments, files and opinions by their own number, wherever they hang."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Router, Status

from gendan.api.schemas import AttachmentOut, CommentIn, CommentOut, SignIn, SignOffOut
from gendan.spine.procedures import engine
from gendan.spine.procedures import queries as procedures
from gendan.spine.timeline import actions, queries
from gendan.spine.timeline.models import Attachment, Comment
from gendan.spine.timeline.serving import file_response

comment_router = Router(tags=["comments"])
attachment_router = Router(tags=["attachments"])
signoff_router = Router(tags=["signoffs"])


def with_record(request: Any, model: type[Any], pk: int) -> tuple[Any, Any]:
    """A comment or file with its record, where the caller sees that; else a 404."""
    try:
        return queries.with_record(request.user, model, pk)
    except LookupError:
        raise Http404 from None


@comment_router.patch("/{pk}", response=CommentOut, summary="Change a comment of your own")
def edit_comment(request: Any, pk: int, payload: CommentIn) -> Any:
    comment, record = with_record(request, Comment, pk)
    return actions.edit_comment(comment, subject=record, text=payload.text, actor=request.user, now=timezone.now())


@comment_router.delete("/{pk}", response={204: None}, summary="Delete a comment")
def delete_comment(request: Any, pk: int) -> Any:
    comment, record = with_record(request, Comment, pk)
    actions.delete_comment(comment, subject=record, actor=request.user)
    return Status(204, None)


@attachment_router.get("/{pk}", response=AttachmentOut, summary="One file")
def attachment(request: Any, pk: int) -> Any:
    return with_record(request, Attachment, pk)[0]


@attachment_router.get("/{pk}/content", summary="The file itself")
def content(request: Any, pk: int) -> Any:
    return file_response(request, with_record(request, Attachment, pk)[0])


@attachment_router.post("/{pk}/lock", response=AttachmentOut, summary="Lock it: nobody can delete it (PM-04)")
def lock(request: Any, pk: int) -> Any:
    return _changed(request, pk, actions.lock)


@attachment_router.post("/{pk}/unlock", response=AttachmentOut, summary="Unlock it (PM-05)")
def unlock(request: Any, pk: int) -> Any:
    return _changed(request, pk, actions.unlock)


def _changed(request: Any, pk: int, verb: Any) -> Attachment:
    found, record = with_record(request, Attachment, pk)
    verb(found, subject=record, actor=request.user, now=timezone.now())
    found.refresh_from_db()
    return found


@attachment_router.delete("/{pk}", response={204: None}, summary="Delete it, unless it is locked (PM-07)")
def delete_attachment(request: Any, pk: int) -> Any:
    found, record = with_record(request, Attachment, pk)
    actions.delete_attachment(found, subject=record, actor=request.user, now=timezone.now())
    return Status(204, None)


def _signoff(request: Any, pk: int) -> Any:
    found = procedures.signoff_for(request.user, pk)
    if found is None:
        raise Http404
    return found


@signoff_router.get("/{pk}", response=SignOffOut, summary="One opinion")
def signoff(request: Any, pk: int) -> Any:
    return _signoff(request, pk)


@signoff_router.post("/{pk}", response=SignOffOut, summary="Give your opinion")
def sign(request: Any, pk: int, payload: SignIn) -> Any:
    found = _signoff(request, pk)
    return engine.sign(
        found, verdict=payload.verdict, opinion=payload.opinion, actor=request.user, now=timezone.now()
    )

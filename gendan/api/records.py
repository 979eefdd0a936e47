"""The routes that every record has: its moves, to-dos, timeline and comments."""

from typing import Any

from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Query, Router, UploadedFile

from gendan.api.paging import Window, page_of
from gendan.api.schemas import (
    AttachmentOut,
    CaseOut,
    CommentIn,
    CommentOut,
    EntryOut,
    MoveIn,
    MoveOut,
    Page,
    SignOffOut,
    TodoIn,
    TodoOut,
    WaitIn,
)
from gendan.spine.access.queries import require
from gendan.spine.org import queries as org
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, registry, todos
from gendan.spine.procedures import queries as procedures
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline import queries as timeline_queries


class EntryPage(Page):
    items: list[EntryOut]


def seen(model: type[Any], request: Any, pk: int, action: str = "view") -> Any:
    """The record, if this person may do `action` to it; else a 404 that tells nothing."""
    return get_object_or_404(model.objects.visible_to(request.user, action=action), pk=pk)


def add_move_routes(router: Router, model: type[Model]) -> None:
    """GET and POST /{id}/moves: the same door as the buttons on the page."""

    @router.get("/{pk}/moves", response=list[MoveOut], summary="Moves that its procedure knows from here")
    def moves(request: Any, pk: int) -> list[dict[str, Any]]:
        record = seen(model, request, pk)
        found = engine.available(record, actor=request.user, now=timezone.now())
        return [
            {
                "key": one.transition.key,
                "title": str(one.transition.title),
                "target": one.transition.target,
                "allowed": one.allowed,
                "reason": str(one.reason or ""),
                "who": str(one.who or ""),
            }
            for one in found
        ]

    @router.post("/{pk}/moves/{key}", response=CaseOut, summary="Make a move")
    def move(request: Any, pk: int, key: str, payload: MoveIn) -> Any:
        record = seen(model, request, pk)
        if registry.move_by_hand(record, key) is None:
            raise Http404
        return engine.perform(record, key, actor=request.user, data=payload.data, now=timezone.now())


def person(pk: int) -> Employee:
    """Somebody who works here; else a 404."""
    return get_object_or_404(org.at_work(), pk=pk)


def add_todo_routes(router: Router, model: type[Model]) -> None:
    """GET and POST /{id}/todos, POST /{id}/no-next-step: what is still to be done on the record."""

    @router.get("/{pk}/todos", response=list[TodoOut], summary="Open to-dos, the most urgent first")
    def open_todos(request: Any, pk: int) -> Any:
        return procedures.open_todos_of(seen(model, request, pk)).select_related(*procedures.BESIDE)[:200]

    @router.post("/{pk}/todos", response=TodoOut, summary="Plan the next step")
    def add_todo(request: Any, pk: int, payload: TodoIn) -> Any:
        record = seen(model, request, pk)
        require(request.user, "edit", record)
        assignee = request.user if payload.assignee_id is None else person(payload.assignee_id)
        return todos.add(
            record, title=payload.title, assignee=assignee, due_at=payload.due_at, way=payload.way,
            actor=request.user, now=timezone.now(),
        )

    @router.post("/{pk}/no-next-step", response=TodoOut, summary="No next step for now, why, and when to ask again")
    def no_next_step(request: Any, pk: int, payload: WaitIn) -> Any:
        record = seen(model, request, pk)
        require(request.user, "edit", record)
        return todos.no_next_step(
            record, reason=payload.reason, wakes_at=payload.wakes_at, actor=request.user, now=timezone.now()
        )


def add_signoff_routes(router: Router, model: type[Model]) -> None:
    """GET /{id}/signoffs: the opinions of the present round."""

    @router.get("/{pk}/signoffs", response=list[SignOffOut], summary="Opinions of the present round")
    def signoffs(request: Any, pk: int) -> Any:
        record = seen(model, request, pk)
        return procedures.round_of(record.case) if record.case else []


def add_story_routes(router: Router, model: type[Model]) -> None:
    """GET /{id}/timeline, GET and POST /{id}/comments, GET and POST /{id}/attachments."""

    @router.get("/{pk}/timeline", response=EntryPage, summary="What happened to it and under it, newest first")
    def story(request: Any, pk: int, window: Query[Window]) -> Any:
        record = seen(model, request, pk)
        page = page_of(timeline_queries.entries_of(record, wanted=timeline_queries.Wanted()), window)
        return page | {"items": timeline_queries.visible_entries(request.user, page["items"], record=record)}

    @router.get("/{pk}/comments", response=list[CommentOut], summary="Comments, oldest first")
    def comments(request: Any, pk: int) -> Any:
        return timeline_queries.comments_of(seen(model, request, pk))[:500]

    @router.post("/{pk}/comments", response=CommentOut, summary="Comment on it")
    def comment(request: Any, pk: int, payload: CommentIn) -> Any:
        record = seen(model, request, pk)
        return timeline.add_comment(record, text=payload.text, actor=request.user, now=timezone.now())

    @router.get("/{pk}/attachments", response=list[AttachmentOut], summary="Files, newest first")
    def attachments(request: Any, pk: int) -> Any:
        return timeline_queries.attachments_of(seen(model, request, pk))[:500]

    @router.post("/{pk}/attachments", response=AttachmentOut, summary="Attach a file (multipart, field “file”)")
    def attach(request: Any, pk: int, file: File[UploadedFile]) -> Any:
        record = seen(model, request, pk)
        return timeline.add_attachment(record, upload=file, actor=request.user, now=timezone.now())


def add_record_routes(router: Router, model: type[Model]) -> None:
    """All routes that need nothing but the kind of the record."""
    add_move_routes(router, model)
    add_todo_routes(router, model)
    add_signoff_routes(router, model)
    add_story_routes(router, model)

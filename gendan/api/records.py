"""The routes that every record has: its moves, to-dos, timeline and comments."""

from typing import Any

from django.db.models import Model, Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from gendan.api.paging import Window, page_of
from gendan.api.schemas import CaseOut, CommentIn, CommentOut, EntryOut, MoveIn, MoveOut, Page, TodoIn, TodoOut
from gendan.spine import records
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.models import Comment, Entry


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
        return engine.perform(record, key, actor=request.user, data=payload.data, now=timezone.now())


def add_todo_routes(router: Router, model: type[Model]) -> None:
    """GET and POST /{id}/todos: what is still to be done on the record."""

    @router.get("/{pk}/todos", response=list[TodoOut], summary="Open to-dos, the most urgent first")
    def open_todos(request: Any, pk: int) -> Any:
        record = seen(model, request, pk)
        of_record = Q(record_kind=records.kind_of(record), record_id=record.pk)
        of_main = Q(main_kind=records.kind_of(record), main_id=record.pk)
        waiting = Todo.objects.filter(of_record | of_main, status__in=(Todo.Status.OPEN, Todo.Status.PAUSED))
        return waiting.order_by("due_at", "id")[:200]

    @router.post("/{pk}/todos", response=TodoOut, summary="Plan the next step")
    def add_todo(request: Any, pk: int, payload: TodoIn) -> Any:
        record = seen(model, request, pk, "edit")
        assignee = request.user
        if payload.assignee_id is not None:
            assignee = get_object_or_404(Employee, pk=payload.assignee_id, status=Employee.Status.ACTIVE)
        return todos.add(
            record, title=payload.title, assignee=assignee, due_at=payload.due_at, way=payload.way,
            actor=request.user, now=timezone.now(),
        )


def add_story_routes(router: Router, model: type[Model]) -> None:
    """GET /{id}/timeline, GET and POST /{id}/comments."""

    @router.get("/{pk}/timeline", response=EntryPage, summary="What happened to it and under it, newest first")
    def story(request: Any, pk: int, window: Query[Window]) -> Any:
        record = seen(model, request, pk)
        kind = records.kind_of(record)
        entries = Entry.objects.filter(Q(kind=kind, object_id=record.pk) | Q(main_kind=kind, main_id=record.pk))
        return page_of(entries, window)

    @router.get("/{pk}/comments", response=list[CommentOut], summary="Comments, oldest first")
    def comments(request: Any, pk: int) -> Any:
        record = seen(model, request, pk)
        return Comment.objects.filter(kind=records.kind_of(record), object_id=record.pk)[:500]

    @router.post("/{pk}/comments", response=CommentOut, summary="Comment on it")
    def comment(request: Any, pk: int, payload: CommentIn) -> Any:
        record = seen(model, request, pk)
        return timeline.add_comment(record, text=payload.text, actor=request.user, now=timezone.now())


def add_record_routes(router: Router, model: type[Model]) -> None:
    """All routes that need nothing but the kind of the record."""
    add_move_routes(router, model)
    add_todo_routes(router, model)
    add_story_routes(router, model)

"""To-dos over REST: one's own, those of one's people, and what may be done with them."""

from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Query, Router

from gendan.api.paging import Window, page_of
from gendan.api.records import person
from gendan.api.schemas import DoneIn, Page, PostponeIn, ReassignIn, TodoOut, WaitIn
from gendan.spine.procedures import queries, todos
from gendan.spine.procedures.models import Todo

router = Router(tags=["todos"])


class TodoPage(Page):
    items: list[TodoOut]


@router.get("", response=TodoPage, summary="Open to-dos of yours and of your people; `mine` for yours only")
def open_todos(request: Any, window: Query[Window], mine: bool = False) -> Any:  # noqa: FBT001 FBT002
    rows = queries.todos_of(request.user, on=timezone.localdate())
    return page_of(rows if mine else rows | queries.todos_of_people(request.user), window)


def _todo(request: Any, pk: int) -> Todo:
    found = queries.todo_for(request.user, pk, now=timezone.now())
    if found is None:
        raise Http404
    return found


@router.get("/{pk}", response=TodoOut, summary="One to-do")
def todo(request: Any, pk: int) -> Any:
    return _todo(request, pk)


@router.post("/{pk}/complete", response=TodoOut, summary="Done, with what comes next")
def complete(request: Any, pk: int, payload: DoneIn) -> Any:
    then = None
    if payload.next_title or payload.next_due_at:
        assignee = person(payload.next_assignee_id) if payload.next_assignee_id else None
        then = todos.Next(payload.next_title, payload.next_due_at, assignee, payload.next_way)  # type: ignore[arg-type]
    return todos.complete(
        _todo(request, pk), actor=request.user, now=timezone.now(), outcome=payload.outcome, then=then
    )


@router.post("/{pk}/postpone", response=TodoOut, summary="Another time, with the reason")
def postpone(request: Any, pk: int, payload: PostponeIn) -> Any:
    return todos.postpone(_todo(request, pk), **payload.dict(), actor=request.user, now=timezone.now())


@router.post("/{pk}/reassign", response=TodoOut, summary="Another person, with the reason")
def reassign(request: Any, pk: int, payload: ReassignIn) -> Any:
    return todos.reassign(
        _todo(request, pk), assignee=person(payload.assignee_id), reason=payload.reason, actor=request.user,
        now=timezone.now(),
    )


@router.post("/{pk}/pause", response=TodoOut, summary="Let it rest until a moment, with the reason")
def pause(request: Any, pk: int, payload: WaitIn) -> Any:
    return todos.pause(_todo(request, pk), **payload.dict(), actor=request.user, now=timezone.now())

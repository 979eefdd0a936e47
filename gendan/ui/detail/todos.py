"""The open to-dos of a record and of what stands under it, written for the cards at its right."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from gendan.spine.procedures.models import Todo
from gendan.spine.procedures.queries import urgent_todos_of
from gendan.ui import formats, glyphs
from gendan.ui.listing.cells import Pen, when
from gendan.ui.records import record_url
from gendan.ui.todos import completion_url

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A written to-do; `where` links the record it belongs to, if that is another one."""

    todo: Todo
    state: str
    glyph: SafeString
    when: str
    due: str
    where: str
    complete_url: str
    postpone_url: str


def open_of(record: Any) -> list[Todo]:
    """Open and paused to-dos, the most urgent first; what is paused comes last."""
    return urgent_todos_of(record, limit=SHOWN)


def line(todo: Todo, pen: Pen, *, kind: str, pk: int) -> Line:
    """Write one."""
    paused = todo.status == Todo.Status.PAUSED
    state = formats.urgency_of(todo.due_at, now=pen.asked.now, paused=paused)
    moment = todo.wakes_at if paused else todo.due_at
    elsewhere = (todo.record_kind, todo.record_id) != (kind, pk)
    return Line(
        todo, state, glyphs.svg(state), formats.due_dated(moment, now=pen.asked.now) if paused else when(moment, pen),
        formats.due_dated(moment, now=pen.asked.now), record_url(todo.record_kind, todo.record_id) if elsewhere else "",
        completion_url(todo), reverse("procedures:postpone", args=[todo.pk]),
    )

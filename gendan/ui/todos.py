"""Where a to-do is finished and which picture it has; modules register what they know better."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from gendan.spine import records
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.procedures.plans import SIGN

Address = Callable[[Todo], str]

_COMPLETIONS: dict[str, Address] = {}
_ICONS: dict[str, str] = {}
Brief = Callable[[Any, Any], list[tuple[Any, Any]]]
_BRIEFS: dict[str, Brief] = {}


def register_completion(kind: str, address: Address) -> None:
    """Finish to-dos of records of `kind` at `address(todo)`; where that is empty, in the common form."""
    _COMPLETIONS[kind] = address


def register_way(way: str, icon: str) -> None:
    """The picture of a way of contact."""
    _ICONS[way] = icon


def completion_url(todo: Todo) -> str:
    """Where "done, and write the next step" leads; a sign-off is done by signing."""
    if todo.key.startswith(SIGN):
        return reverse("procedures:sign_todo", args=[todo.pk])
    own = _COMPLETIONS.get(todo.record_kind)
    return (own(todo) if own else "") or reverse("procedures:complete", args=[todo.pk])


def way_icon(way: str, *, default: str = "checkbox") -> str:
    """The picture of a way of contact, else the default."""
    return _ICONS.get(way, default)


def register_brief(kind: str, brief: Brief) -> None:
    """Tell whoever signs a record of `kind` what it is about: `brief(record, asked)` gives labels and values."""
    _BRIEFS[kind] = brief


def brief_of(case: Case, asked: Any) -> list[tuple[Any, Any]]:
    """What is known of a case's record before it is signed; nothing where the module says nothing."""
    brief = _BRIEFS.get(case.record_kind)
    return brief(records.model_of(case.record_kind)._base_manager.get(pk=case.record_id), asked) if brief else []

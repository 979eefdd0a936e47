"""Where a to-do is finished and which picture it has; modules register what they know better."""

from collections.abc import Callable

from django.urls import reverse

from gendan.spine.procedures.models import Todo
from gendan.spine.procedures.plans import SIGN

Address = Callable[[Todo], str]

_COMPLETIONS: dict[str, Address] = {}
_ICONS: dict[str, str] = {}


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

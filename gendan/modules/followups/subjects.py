"""What an activity may be about: each module registers its kinds and says when nothing may be written any more."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gendan.spine import records
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.ui.todos import register_completion

CUSTOMER = "customers.customer"
Guard = Callable[[Any], str | None]
_guards: dict[str, Guard] = {}


def register(kind: str, guard: Guard) -> None:
    """Allow activities on records of `kind`; `guard(record)` returns why not, or None."""
    _guards[kind] = guard
    register_completion(kind, completion_of)


def completion_of(todo: Todo) -> str:
    """What was done for a customer is told in the follow-up form; a record without a customer has the common form."""
    return reverse("followups:complete", args=[todo.pk]) if todo.main_kind == CUSTOMER else ""


def while_it_runs(record: Any) -> str | None:
    """The usual guard: what has ended is no longer written on; write on its customer instead."""
    return None if record.state_kind in ("open", "waiting") else _("This has ended; write on the customer instead.")


def is_subject(kind: str) -> bool:
    """Whether activities may name a record of this kind."""
    return kind in _guards


def require_writable(record: Any) -> None:
    """Raise the Refusal of the record's own module when nothing may be written on it (PM-40)."""
    guard = _guards.get(records.kind_of(record))
    reason = guard(record) if guard else None
    if reason:
        raise Refusal(reason, code="closed_for_activities")

"""Which kinds have permissions, which actions each knows, and what a role may do before anybody changes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gendan.spine.access.scopes import Scope

Defaults = Mapping[str, Mapping[str, Scope]]
SUPERVISOR = "crm_supervisor"
VIEW = "view"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its label, its actions in the order of the settings page, the defaults by role and action."""

    kind: str
    label: Any
    actions: tuple[str, ...]
    defaults: Defaults


_kinds: dict[str, Kind] = {}
_behind: dict[tuple[str, str], str] = {}

#: From the ids of a person and of those he stands in for to the records, by kind, that wait for their work.
Lender = Callable[[Sequence[int]], Mapping[str, Sequence[int]]]
_lenders: dict[str, Lender] = {}


def register(kind: str, label: Any, actions: Sequence[str], defaults: Defaults) -> None:
    """Declare a kind; called by the module's AppConfig.ready()."""
    _kinds[kind] = Kind(kind, label, tuple(actions), defaults)


def kinds() -> tuple[Kind, ...]:
    """All declared kinds in the order of their modules."""
    return tuple(_kinds.values())


def hide(kind: str, *fields: str, behind: str) -> None:
    """Fields of the kind that nobody reads to whom no role gives the action `behind`: costs, margins."""
    _behind.update({(kind, field): behind for field in fields})


def hidden_behind(kind: str, field: str) -> str:
    """The action that one needs to read the field; empty where seeing the record is enough."""
    return _behind.get((kind, field), "")


def hides(kind: str) -> bool:
    """Whether any field of the kind stands behind an action."""
    return any(hidden == kind for hidden, _field in _behind)


def is_declared(kind: str) -> bool:
    """Whether the kind has permissions of its own."""
    return kind in _kinds


def actions_of(kind: str) -> tuple[str, ...]:
    """The actions that the kind knows; none where it was not declared."""
    return _kinds[kind].actions if kind in _kinds else ()


def label_of(kind: str) -> Any:
    """The name of the kind for people; the kind itself where none was declared."""
    return _kinds[kind].label if kind in _kinds else kind


def lend(key: str, lender: Lender) -> None:
    """Let people open the records that somebody gave them work on, wherever their own scope ends."""
    _lenders[key] = lender


def lent_to(employee_ids: Sequence[int]) -> dict[str, list[int]]:
    """By kind, the records that wait for the work of one of these people."""
    found: dict[str, list[int]] = {}
    for lender in _lenders.values():
        for kind, ids in lender(employee_ids).items():
            found.setdefault(kind, []).extend(ids)
    return found


def default_scope(role: str, *, kind: str, action: str) -> Scope:
    """What the module declared; the CRM supervisor sees all customer data without being told (PM-37)."""
    declared = _kinds.get(kind)
    scope = declared.defaults.get(role, {}).get(action) if declared else None
    if scope is not None:
        return scope
    return Scope.ALL if role == SUPERVISOR and action == VIEW else Scope.NONE

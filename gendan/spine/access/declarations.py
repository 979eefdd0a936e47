"""Which kinds have permissions, which actions each knows, and what a role may do before anybody changes it."""

from collections.abc import Mapping, Sequence
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


def register(kind: str, label: Any, actions: Sequence[str], defaults: Defaults) -> None:
    """Declare a kind; called by the module's AppConfig.ready()."""
    _kinds[kind] = Kind(kind, label, tuple(actions), defaults)


def kinds() -> tuple[Kind, ...]:
    """All declared kinds in the order of their modules."""
    return tuple(_kinds.values())


def is_declared(kind: str) -> bool:
    """Whether the kind has permissions of its own."""
    return kind in _kinds


def actions_of(kind: str) -> tuple[str, ...]:
    """The actions that the kind knows; none where it was not declared."""
    return _kinds[kind].actions if kind in _kinds else ()


def label_of(kind: str) -> Any:
    """The name of the kind for people; the kind itself where none was declared."""
    return _kinds[kind].label if kind in _kinds else kind


def default_scope(role: str, *, kind: str, action: str) -> Scope:
    """What the module declared; the CRM supervisor sees all customer data without being told (PM-37)."""
    declared = _kinds.get(kind)
    scope = declared.defaults.get(role, {}).get(action) if declared else None
    if scope is not None:
        return scope
    return Scope.ALL if role == SUPERVISOR and action == VIEW else Scope.NONE

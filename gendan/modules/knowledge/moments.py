"""The moments of the work at which an article helps: declared by the modules, and every state of every procedure."""

from collections.abc import Iterator
from typing import Any

from gendan.spine.procedures import registry
from gendan.spine.procedures.declare import Kind

_moments: dict[str, Any] = {}
RUNNING = (Kind.OPEN, Kind.WAITING)


def declare(key: str, label: Any) -> None:
    """Name a moment, as "call"; called at start."""
    _moments[key] = label


def at_state(record: Any) -> str:
    """The moment of a record that stands in a state of its procedure; empty where it has none."""
    state, procedure = getattr(record, "state", ""), registry.of_record(record)
    return f"{procedure.key}.{state}" if procedure is not None and state else ""


def choices() -> list[tuple[str, str]]:
    """Every moment with its name, the ways of contact first."""
    return [*((key, str(label)) for key, label in _moments.items()), *_states()]


def _states() -> Iterator[tuple[str, str]]:
    for procedure in registry.procedures():
        for state in procedure.states:
            if state.kind in RUNNING:
                yield f"{procedure.key}.{state.key}", f"{procedure.title} · {state.title}"

"""Events: how a lower module lets `wiring.py` call a higher one, in the same transaction."""

from collections.abc import Callable, Mapping
from typing import Any

Listener = Callable[..., object]
_listeners: dict[str, tuple[Listener, ...]] = {}


def connect(wiring: Mapping[str, tuple[Listener, ...]]) -> None:
    """Replace the whole map of event name to listeners; `wiring.py` calls this once at start."""
    _listeners.clear()
    _listeners.update(wiring)


def emit(name: str, /, **facts: Any) -> None:
    """Call every listener of `name` now, in the caller's transaction, in the written order."""
    for listener in _listeners.get(name, ()):
        listener(**facts)

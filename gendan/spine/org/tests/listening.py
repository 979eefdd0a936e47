"""Hears the events of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gendan.spine import events
from gendan.wiring import WIRING


@contextmanager
def heard(*names: str) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Listen to these events beside what is wired."""
    said: list[tuple[str, dict[str, Any]]] = []

    def listener(name: str) -> events.Listener:
        return lambda **facts: said.append((name, facts))

    events.connect({**WIRING, **{name: (*WIRING.get(name, ()), listener(name)) for name in names}})
    try:
        yield said
    finally:
        events.connect(WIRING)

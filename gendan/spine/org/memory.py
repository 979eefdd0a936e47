"""What hardly changes, read once for a stretch of work in which nobody changes it: holders of roles, preferences."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept_reads", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Inside, each remembered read goes to the database once; whoever opens this block changes none of them in it."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def remembered(key: Hashable, read: Callable[[], T]) -> T:
    """What `read` gives; within `remembering()` what it gave the first time."""
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: T = kept[key]
    return found

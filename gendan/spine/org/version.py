"""The version of people and rights that a request stands on: what was read under one version may be kept for the next.

It comes with the session, in the same statement, and changes with every change of the tables that it stands for
(by triggers, in the transaction of the change). So nobody sees an hour longer what was taken from him.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

Version = tuple[UUID, UUID]


class _Request:
    """One request: it begins without a version."""

    version: Version | None = None


_request: ContextVar[_Request | None] = ContextVar("request_and_its_version", default=None)


@contextmanager
def held() -> Iterator[None]:
    """One request; outside of one there is no version, and nothing is kept."""
    token = _request.set(_Request())
    try:
        yield
    finally:
        _request.reset(token)


def saw(people: UUID | None, book: UUID | None) -> None:
    """The session was read at this version of people and rights, and of the book with its absences."""
    request = _request.get()
    if request is not None:
        request.version = (people, book) if people and book else None


def current() -> Version | None:
    """The version of this request; None where none was read."""
    request = _request.get()
    return request.version if request is not None else None


def forget() -> None:
    """This request itself changes people or rights: read everything anew."""
    saw(None, None)

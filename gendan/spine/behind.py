"""COPY on a second thread: while PostgreSQL stores one table, Python writes out the next.

The connection is one, and so is the transaction: any other statement waits until everything given before is stored.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection


class _Hand:
    """The second thread, and what it was given."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1, "copy")
        self.given: list[Future[None]] = []

    def give(self, statement: str, blocks: Iterable[str]) -> None:
        self.given.append(self.thread.submit(_send, connection.connection, statement, list(blocks)))

    def wait(self) -> None:
        """Until all is stored; raises what PostgreSQL said first."""
        given, self.given = self.given, []
        with connection.wrap_database_errors:
            for one in given:
                one.result()

    def first(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Around every other statement."""
        try:
            self.wait()
        except Exception:
            if not str(sql).startswith("ROLLBACK"):
                raise
        return execute(sql, params, many, context)


_hand: ContextVar[_Hand | None] = ContextVar("second_hand", default=None)


@contextmanager
def behind() -> Iterator[None]:
    """Inside a transaction: COPY goes on behind, and each looks at its foreign keys itself, not all at the very end."""
    if _hand.get() is not None:
        yield
        return
    hand = _Hand()
    token = _hand.set(hand)
    try:
        with connection.cursor() as cursor, connection.execute_wrapper(hand.first):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            yield
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    finally:
        hand.thread.shutdown()
        _hand.reset(token)


def copy(statement: str, blocks: Iterable[str]) -> None:
    """COPY these blocks of text: at once, or behind where that is allowed."""
    if hand := _hand.get():
        hand.give(statement, blocks)
        return
    with connection.wrap_database_errors:
        connection.ensure_connection()
        _send(connection.connection, statement, blocks)


def _send(raw: Any, statement: str, blocks: Iterable[str]) -> None:
    with raw.cursor() as cursor, cursor.copy(statement) as stream:
        for block in blocks:
            stream.write(block)

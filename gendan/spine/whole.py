"""A verb is whole: all of it is written or nothing, and rows that nobody waits for go to the database together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.transaction import Atomic

from gendan.spine.prepared import Names, Params

P = ParamSpec("P")
R = TypeVar("R")

#: What the verb in progress has still to send; None outside of verbs.
_waiting: ContextVar[list[tuple[str, Params]] | None] = ContextVar("waiting_writes", default=None)


def whole(verb: Callable[P, R]) -> Callable[P, R]:
    """Let a verb happen in one transaction.

    Within somebody else's transaction it gets a savepoint, so that the caller may go on after a refusal. A verb that
    is called by a verb just belongs to it, and fails with it: whoever wants to go on all the same opens a
    `transaction.atomic()` around that call.
    """

    @wraps(verb)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with Atomic(DEFAULT_DB_ALIAS, savepoint=not is_gathering(), durable=False), gathering():
            return verb(*args, **kwargs)

    return run


@contextmanager
def gathering() -> Iterator[None]:
    """Inside, `write` waits: for the next statement of any kind, at the latest for the end of the outermost block.

    So the order of all statements is the written one, and a row of writes that nobody reads back costs one journey.
    """
    if _waiting.get() is not None:
        yield
        return
    token = _waiting.set([])
    try:
        with connection.execute_wrapper(_send_first):
            yield
            send()
    finally:
        _waiting.reset(token)


def is_gathering() -> bool:
    """Whether a verb is in progress, so that writes wait."""
    return _waiting.get() is not None


def write(sql: str, params: Params = ()) -> None:
    """Send a statement whose result nobody reads; within a verb together with what follows."""
    waiting = _waiting.get()
    if waiting is None:
        _execute([(sql, params)])
    else:
        waiting.append((sql, params))


def ask(sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
    """The rows that a statement gives; what waits is sent before it, in the same message."""
    return _execute([*_taken(), (sql, params)])


def send() -> None:
    """Send now what waits."""
    if taken := _taken():
        _execute(taken)


def _taken() -> list[tuple[str, Params]]:
    waiting = _waiting.get()
    if not waiting:
        return []
    taken = waiting[:]
    waiting.clear()
    return taken


def _send_first(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Around every statement of a verb: what was written before goes to the database before, unless it is taken back."""
    if isinstance(sql, str) and sql.startswith("ROLLBACK"):
        _taken()
    send()
    return execute(sql, params, many, context)


def _execute(statements: list[tuple[str, Params]]) -> list[tuple[Any, ...]]:
    """Several statements as one message; the rows of the last one."""
    with connection.cursor() as cursor:
        names = Names.of(connection)
        spelled = [names.spelled(sql, params) for sql, params in statements]
        try:
            if len(spelled) == 1:
                cursor.execute(*spelled[0])
            else:
                cursor.execute(";\n".join(cursor.cursor.mogrify(sql, params) for sql, params in spelled))
            names.keep()
        finally:
            names.new.clear()
        while cursor.nextset():
            pass
        return cursor.fetchall() if cursor.pgresult.nfields else []  # `description` would name every column

"""Reading from a replica where there is one: never older than what was written when the reading began."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger("gendan.replica")
# What others see is on disk, unless the company has given that up for speed.
WRITTEN = """
SELECT CASE current_setting('synchronous_commit') WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn() END::text
"""
HAS = "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn"
BEHIND = """
SELECT pg_wal_lsn_diff(%s::pg_lsn, pg_last_wal_replay_lsn()),
       extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())
"""
#: What was just written is there within a moment; a replica that is late is left alone for a while, one that is gone longer.
MOMENTS = (0.001, 0.002, 0.004, 0.0)
LATE, GONE = 1.0, 10.0


@dataclass(frozen=True, slots=True)
class Lag:
    """How far the replica is behind: bytes of what was written, and seconds since the last thing that it has."""

    bytes: int
    seconds: float


class _Alone:
    """When this process asks the replica again."""

    until = 0.0

    def leave(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds


class _Thread(threading.local):
    """A connection for each thread, kept open; a pool would wait half a minute for a server that is gone."""

    standby: DatabaseWrapper | None = None


_alone, _thread = _Alone(), _Thread()


def preferred(read: Callable[P, R]) -> Callable[P, R]:
    """Let a function that only reads do so on the replica.

    Whatever has been written so far, by whomever, must be there; else, and where anything fails there, the function runs on the
    primary. So nobody misses his own words, and nothing is kept of an older state under the version of a newer one.
    """

    @wraps(read)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        standby = _ready()
        if standby is None:
            return read(*args, **kwargs)
        try:
            with _in_place_of_the_primary(standby):
                return read(*args, **kwargs)
        except Error as error:
            _failed(standby, error)
            return read(*args, **kwargs)

    return run


def lag() -> Lag | None:
    """How far the replica is behind now; None where it does not answer."""
    standby = _standby()
    try:
        found, seconds = _row(standby, BEHIND, [_row(connection, WRITTEN)[0]])
    except Error as error:
        _failed(standby, error)
        return None
    late = max(0, int(found))
    return Lag(late, float(seconds or 0) if late else 0.0)


def _ready() -> DatabaseWrapper | None:
    """The replica if there is one that has everything; within a transaction nobody else could know what it has written."""
    if not settings.REPLICA or connection.in_atomic_block or time.monotonic() < _alone.until:
        return None
    standby = _standby()
    try:
        if _has(standby, _row(connection, WRITTEN)[0]):
            return standby
    except Error as error:
        _failed(standby, error)
    else:
        _alone.leave(LATE)
    return None


def _has(standby: DatabaseWrapper, written: str) -> bool:
    for moment in MOMENTS:
        if _row(standby, HAS, [written])[0]:
            return True
        time.sleep(moment)
    return False


def _row(of: Any, sql: str, params: Any = None) -> Any:
    with of.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


def _standby() -> DatabaseWrapper:
    """This thread's connection; Django knows it by the name of the primary, so that what it reads belongs there."""
    if _thread.standby is None:
        told = connection.settings_dict | settings.REPLICA
        _thread.standby = DatabaseWrapper(told, DEFAULT_DB_ALIAS)
    return _thread.standby


@contextmanager
def _in_place_of_the_primary(standby: DatabaseWrapper) -> Iterator[None]:
    primary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = standby
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary


def _failed(standby: DatabaseWrapper, error: Error) -> None:
    """Begin with a new connection next time; where the server itself was lost, not soon."""
    if standby.connection is None or standby.connection.closed:
        _alone.leave(GONE)
    log.warning("The replica did not serve, the primary does: %s", error)
    with suppress(Error):
        standby.close()
    _thread.standby = None

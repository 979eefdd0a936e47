"""What the machine below may lack: a database that answers, room on a disk."""

import errno
from collections.abc import Iterator
from enum import StrEnum

import psycopg

#: Of SQLSTATE the classes and codes by which PostgreSQL says that it cannot serve now: connections, shutting down, too many.
AWAY = ("08", "57P", "53300", "58")
FULL = ("53100",)
#: Seconds after which it is worth trying again.
RETRY = 5
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class Trouble(StrEnum):
    """What is the matter."""

    AWAY = "away"
    FULL = "full"


def trouble_of(error: BaseException | None) -> Trouble | None:
    """Which trouble lies behind an error; None where the fault is our own."""
    for one in _with_causes(error):
        if isinstance(one, OSError) and one.errno in NO_ROOM:
            return Trouble.FULL
        if isinstance(one, psycopg.Error):
            state = one.sqlstate or ""
            if state.startswith(FULL):
                return Trouble.FULL
            if state.startswith(AWAY) or (not state and isinstance(one, psycopg.OperationalError | psycopg.InterfaceError)):
                return Trouble.AWAY
    return None


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__

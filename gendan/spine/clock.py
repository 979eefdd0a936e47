"""The clock: functions that the clock process calls every few seconds with the time, one clock at a time for each."""

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from django.db import close_old_connections, connection

log = logging.getLogger("gendan.clock")
SOON = timedelta(minutes=1)
NAMESPACE = 20_260  # keeps the clock's advisory locks apart from others


@dataclass(frozen=True)
class Tick:
    name: str
    every: timedelta
    function: Callable[[datetime], object]

    def is_due(self, last: datetime | None, now: datetime) -> bool:
        """Also where the machine's time was set back: what ran tomorrow would rest until then."""
        return last is None or now < last or now - last >= self.every


TICKS: dict[str, Tick] = {}


def register(name: str, every: timedelta, function: Callable[[datetime], object]) -> None:
    """Have `function(now)` called about every `every`. It must find its own due work, and may find none."""
    TICKS[name] = Tick(name, every, function)


def run_due(last: dict[str, datetime], *, now: datetime, ticks: Iterable[Tick] | None = None) -> list[str]:
    """Run the ticks that are due and note them in `last`; one that fails is logged and tried again soon."""
    due = [t for t in list(TICKS.values() if ticks is None else ticks) if t.is_due(last.get(t.name), now)]
    return [tick.name for tick in due if run(tick, last, now=now)]


def run(tick: Tick, last: dict[str, datetime], *, now: datetime) -> bool:
    """Run one tick under its lock; False when another clock is at it, or when it failed."""
    last[tick.name] = now
    try:
        return run_alone(tick, now)
    except Exception:
        log.exception("The tick %s failed.", tick.name)
        last[tick.name] = now - max(timedelta(), tick.every - SOON)  # or an errand of the day would wait for tomorrow
        return False


def run_alone(tick: Tick, now: datetime) -> bool:
    """Hold the tick's lock for the session, not for a transaction: a tick may commit many times."""
    key = [NAMESPACE, number_of(tick)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        if not cursor.fetchone()[0]:
            return False
        try:
            tick.function(now)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)
    return True


def number_of(tick: Tick) -> int:
    """The name as a number that fits an advisory lock."""
    return crc32(tick.name.encode()) - 2**31


def keep_time(stop: threading.Event, *, read: Callable[[], datetime], beat: float = 1.0) -> None:
    """Run ticks until `stop` is set; `read` tells the time."""
    last: dict[str, datetime] = {}
    while not stop.is_set():
        run_due(last, now=read())
        close_old_connections()
        stop.wait(beat)

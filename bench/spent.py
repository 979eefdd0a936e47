"""Processor time of a server and of its database, which other work on the machine changes far less than the time on the clock."""

import os
from collections.abc import Sequence
from pathlib import Path

from bench.floor import Floor
from tests.processes import children_of

#: The processes of the servers that run, by port.
SERVERS: dict[int, int] = {}


class Meter:
    """Milliseconds of processor time since it was made, of the web processes and of PostgreSQL where it runs on this machine."""

    def __init__(self, port: int, floor: Floor) -> None:
        self.port, self.floor = port, floor
        self.before = self._used()

    def each(self, requests: int) -> float:
        """For one of so many requests."""
        return sum(self.both(requests))

    def both(self, requests: int) -> tuple[float, float]:
        """For one of so many requests, in the web processes and in PostgreSQL."""
        web, base = (1000 * (now - before) / max(1, requests) for now, before in zip(self._used(), self.before, strict=True))
        return web, base

    def _used(self) -> tuple[float, float]:
        return used(family(SERVERS[self.port])), used(self._backends())

    def _backends(self) -> list[int]:
        """Connections of this database but the floor's own; none that can be looked at where it runs elsewhere."""
        pids = self.floor.rows(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        return [pid for (pid,) in pids if Path(f"/proc/{pid}/cmdline").exists()]


def used(pids: Sequence[int]) -> float:
    """Seconds of processor time that these processes have used."""
    tick, total = os.sysconf("SC_CLK_TCK"), 0
    for pid in pids:
        facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(facts[11]) + int(facts[12])
    return total / tick


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    return [pid, *(one for child in children_of(pid) for one in family(child))]


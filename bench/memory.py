"""Memory of everything that `gendan serve` runs; shared pages are counted once. And the place on disk."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.door import Client, expect, serving
from bench.figures import Effort, Figure
from bench.floor import Floor
from bench.people import Person
from bench.spent import family
from gendan.modules.customers.models import Customer

SETTLE = 8
PAGES = ("/", "/customers?view=all", "/opportunities?view=all", "/reports")
BYTES_A_CUSTOMER = 8_000
DISK = "SELECT sum(pg_total_relation_size(c.oid)), sum(pg_relation_size(c.oid)) FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"


def memory(people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """A fresh installation at rest; the web processes after their work; the database on disk."""
    yield idle(effort)
    yield working(people, effort)
    every, rows = map(float, floor.rows(DISK)[0])
    yield Figure("tables and indexes on disk", every / 2**20, "MB", max(60, Customer.objects.count() * BYTES_A_CUSTOMER / 2**20), rows / 2**20)


def idle(effort: Effort) -> Figure:
    """All processes of an installation of its own with its PostgreSQL, after some pages and some rest."""
    with own_home() as environment, serving(environment=environment) as (port, pid):
        for _turn in range(20):
            expect(Client(port, "").get("/login"))
        time.sleep(SETTLE if effort.times > 10 else 1)
        return Figure("memory of all idle processes", occupied(pid), "MB", 500)


def working(people: list[Person], effort: Effort) -> Figure:
    """The web processes alone, after lists, records and reports of three people; the floor is the same before it."""
    with serving("web", environment=os.environ) as (port, pid):
        for _turn in range(20):
            expect(Client(port, "").get("/login"))
        before = occupied(pid)
        for turn in range(effort.times):
            person = people[turn % len(people)]
            client = Client(port, person.cookie)  # another connection each time, so that both processes work
            expect(client.get(PAGES[turn // len(people) % len(PAGES)]))
        return Figure("memory of the web processes after their work", occupied(pid), "MB", 400, before)


@contextmanager
def own_home() -> Iterator[dict[str, str]]:
    """The environment of a new installation; its folder lies where PostgreSQL's own user can come."""
    folder = tempfile.mkdtemp(prefix="gendan-bench-")
    Path(folder).chmod(0o755)
    try:
        yield {**{k: v for k, v in os.environ.items() if k != "DATABASE_URL"}, "GENDAN_HOME": folder}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def occupied(pid: int) -> float:
    """Megabytes of a process and all that it started."""
    return sum(map(proportional, family(pid))) / 1024


def proportional(pid: int) -> int:
    """Kilobytes, of shared pages only this process's part."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0

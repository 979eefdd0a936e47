"""Memory of everything that `gendan serve` runs, its PostgreSQL included; shared pages are counted once."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.door import Client, expect, serving
from bench.figures import Effort, Figure

SETTLE = 8


def idle(effort: Effort) -> Iterator[Figure]:
    """A whole installation of its own, after each web process has drawn some pages and come to rest."""
    with own_home() as environment, serving(environment=environment) as (port, pid):
        for _turn in range(20):
            client = Client(port, "")
            expect(client.get("/login"))
        time.sleep(SETTLE if effort.times > 10 else 1)
        yield Figure("memory of all idle processes", sum(map(proportional, family(pid))) / 1024, "MB", 500)


@contextmanager
def own_home() -> Iterator[dict[str, str]]:
    """The environment of a new installation; its folder lies where PostgreSQL's own user can come."""
    folder = tempfile.mkdtemp(prefix="gendan-bench-")
    Path(folder).chmod(0o755)
    try:
        yield {**{k: v for k, v in os.environ.items() if k != "DATABASE_URL"}, "GENDAN_HOME": folder}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    return [pid, *(one for child in children(pid) for one in family(child))]


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(number) for task in tasks for number in task.read_text().split()]


def proportional(pid: int) -> int:
    """Kilobytes, of shared pages only this process's part."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0

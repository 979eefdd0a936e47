"""The database on its way into a file and back: pg_dump and pg_restore of a version that fits the server."""

import os
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg.conninfo import make_conninfo

from gendan.postgres import PostgresError, client

DUMP = ("--format=custom", "--no-owner", "--no-privileges", "--no-comments", "--compress=6")
RESTORE = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
TOLD = ("NAME", "dbname"), ("USER", "user"), ("HOST", "host"), ("PORT", "port")
RELATIONS = """
SELECT count(*) FROM pg_class
WHERE relkind IN ('r', 'v', 'm', 'S', 'p') AND relnamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
"""


def dump(target: Path, *, progress: Callable[[int], None]) -> None:
    """Write the database as of one moment; `progress` hears again and again how many bytes there are."""
    process = _start("pg_dump", [*DUMP, f"--file={target}"])
    while process.poll() is None:
        time.sleep(0.1)
        with suppress(FileNotFoundError):
            progress(target.stat().st_size)
    _ended("pg_dump", process)


def load(source: Path) -> None:
    """Fill the empty database; all of it or nothing."""
    process = _start("pg_restore", [*RESTORE, str(source)])
    process.wait()
    _ended("pg_restore", process)


def is_empty() -> bool:
    """Whether nobody has put anything into the database yet."""
    return int(_one(RELATIONS)) == 0


def server() -> str:
    """The version of the server, as "18.6"."""
    return str(_one("SHOW server_version")).split()[0]


def size() -> int:
    """How many bytes the database takes."""
    return int(_one("SELECT pg_database_size(current_database())"))


def _one(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def _start(program: str, options: Iterable[str]) -> subprocess.Popen[str]:
    """The program beside us; the password goes through the environment, where no list of processes shows it."""
    told = connection.settings_dict
    named: dict[str, str] = {name: str(told[key]) for key, name in TOLD if told[key]}
    others = {key: str(value) for key, value in told["OPTIONS"].items() if isinstance(value, str)}
    command: list[str | Path] = [client(program, at_least=int(server().split(".")[0])), *options, f"--dbname={make_conninfo(**named, **others)}"]
    environment = {**os.environ, **({"PGPASSWORD": told["PASSWORD"]} if told["PASSWORD"] else {}), "LC_ALL": "C"}
    return subprocess.Popen(  # noqa: S603
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def _ended(program: str, process: subprocess.Popen[str]) -> None:
    with process:
        said = process.stderr.read() if process.stderr else ""
    if process.returncode:
        raise PostgresError(f"{program} failed: {said.strip()[-800:]}")

"""A database for each size: seeded once, kept while the seed stays the same, migrated and copied for each run."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from gendan.installation import PROJECT, home
from gendan.postgres import Server

SEEDS = (*sorted(Path(__file__).parent.glob("seed/*.py")), Path(__file__).parent / "names.py")


def named(url: str, name: str) -> str:
    """The address of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def fingerprint() -> str:
    """What the seeded rows depend on: the seed and the keys of names."""
    digest = hashlib.sha256()
    for part in (*SEEDS, PROJECT / "gendan/modules/customers/names.py"):
        digest.update(part.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def server() -> Iterator[str]:
    """The server that DATABASE_URL names, else the private one, for as long as the block."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    private = Server(home())
    try:
        private.ensure()
        yield private.url
    finally:
        private.stop()


def seeded(url: str, size: int, *, now: datetime) -> str:
    """The name of the seeded database, on the newest schema; it is made when there is none, or one of another seed."""
    name = f"gendan_bench_{size}"
    with psycopg.connect(named(url, "postgres"), autocommit=True) as admin:
        made = _mark_of(admin, name) == fingerprint()
        if not made:
            _drop(admin, name)
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        _run(named(url, name), "manage.py", "migrate", "--verbosity=0")
        if not made:
            _run(named(url, name), "-m", "bench.seed", str(size), now.isoformat())
            mark = sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(fingerprint()))
            admin.execute(mark)
    return name


def _mark_of(admin: psycopg.Connection, name: str) -> str:
    row = admin.execute("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]).fetchone()
    return row[0] or "" if row else ""


def _drop(admin: psycopg.Connection, name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _run(url: str, *command: str) -> None:
    """Python in a process of its own, which gives its memory back."""
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    subprocess.run([sys.executable, *command], check=True, env=environment, cwd=PROJECT)  # noqa: S603


@contextmanager
def fresh(url: str, name: str) -> Iterator[str]:
    """An empty database on the newest schema; dropped at the end."""
    with _passing(url, name, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))) as made:
        _run(made, "manage.py", "migrate", "--verbosity=0")
        yield made


@contextmanager
def copied(url: str, name: str) -> Iterator[str]:
    """A copy of the seeded database for one run, which may change it; dropped at the end."""
    copy, statement = f"{name}_run", sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    with _passing(url, copy, statement.format(sql.Identifier(copy), sql.Identifier(name))) as made:
        yield made


@contextmanager
def _passing(url: str, name: str, create: sql.Composed) -> Iterator[str]:
    with psycopg.connect(named(url, "postgres"), autocommit=True) as admin:
        _drop(admin, name)
        admin.execute(create)
    try:
        yield named(url, name)
    finally:
        with suppress(psycopg.Error), psycopg.connect(named(url, "postgres"), autocommit=True) as admin:
            _drop(admin, name)

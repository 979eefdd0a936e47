"""Real servers that stand beside gendan where there are several machines: PgBouncer, a standby, nginx."""

import getpass
import gzip
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from config.settings import database_from_url
from gendan.postgres import DATABASE, ENVIRONMENT, USER, Server, become
from tests.processes import free_port, wait_for

POOLER = shutil.which("pgbouncer") or ("/usr/sbin/pgbouncer" if Path("/usr/sbin/pgbouncer").exists() else "")
POOLED = """
[databases]
* = {server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {size}
logfile = {home}/log
"""


@contextmanager
def elsewhere(url: str) -> Iterator[None]:
    """In this thread Django speaks with the database at `url` for as long as the block."""
    usual = connections["default"]
    there = DatabaseWrapper(usual.settings_dict | database_from_url(url, connect_timeout="2"), "default")
    connections["default"] = there
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        there.close()
        connections["default"] = usual
        ContentType.objects.clear_cache()


class Cluster:
    """A private PostgreSQL with its standby, for the tests of several machines; commits wait for the disk as everywhere."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="gendan-test-"))
        self.home.chmod(0o755)
        self.primary = Server(self.home, fast=True)
        self.primary.ensure()
        with psycopg.connect(self.primary.url) as db:
            db.execute("ALTER ROLE gendan SET synchronous_commit = on")
        self.standby = Standby(self.primary)

    def restored(self, path: Path) -> str:
        """The address of a new database with what this file keeps."""
        name = "kept_" + re.sub(r"\W", "_", path.name.removesuffix(".sql.gz"))
        with psycopg.connect(self.primary.url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
        url = self.primary.url.replace(f"/{DATABASE}?", f"/{name}?")
        with psycopg.connect(url) as new:
            new.execute(gzip.decompress(path.read_bytes()))
        return url

    def copied(self, url: str, name: str) -> str:
        """The address of a copy of that database."""
        here = url.partition("?")[0].rpartition("/")[2]
        with psycopg.connect(self.primary.url, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name} TEMPLATE {here} STRATEGY file_copy")
        return url.replace(f"/{here}?", f"/{name}?")

    def copy_into(self, server: Server) -> None:
        """All its databases, in the folder of a server that is not started yet."""
        shutil.chown(server.data, server.user.pw_uid if server.user else os.geteuid())
        assert base_backup(self.primary, server.data).wait() == 0

    def end(self) -> None:
        self.standby.stop()
        self.primary.stop()
        shutil.rmtree(self.primary.base, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)


class Standby:
    """A streaming replica of a private PostgreSQL, made by pg_basebackup."""

    def __init__(self, primary: Server) -> None:
        self.primary = primary
        self.data, self.sockets = primary.base / "standby", primary.base / "standby-run"
        for folder in (self.data, self.sockets):
            folder.mkdir(mode=0o700)
            if primary.user:
                os.chown(folder, primary.user.pw_uid, primary.user.pw_gid)
        assert base_backup(primary, self.data, "-R").wait() == 0
        self.start()

    @property
    def url(self) -> str:
        return f"postgres://{USER}@/{DATABASE}?host={self.sockets}"

    def start(self) -> None:
        self.process = started(self.primary, "postgres", "-D", self.data, "-k", self.sockets, "-c", "listen_addresses=", "-c", "timezone=UTC")
        assert wait_for(lambda: answers(self.url), seconds=20)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait()


def base_backup(server: Server, target: Path, *options: str) -> subprocess.Popen[bytes]:
    return started(server, "pg_basebackup", "-h", server.sockets, "-U", USER, "-D", target, "-X", "stream", "-c", "fast", *options)


def started(server: Server, program: str, *options: str | Path) -> subprocess.Popen[bytes]:
    """A program of the same PostgreSQL, by the same user."""
    return subprocess.Popen([server.programs() / program, *options], env=ENVIRONMENT, cwd="/",
                            stderr=subprocess.DEVNULL, preexec_fn=become(server.user))


@contextmanager
def pooler(server: Mapping[str, object], *, size: int, user: str = "") -> Iterator[int]:
    """The port of a PgBouncer that gives each transaction one of `size` sessions; it runs as `user` where we are root."""
    home, port = Path(tempfile.mkdtemp(prefix="gendan-pooler-")), free_port()
    told = " ".join(f"{key}={value}" for key, value in server.items() if value)
    (home / "pgbouncer.ini").write_text(POOLED.format(server=told, port=port, size=size, home=home))
    as_user = {"user": user, "extra_groups": []} if os.geteuid() == 0 else {}
    if as_user:
        for path in [home, *home.iterdir()]:
            shutil.chown(path, user)
    process = subprocess.Popen([POOLER, "-q", str(home / "pgbouncer.ini")], stderr=subprocess.DEVNULL, **as_user)
    try:
        assert wait_for(lambda: answers(f"postgres://{server.get('user', '')}@127.0.0.1:{port}/postgres"), seconds=20), (home / "log").read_text()
        yield port
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(home)


def answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def someone(folder: str) -> str:
    """A user that may open the socket in this folder: its owner; where the server has an address, anybody."""
    if os.geteuid() != 0:
        return getpass.getuser()
    return Path(folder).owner() if folder.startswith("/") else "nobody"

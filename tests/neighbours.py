"""Real servers that stand beside gendan where there are several machines: PgBouncer, a standby, nginx."""

import getpass
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg

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
        assert wait_for(lambda: answers(port, server), seconds=20), (home / "log").read_text()
        yield port
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(home)


def answers(port: int, server: Mapping[str, object]) -> bool:
    try:
        psycopg.connect(host="127.0.0.1", port=port, dbname="postgres", user=str(server.get("user", "")), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def someone(folder: str) -> str:
    """A user that may open the socket in this folder: its owner; where the server has an address, anybody."""
    if os.geteuid() != 0:
        return getpass.getuser()
    return Path(folder).owner() if folder.startswith("/") else "nobody"

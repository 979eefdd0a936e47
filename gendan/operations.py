"""What the `gendan` command does inside Django: it is imported once the settings are known."""

import argparse
import gc
import importlib
import importlib.util
import os
import signal
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from getpass import getpass
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg
from django.apps import apps
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from gendan import steps, web
from gendan.installation import home
from gendan.postgres import check_text_search
from gendan.spine import clock, replica
from gendan.spine.backups import actions as backups
from gendan.spine.backups import archive, restoring
from gendan.spine.backups.export import export
from gendan.spine.backups.queries import file_of
from gendan.spine.doors import second
from gendan.spine.imports.command import bring_in
from gendan.spine.org.models import Department, Employee
from gendan.spine.refusal import Refusal
from gendan.waiting import Progress

MIGRATION_LOCK = 20_260_001
WORKER = ("procrastinate", "worker", "--concurrency=2", "--shutdown-graceful-timeout=8")
#: After so many seconds without a database somebody is told.
PATIENCE = 5


def migrate() -> None:
    """Bring the database to this version; of several processes one does it, and the others wait for it."""
    check_text_search(settings.DATABASE_URL)
    if not steps_to_take():
        return
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as direct:  # `connection` may go through a pooler
        direct.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            say("bringing the database up to date")
            call_command("migrate", verbosity=0, interactive=False)


def say_steps() -> int:
    """What `migrate` would do; 3 where an older version could not go on beside it."""
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    state = executor.loader.project_state([node for node in executor.loader.applied_migrations if node in executor.loader.graph.nodes])
    disturbing = list(steps.alone(plan, state))
    for migration in plan:
        say(f"{migration.app_label}.{migration.name}")
    for step in disturbing:
        say(f"! {step}")
    if not plan:
        say("The database is up to date.")
    elif disturbing:
        say("Stop every process first: an older version cannot go on beside the steps with an exclamation mark.")
    else:
        say("An older version can go on beside it.")
    return 3 if disturbing else 0


def steps_to_take() -> set[tuple[str, str]]:
    """Migrations on the disk that the database has not seen: told by their names, since reading them takes half a second."""
    recorder = MigrationRecorder(connection)
    return {
        (config.label, path.stem)
        for config in apps.get_app_configs()
        for path in (Path(config.path) / "migrations").glob("[0-9]*.py")
    } - set(recorder.applied_migrations())


def wait_for_database() -> None:
    """Until it answers: it may be starting beside us, or be away for a while."""
    until: float | None = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(settings.DATABASE_URL, connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if until and time.monotonic() > until:
                say(f"waiting for the database: {error}")
                until = None
            time.sleep(0.05)
        else:
            return


def run_web(given: argparse.Namespace) -> None:
    """Bring files and database to this version, read the application, which looks for both, and answer."""
    if not given.as_it_is:
        collect_static()
        prepare_database()
    application = web.read(given.application)
    web.serve(application, host=given.host, port=given.port, workers=given.workers)


def prepare_database() -> None:
    """What every process needs before it begins."""
    wait_for_database()
    migrate()


def run_collect(given: argparse.Namespace) -> None:
    collect_static()


def collect_static() -> None:
    """Copy and compress the static files when one of them is newer than the last copy.

    Those of earlier versions stay: pages that somebody has open, and other machines, still ask for them.
    """
    stamp = settings.STATIC_ROOT / ".collected"
    sources = (Path(__file__).parent / "ui" / "static").rglob("*")
    newest = max((p.stat().st_mtime_ns for p in sources), default=1)
    if stamp.exists() and stamp.stat().st_mtime_ns > newest:
        return
    say("preparing static files")
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["django_htmx"])
    stamp.touch()


def leave_with_parent() -> None:
    """End soon after the parent has gone, even while waiting for a database that went with it."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        time.sleep(8)
        os._exit(1)

    threading.Thread(target=watch, name="watch", daemon=True).start()


def run_worker(given: argparse.Namespace) -> None:
    step_behind()
    call_command(*WORKER)


def step_behind() -> None:
    """People wait for pages, nobody for what goes on behind them."""
    leave_with_parent()
    os.nice(5)
    prepare_database()
    gc.enable()


def run_clock(given: argparse.Namespace) -> None:
    step_behind()
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    clock.keep_time(stop, read=timezone.now)


def run_background(given: argparse.Namespace) -> None:
    """Worker and clock in one process: one copy of the program in memory instead of two."""
    step_behind()
    stop = threading.Event()
    thread = threading.Thread(target=clock.keep_time, args=[stop], kwargs={"read": timezone.now}, name="clock")
    thread.start()
    try:
        call_command(*WORKER)
    finally:
        stop.set()
        thread.join()


def create_administrator(*, username: str, name: str, department: str) -> None:
    """Create an administrator, or make one of an employee; the password is asked for, or read from a pipe."""
    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with transaction.atomic():
        employee = Employee.objects.filter(username=username).first() or new_employee(username, name, department)
        employee.is_administrator = True
        try:
            validate_password(password, employee)
        except ValidationError as error:
            raise SystemExit("\n".join(error.messages)) from None
        employee.set_password(password)
        employee.save()
    say(f"{employee.name} ({username}) is an administrator.")


def forget_second_factor(username: str) -> None:
    """For whoever has lost phone and codes, and has nobody to ask."""
    second.take(Employee.objects.get(username=username), actor=None, now=timezone.now())


def new_employee(username: str, name: str, department: str) -> Employee:
    """An employee in the named department, which is founded at the top of the tree when there is none."""
    found = Department.objects.filter(name=department).first()
    if found is None:
        found = Department.objects.create(name=department, path=f"/{department}/")
        found.path = f"/{found.pk}/"
        found.save()
    return Employee(username=username, name=name or username, department=found)


def diagnose() -> int:
    """Print what is wrong with the data; 0 when nothing is."""
    if settings.REPLICA and (lag := replica.lag()):
        say(f"The replica is {lag.bytes:,} bytes and {lag.seconds:.1f} s behind.")
    findings = load("gendan.spine.procedures.doctor").run()
    for finding in findings:
        say(str(finding))
    say("Nothing is forgotten." if not findings else f"{len(findings)} findings.")
    return 1 if findings else 0


def make_backup() -> int:
    """Make a backup here and now, and say where it lies."""
    try:
        backup = backups.make(backups.begin(actor=None, now=timezone.now()), read=timezone.now)
    except Refusal as refusal:
        raise SystemExit(str(refusal.reason)) from None
    if backup.error:
        raise SystemExit(f"The backup failed: {backup.error}")
    say(f"{file_of(backup)} ({backup.size:,} bytes, {backup.files} files, checked)")
    return 0


def check_backup(source: Path) -> int:
    """Read a backup from end to end, and say what it is of."""
    try:
        found = archive.read(source, passphrase=settings.BACKUP_PASSPHRASE)
    except (archive.Damaged, OSError) as error:
        raise SystemExit(str(error)) from None
    say(f"{source} is whole: gendan {found.about.version}, {found.about.made_at}, {found.files} files.")
    return 0


def restore(source: Path) -> int:
    """Bring a backup back, upgrade it, and let the doctor look at it."""
    passphrase = settings.BACKUP_PASSPHRASE or (getpass("Passphrase: ") if needs_passphrase(source) else "")
    try:
        found = restoring.restore(source, passphrase=passphrase, migrate=migrate)
    except (Refusal, archive.Damaged, OSError) as error:
        raise SystemExit(str(getattr(error, "reason", error))) from None
    say(f"restored: gendan {found.version}, {found.made_at}")
    return diagnose()


def export_everything(folder: Path, *, form: str) -> None:
    """Everything in open formats."""
    try:
        export(folder, form=form, say=say)
    except Refusal as refusal:
        raise SystemExit(str(refusal.reason)) from None
    say(f"{folder}/README.md says what is where.")


def needs_passphrase(source: Path) -> bool:
    """Whether somebody has to be asked, and is there."""
    return source.is_file() and sys.stdin.isatty() and archive.is_sealed_file(source)


def fill_demo(*, fresh: bool = False) -> None:
    """Live through the demo company's months, unless it is there already; then name the logins."""
    live, progress = load("gendan.demo.live"), Progress(home())
    if live.is_there() and not fresh:
        say("· the demo company is there already (gendan demo --fresh builds it anew)")
    else:
        say("· a company lives through its last months")
        try:
            live.build(now=timezone.now(), say=lambda text: say(f"· {text}"), fresh=fresh, progress=progress.tell)
        except Refusal as refusal:
            raise SystemExit(str(refusal.reason)) from None
    progress.end()
    say("\n" + "\n".join(live.table()))


def import_files(
    files: Sequence[Path], *, kind: str, by: str, mapping: Mapping[str, str], on_duplicate: str, accept: bool
) -> int:
    """Bring files in through the ordinary import, in the name of the employee with the login `by`."""
    actor = Employee.objects.filter(username=by).first() if by else administrator()
    if actor is None:
        raise SystemExit("No such employee: name one with --by LOGIN.")
    return bring_in(
        files,
        kind=kind,
        actor=actor,
        now=timezone.now(),
        say=say,
        mapping=mapping,
        on_duplicate=on_duplicate,
        accept_suggestions=accept,
    )


def administrator() -> Employee | None:
    return Employee.objects.filter(is_administrator=True).order_by("id").first()


def load(module: str) -> Any:
    """A part of the house that a distribution may leave out."""
    try:
        found = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        found = None
    if found is None:
        raise SystemExit(f"This installation has no {module}.")
    return importlib.import_module(module)


def say(text: str) -> None:
    print(text, flush=True)

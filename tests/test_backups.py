"""The drill: a company that has lived is backed up and brought back; and what the clock, the doctor and the page do of it."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.migrations import AddField, AddIndex
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from gendan.modules.customers.actions import register_customer
from gendan.modules.opportunities.tests.story import registered
from gendan.spine import vault
from gendan.spine.backups import actions, archive, findings, queries, restoring, tasks
from gendan.spine.backups.models import Backup
from gendan.spine.messages.models import Message
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.actions import add_attachment
from tests.cast import found_company
from tests.figures import figures

BACK = "gendan_drill"


@pytest.fixture
def home(tmp_path, settings):
    settings.BACKUPS, settings.MEDIA_ROOT = tmp_path / "backups", str(tmp_path / "files")
    settings.BACKUP_PASSPHRASE = "松风流水"
    return tmp_path


@pytest.fixture
def empty_database():
    """A new database on the same server, and its address for a process of its own."""
    told = connection.get_connection_params()
    address = {key: told[key] for key in ("user", "password", "host", "port") if told.get(key)}
    with psycopg.connect(**address, dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {BACK}")
        server.execute(f"CREATE DATABASE {BACK} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'")
        yield {**address, "dbname": BACK}
        server.execute(f"DROP DATABASE {BACK} WITH (FORCE)")


def gendan(*arguments, home, address):
    """The command in an installation of its own."""
    url = f"postgres://{address.get('user', '')}:{address.get('password', '')}@/{BACK}?host={address.get('host', '')}&port={address.get('port', '')}"
    environment = {
        "PATH": os.defpath, "DATABASE_URL": url.replace("&port=&", "&").removesuffix("&port="), "GENDAN_HOME": str(home),
        "GENDAN_BACKUP_PASSPHRASE": "松风流水",
    }
    return subprocess.run([sys.executable, "-m", "gendan.cli", *arguments], env=environment, capture_output=True, text=True, check=False)


def structure(db):
    """All columns and all indexes."""
    columns = "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = 'public'"
    return {*first(db, columns), *first(db, "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public'")}


def first(db, sql):
    db.execute(sql)
    return db.fetchall()


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


@pytest.mark.django_db(transaction=True)
def test_a_company_that_has_lived_is_brought_back_from_an_older_backup(home, settings, empty_database, now):
    cast = found_company()
    customer = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.he, now=now)
    registered(customer, actor=cast.he, reviewer=cast.lin, now=now)
    for name in ("合同.pdf", "附图.pdf"):
        content = SimpleUploadedFile(name, b"%PDF-1.7\n" + os.urandom(3000))
        add_attachment(customer, upload=content, actor=cast.he, now=now)
    sealed = vault.seal("邮箱密码")
    with connection.cursor() as cursor:
        built = structure(cursor)
    with as_before():
        backup = actions.begin(actor=cast.fang, now=now)
        tasks.make(backup.pk)  # as the worker does
        backup.refresh_from_db()
        with connection.cursor() as cursor:
            before = figures(cursor)
    assert (backup.state, backup.percent, backup.files) == (Backup.State.GOOD, 100, 2), backup.error
    made = queries.file_of(backup)
    done = gendan("restore", str(made), home=home / "new", address=empty_database)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "bringing the database up to date" in done.stdout
    assert "Nothing is forgotten." in done.stdout
    assert contents(home / "new/files") == contents(home / "files") != {}
    settings.VAULT_KEYS = (home / "new/vault").read_text().splitlines()
    assert vault.unseal(sealed) == "邮箱密码"
    with psycopg.connect(**empty_database) as db, db.cursor() as cursor:
        assert figures(cursor).items() >= (before | {"backups_backup": 0}).items()
        assert structure(cursor) == built


class as_before:  # noqa: N801 - reads as a sentence
    """The database as it was before some last step that only adds columns and indexes, for as long as the block."""

    def __init__(self):
        loader = MigrationLoader(None)
        last = (loader.disk_migrations[key] for key in loader.graph.leaf_nodes() if not loader.graph.node_map[key].children)
        self.step = next(step for step in last if all(isinstance(one, AddField | AddIndex) for one in step.operations))

    def __enter__(self):
        self.each("remove")
        MigrationRecorder(connection).record_unapplied(self.step.app_label, self.step.name)

    def __exit__(self, *exc_info):
        self.each("add")
        MigrationRecorder(connection).record_applied(self.step.app_label, self.step.name)

    def each(self, verb):
        with connection.schema_editor() as editor:
            for one in self.step.operations:
                model = apps.get_model(self.step.app_label, one.model_name)
                if isinstance(one, AddIndex):
                    getattr(editor, f"{verb}_index")(model, one.index)
                else:
                    getattr(editor, f"{verb}_field")(model, model._meta.get_field(one.name))


def test_what_a_later_version_wrote_is_refused():
    about = archive.About("99.1", "2099-01-01", ("org.0001_squashed", "org.0999_from_the_future"))
    with pytest.raises(Refusal, match=r"99\.1.*org\.0999_from_the_future.*Nothing was changed"):
        restoring.require_known(about)
    restoring.require_known(archive.About("0.1.0", "2026-01-01", ("org.0001_squashed",)))


def test_a_database_in_use_is_never_restored_into(db):
    with pytest.raises(Refusal, match="not empty"):
        restoring.require_empty()


def test_the_clock_begins_one_backup_a_night(cast, now, settings, tmp_path):
    night = now.replace(hour=2, minute=31)
    actions.tick(night)
    actions.tick(night + timedelta(minutes=2))
    assert Backup.objects.filter(starter=None).count() == ProcrastinateJob.objects.filter(task_name=actions.JOB).count() == 1
    Backup.objects.update(state=Backup.State.GOOD)
    actions.tick(night + timedelta(hours=20))
    assert Backup.objects.count() == 1
    actions.tick(night + timedelta(days=1))
    assert Backup.objects.count() == 2


def test_a_backup_on_which_nobody_works_has_failed_and_the_administrators_hear_it(cast, now):
    actions.begin(actor=cast.fang, now=now)
    with pytest.raises(Refusal):
        actions.begin(actor=cast.fang, now=now)
    actions.tick(now + timedelta(minutes=6))
    assert Backup.objects.filter(state=Backup.State.FAILED, error__contains="中断").count() == 1
    assert Message.objects.filter(recipient=cast.fang, topic=actions.TOPIC).exists()


@pytest.mark.django_db(transaction=True)
def test_a_dump_that_fails_leaves_nothing_lying_about(home, now):
    found_company()
    (home / "backups").mkdir()
    (home / "files").mkdir()
    (home / "files/gone").symlink_to(home / "files")  # a folder where a file should be
    backup = actions.begin(actor=None, now=now)
    connection.settings_dict["NAME"], name = "no_such_database", connection.settings_dict["NAME"]
    try:
        actions.make(backup, read=timezone.now)
    finally:
        connection.settings_dict["NAME"] = name
    assert backup.state == Backup.State.FAILED
    assert "no_such_database" in backup.error
    assert contents(home / "backups") == {}


def test_the_doctor_sees_an_old_a_failed_and_a_missing_backup(cast, settings, tmp_path):
    settings.BACKUPS, now = tmp_path, timezone.now()
    assert findings.check() == []
    good = Backup.objects.create(
        started_at=now - timedelta(hours=37), beat_at=now, state=Backup.State.GOOD, name="one.backup"
    )
    assert "36" in str(findings.check()[0].text)
    Backup.objects.filter(pk=good.pk).update(started_at=now - timedelta(hours=5))
    assert "one.backup" in str(findings.check()[0].text)
    (tmp_path / "one.backup").touch()
    assert findings.check() == []
    Backup.objects.create(started_at=now, beat_at=now, state=Backup.State.FAILED, error="磁盘已满")
    assert "磁盘已满" in str(findings.check()[0].text)


def test_old_files_are_thrown_away_with_their_rows(cast, now, settings, tmp_path):
    settings.BACKUPS = tmp_path
    for day in range(40):
        made = Backup.objects.create(
            started_at=now - timedelta(days=day), beat_at=now, state=Backup.State.GOOD, name=f"{day}.backup"
        )
        (tmp_path / made.name).touch()
    gone = actions.rotate(now=now)
    assert {path.name for path in tmp_path.iterdir()} == set(queries.good().values_list("name", flat=True))
    assert len(gone) + queries.good().count() == 40
    assert {f"{day}.backup" for day in range(7)} <= {path.name for path in tmp_path.iterdir()}


def test_administrators_see_the_backups_and_begin_one(client, cast, settings, tmp_path, now):
    settings.BACKUPS = tmp_path
    client.force_login(cast.fang)
    assert "还没有备份" in client.get("/settings/backups").content.decode()
    assert client.post("/settings/backups/begin").status_code == 302
    assert ProcrastinateJob.objects.filter(task_name=actions.JOB).count() == 1
    page = client.get("/settings/backups").content.decode()
    assert 'data-state="running"' in page
    assert "/settings/backups/begin" not in page
    assert client.post("/settings/backups/begin").status_code in (409, 422, 302, 400)
    assert Backup.objects.count() == 1
    Backup.objects.update(state=Backup.State.GOOD, name="one.backup", size=5_000_000, checked_at=now)
    assert client.get("/settings/backups/progress").headers["HX-Refresh"] == "true"
    page = client.get("/settings/backups").content.decode()
    assert "one.backup" in page
    assert "4.8" in page
    client.force_login(cast.lin)
    assert client.get("/settings/backups").status_code == 403

"""Making backups: begun by a person or by the clock, made in the background, checked by being read, and rotated."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from procrastinate.contrib.django import app

from gendan.postgres import PostgresError
from gendan.spine.backups import archive, database, queries, rotation, state
from gendan.spine.backups.models import Backup
from gendan.spine.backups.numbers import DAYS, MONTHS, WEEKS
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal

log = logging.getLogger(__name__)
JOB, TOPIC = "gendan.backups.make", "backups"
SILENCE, BEAT = timedelta(minutes=5), timedelta(seconds=10)
FAILURES_KEPT = timedelta(days=30)
#: How much of the bar each part is: the dump, packing, reading it again.
DUMPED, PACKED = 50, 75
Read = Callable[[], datetime]


def begin(*, actor: Employee | None, now: datetime) -> Backup:
    """Note that a backup is to be made; refused while one is made."""
    try:
        with transaction.atomic():
            return Backup.objects.create(starter=actor, started_at=now, beat_at=now)
    except IntegrityError:
        raise Refusal(_("A backup is being made already.")) from None


def defer(backup: Backup) -> None:
    """Have a worker make it, once the caller's transaction is committed."""
    app.configure_task(JOB, queue="backups").defer(backup_id=backup.pk)


def make(backup: Backup, *, read: Read) -> Backup:
    """Write the file, read it again, throw old ones away; what goes wrong is kept with the backup and told."""
    try:
        _Making(backup, read).make()
    except (PostgresError, archive.Damaged, DatabaseError, OSError) as error:
        log.exception("The backup failed.")
        fail(backup, str(error), now=read())
    else:
        rotate(now=read())
    return backup


class _Making:
    """One file in the making: how far it is, and where it lies meanwhile."""

    def __init__(self, backup: Backup, read: Read) -> None:
        self.backup, self.read, self.told, self.beat = backup, read, -1, backup.started_at
        self.name = f"gendan-{timezone.localtime(backup.started_at):%Y-%m-%dT%H%M%S}.backup"
        self.dump = queries.folder() / f".{self.name}.dump"
        self.draft = queries.folder() / f".{self.name}"

    def make(self) -> None:
        queries.folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._write()
        finally:
            self.dump.unlink(missing_ok=True)
            self.draft.unlink(missing_ok=True)

    def _write(self) -> None:
        passphrase: str = settings.BACKUP_PASSPHRASE
        about = state.about(now=self.backup.started_at)
        self.dump.touch(mode=0o600)
        database.dump(self.dump, progress=self._dumped(max(1, database.size() // 3)))
        files = Path(settings.MEDIA_ROOT)
        whole = self.dump.stat().st_size + sum(path.stat().st_size for path in archive.kept_files(files))
        archive.write(
            self.draft, about=about, keys=state.keys(), dump=self.dump, files=files, passphrase=passphrase,
            progress=self._moved(DUMPED, PACKED, whole),
        )
        found = archive.read(self.draft, passphrase=passphrase, progress=self._moved(PACKED, 100, whole))
        self.draft.rename(queries.file_of(Backup(name=self.name)))
        self._good(found)

    def _good(self, found: archive.Contents) -> None:
        backup, now = self.backup, self.read()
        backup.name, backup.files, backup.sealed = self.name, found.files, bool(settings.BACKUP_PASSPHRASE)
        backup.size = queries.file_of(backup).stat().st_size
        backup.state, backup.percent, backup.finished_at, backup.checked_at = Backup.State.GOOD, 100, now, now
        backup.save()

    def _dumped(self, guessed: int) -> archive.Progress:
        return lambda size: self._tell(int(DUMPED * min(1.0, size / guessed)))

    def _moved(self, low: int, high: int, whole: int) -> archive.Progress:
        moved = 0

        def progress(size: int) -> None:
            nonlocal moved
            moved += size
            self._tell(low + int((high - low) * min(1.0, moved / max(1, whole))))

        return progress

    def _tell(self, percent: int) -> None:
        """Write the progress where the page reads it, and that somebody is still at it."""
        now = self.read()
        if percent != self.told or now - self.beat > BEAT:
            self.told, self.beat = percent, now
            Backup.objects.filter(pk=self.backup.pk).update(percent=percent, beat_at=now)


def fail(backup: Backup, why: str, *, now: datetime) -> None:
    """Note that it failed, and tell the administrators."""
    backup.state, backup.error, backup.finished_at = Backup.State.FAILED, why[:1000], now
    backup.save(update_fields=["state", "error", "finished_at"])
    tell(
        Employee.objects.filter(is_administrator=True), topic=TOPIC, title=gettext_lazy("The backup has failed"),
        body=backup.error, url="/settings/backups", once=f"backup-{backup.pk}", now=now,
    )


def rotate(*, now: datetime) -> list[str]:
    """Throw away the files that are no longer kept; returns their names."""
    found = {timezone.localtime(one.started_at): one for one in queries.good()}
    stay = rotation.kept(
        found, days=DAYS.whole_at(now), weeks=WEEKS.whole_at(now), months=MONTHS.whole_at(now)
    )
    gone = [one for moment, one in found.items() if moment not in stay]
    for backup in gone:
        with suppress(FileNotFoundError):
            queries.file_of(backup).unlink()
    Backup.objects.filter(pk__in=[one.pk for one in gone]).delete()
    Backup.objects.filter(state=Backup.State.FAILED, started_at__lt=now - FAILURES_KEPT).delete()
    return [one.name for one in gone]


def tick(now: datetime) -> Any:
    """Give up what nobody works on any more, and begin the backup of the day; an installation without people has nothing to keep."""
    for silent in Backup.objects.filter(state=Backup.State.RUNNING, beat_at__lt=now - SILENCE):
        fail(silent, _("It broke off: nobody works on it any more."), now=now)
    if not queries.running() and queries.is_due(now) and Employee.objects.exists():
        defer(begin(actor=None, now=now))

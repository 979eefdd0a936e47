"""Reads of backups: where they lie, the newest good one, and when the next is due."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from gendan.spine.backups.models import Backup
from gendan.spine.backups.numbers import AT


def folder() -> Path:
    """Where the files of backups lie."""
    return Path(settings.BACKUPS)


def file_of(backup: Backup) -> Path:
    return folder() / backup.name


def good() -> QuerySet[Backup]:
    """Those that were made and checked, newest first."""
    return Backup.objects.filter(state=Backup.State.GOOD)


def finished() -> QuerySet[Backup]:
    """Those that were made or have failed, newest first."""
    return Backup.objects.exclude(state=Backup.State.RUNNING)


def running() -> Backup | None:
    """The one that is being made."""
    return Backup.objects.filter(state=Backup.State.RUNNING).first()


def last_turn(now: datetime) -> datetime:
    """The last time of day at which a backup should have been begun."""
    at = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    due = datetime.combine(at.date(), AT.time_at(now), at.tzinfo)
    return due if due <= now else datetime.combine(at.date().fromordinal(at.toordinal() - 1), AT.time_at(now), at.tzinfo)


def is_due(now: datetime) -> bool:
    """Whether the clock has not yet begun one at its last turn."""
    return not Backup.objects.filter(starter=None, started_at__gte=last_turn(now)).exists()

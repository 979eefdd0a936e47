"""Jobs of backups: an id in, one action."""

from django.utils import timezone
from procrastinate.contrib.django import app

from gendan.spine.backups import actions
from gendan.spine.backups.models import Backup


@app.task(name=actions.JOB, queue="backups")
def make(backup_id: int) -> None:
    """Make the backup, unless it was given up meanwhile."""
    backup = Backup.objects.filter(pk=backup_id, state=Backup.State.RUNNING).first()
    if backup is not None:
        actions.make(backup, read=timezone.now)

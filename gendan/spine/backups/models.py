"""Backups that were made, are being made or have failed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.org.models import Employee


class Backup(models.Model):
    """One file under the folder of backups; without `starter` the clock began it. `beat_at` moves while it is made."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("backup", "being made")
        GOOD = "good", pgettext_lazy("backup", "good")
        FAILED = "failed", pgettext_lazy("backup", "failed")

    starter = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(_("begun"))
    beat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(_("checked"), null=True)
    state = models.CharField(max_length=7, choices=State, default=State.RUNNING)
    percent = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("file"), max_length=80, blank=True)
    size = models.BigIntegerField(_("size"), default=0)
    files = models.PositiveIntegerField(default=0)
    sealed = models.BooleanField(default=False)
    error = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering: ClassVar = ["-started_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="running"), name="backups_one_at_a_time"
            )
        ]

"""What people keep of their lists, jobs over many rows, and the marks of forms already sent."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Department, Employee


class SavedView(models.Model):
    """A list as somebody arranged it: `query` is its address, as "f.owner=me&sort=urgency"."""

    class Shared(models.TextChoices):
        NOBODY = "", _("only me")
        DEPARTMENT = "department", _("my department")
        PEOPLE = "people", _("named people")
        EVERYBODY = "everybody", _("everybody")

    owner = models.ForeignKey(Employee, models.CASCADE, related_name="+")
    listing = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=30)
    query = models.TextField(blank=True)
    shared = models.CharField(_("seen by"), max_length=10, choices=Shared, default=Shared.NOBODY, blank=True)
    department = models.ForeignKey(Department, models.CASCADE, related_name="+")
    people_ids = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    pinned = models.BooleanField(_("as a tab"), default=True)
    changed_at = models.DateTimeField()

    owner_name: str  # where the list of views was read, which asks for nothing else of the owner

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "listing", "name"], name="ui_saved_view_once")
        ]
        indexes: ClassVar = [models.Index(fields=["listing", "shared"], name="ui_saved_view_of")]

    def __str__(self) -> str:
        return self.name


class Job(models.Model):
    """Work on many rows of a list, done in the background: an action or an export."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("broken off")

    owner = models.ForeignKey(Employee, models.CASCADE, related_name="+", db_index=False)
    listing = models.CharField(max_length=60)
    action = models.CharField(max_length=40)
    query = models.TextField(blank=True)
    ids = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-created_at"], name="ui_job_of")]


class JobRow(models.Model):
    """What became of one row of a job."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="rows", db_index=False)
    record_id = models.BigIntegerField()
    title = models.CharField(max_length=200, blank=True)
    ok = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["job", "ok", "id"], name="ui_job_row_of")]


class Once(models.Model):
    """A form that was sent: its token may be used once; a second sending is led to where the first one went."""

    token = models.UUIDField(primary_key=True)
    owner = models.ForeignKey(Employee, models.CASCADE, related_name="+", db_index=False)
    url = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at"], name="ui_once_at")]

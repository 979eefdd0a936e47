"""Entries, comments and attachments of any record, by generic key."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.spine.org.models import Employee


class Entry(models.Model):
    """Something that happened: `verb` is declared, as "opportunity.won"; `data` holds what its sentence needs.

    `kind` and `object_id` name the record, `main_kind` and `main_id` the main object it stands under (the
    customer), so that one index gives the whole story of a customer. `system` entries are drawn small.
    """

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", db_index=False)
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    main_kind = models.CharField(max_length=60, blank=True)
    main_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    system = models.BooleanField(default=False)
    internal = models.BooleanField(default=True)
    pinned = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "object_id", "-at", "-id"], name="timeline_of_object"),
            models.Index(fields=["main_kind", "main_id", "-at", "-id"], name="timeline_of_main"),
            models.Index(fields=["actor", "-at"], name="timeline_of_actor"),
        ]


class Comment(models.Model):
    """A remark on a record (PM-01 … PM-03)."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    author = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        indexes: ClassVar = [models.Index(fields=["kind", "object_id", "created_at"])]


class Attachment(models.Model):
    """A file of a record; stored under a random name, served only through a checked page (PM-04 … PM-08)."""

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    name = models.CharField(_("file name"), max_length=200)
    file = models.FileField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploader = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    locked_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    locked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["kind", "object_id"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(locked_by=None, locked_at=None) | Q(locked_by__isnull=False, locked_at__isnull=False),
                name="timeline_lock_whole",
            )
        ]

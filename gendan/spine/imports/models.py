"""Batches of imported rows, and mappings that are remembered."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from gendan.spine.org.models import Employee


class Mapping(models.Model):
    """Which column of a file went to which field, by the file's own header row; proposed the next time."""

    importer = models.CharField(max_length=60)
    header_hash = models.CharField(max_length=64)
    columns = models.JSONField()
    values = models.JSONField(default=dict)
    used_at = models.DateTimeField()
    used_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["importer", "header_hash"], name="imports_mapping_once")
        ]


class Batch(models.Model):
    """One file on its way in.

    `columns` maps the number of a column to a field; `values` are the spellings that a person confirmed, by field;
    `unknown` are those still to be confirmed, with suggestions; `made` the side objects; `counts` what the check
    found; `duplicates` what to do with a class of duplicates ("file", "database"): skip, update or new. `beat_at`
    moves while somebody works on the batch.
    """

    class State(models.TextChoices):
        READ = "read", pgettext_lazy("import", "read")
        CHECKING = "checking", pgettext_lazy("import", "checking")
        CHECKED = "checked", pgettext_lazy("import", "checked")
        RUNNING = "running", pgettext_lazy("import", "running")
        DONE = "done", pgettext_lazy("import", "done")
        FAILED = "failed", pgettext_lazy("import", "failed")
        UNDOING = "undoing", pgettext_lazy("import", "undoing")
        UNDONE = "undone", pgettext_lazy("import", "undone")

    importer = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    file = models.FileField(max_length=200)
    sheet = models.CharField(max_length=80, blank=True)
    header_row = models.PositiveIntegerField(default=0)
    headers = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    unknown = models.JSONField(default=dict)
    made = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    duplicates = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.READ)
    total = models.PositiveIntegerField(default=0)
    progress = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    owner = models.ForeignKey(Employee, models.PROTECT, related_name="import_batches")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]


class Row(models.Model):
    """A row of the file, what is wrong with it, what was decided, and what it became.

    `line` is the number in the file, from 1; `errors` are messages by field; `warnings` may hold "file" (the line of
    an earlier row with the same key) and "database" (the title of the record `duplicate_of`).
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("import", "waiting")
        CREATED = "created", pgettext_lazy("import", "created")
        UPDATED = "updated", pgettext_lazy("import", "updated")
        SKIPPED = "skipped", pgettext_lazy("import", "skipped")
        FAILED = "failed", pgettext_lazy("import", "failed")
        UNDONE = "undone", pgettext_lazy("import", "undone")
        KEPT = "kept", pgettext_lazy("import", "kept")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows", db_index=False)
    line = models.PositiveIntegerField()
    cells = models.JSONField()
    errors = models.JSONField(default=dict)
    warnings = models.JSONField(default=dict)
    duplicate_of = models.BigIntegerField(null=True)
    decision = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "line"], name="imports_row_once")]
        indexes: ClassVar = [models.Index(fields=["batch", "outcome", "line"])]

"""Reads of imports: the batches of a person, their rows by what became of them, what was remembered."""

from typing import Any

from django.db.models import Q, QuerySet

from gendan.spine.access.queries import may_any
from gendan.spine.imports import registry
from gendan.spine.imports.declare import Importer
from gendan.spine.imports.models import Batch, Mapping, Row
from gendan.spine.org.models import Employee
from gendan.spine.records import model_of

BUSY = (Batch.State.CHECKING, Batch.State.RUNNING, Batch.State.UNDOING)


def may_import(employee: Employee, importer: Importer) -> bool:
    """Whether a role of the person may import records of this kind."""
    if importer.allowed is not None:
        return importer.allowed(employee)
    return bool(may_any(employee, "import", importer.kind))


def importers_for(employee: Employee) -> list[Importer]:
    """The importers that the person may use."""
    return [one for one in registry.importers() if may_import(employee, one)]


def batches_of(employee: Employee) -> QuerySet[Batch]:
    """The person's own batches, newest first."""
    return Batch.objects.filter(owner=employee).order_by("-id")


def faulty(batch: Batch) -> QuerySet[Row]:
    """Rows with an error at a cell."""
    return batch.rows.exclude(errors={}).order_by("line")


def duplicates(batch: Batch) -> QuerySet[Row]:
    """Rows that repeat an earlier line or an existing record."""
    return batch.rows.filter(Q(duplicate_of__isnull=False) | Q(warnings__has_key="file")).order_by("line")


def with_outcome(batch: Batch, outcome: str) -> QuerySet[Row]:
    """Rows that became this, by line."""
    return batch.rows.filter(outcome=outcome).order_by("line")


def remembered_columns(importer: Importer, header_hash: str) -> dict[str, str] | None:
    """The mapping used the last time for the same header row, without fields that no longer exist."""
    row = Mapping.objects.filter(importer=importer.key, header_hash=header_hash).first()
    fields = {column.field for column in importer.columns}
    return {number: name for number, name in row.columns.items() if name in fields} if row else None


def remembered_values(importer: Importer) -> dict[str, dict[str, str]]:
    """All spellings that people confirmed for this importer; the latest use wins."""
    merged: dict[str, dict[str, str]] = {}
    for values in Mapping.objects.filter(importer=importer.key).order_by("used_at").values_list("values", flat=True):
        for name, spellings in values.items():
            merged.setdefault(name, {}).update(spellings)
    return merged


def visible_ids(kind: str, ids: list[int], *, employee: Any, action: str) -> set[int]:
    """Those of the records that the person may see or edit; kinds without scopes are open to who may import them."""
    model = model_of(kind)
    scoped = getattr(model.objects, "visible_to", None)
    if scoped is None:
        return set(ids)
    return set(scoped(employee, action).filter(pk__in=ids).values_list("pk", flat=True))

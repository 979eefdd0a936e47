"""What the pages show: each kind of record with its fields."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from gendan.spine.access.declarations import label_of
from gendan.spine.fields import queries
from gendan.spine.fields.models import OwnField


@dataclass(frozen=True, slots=True)
class KindOfRecord:
    """A kind with the fields in use, and the archived ones."""

    kind: str
    label: Any
    fields: list[OwnField]
    archived: list[OwnField]


def fields() -> QuerySet[OwnField]:
    """All fields, also the archived ones."""
    return OwnField.objects.all()


def kinds() -> list[KindOfRecord]:
    """Every kind to which fields can be added, in the order of the modules."""
    found = list(fields())
    return [
        KindOfRecord(
            kind, label_of(kind), [one for one in found if one.kind == kind and one.archived_at is None],
            [one for one in found if one.kind == kind and one.archived_at is not None],
        )
        for kind in queries.kinds()
    ]

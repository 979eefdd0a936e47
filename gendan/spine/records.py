"""Generic names of records: the kind ("customers.customer"), the id, and the main object they stand under."""

from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import Model


class Main(NamedTuple):
    """The main object of a record (for all business records: the customer)."""

    kind: str
    id: int
    title: str


def kind_of(record: Model | type[Model]) -> str:
    """The generic name of the record's model, as "customers.customer"."""
    return record._meta.label_lower


def model_of(kind: str) -> type[Any]:
    """The model of a kind; LookupError when there is none."""
    return apps.get_model(kind)


def main_of(record: Any) -> Main | None:
    """The main object: what the record's own `main_object` says; None where it stands alone."""
    return getattr(record, "main_object", None)

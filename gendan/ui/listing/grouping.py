"""By which columns a list can be grouped, and how an address names the value of a group."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, ForeignKey, Q
from django.db.models.lookups import Exact, IsNull

from gendan.ui.listing.declare import Column, Format, Listing

#: How an address names the group in which nothing stands.
NOTHING = "~"
GROUPED = frozenset({Format.PERSON, Format.CLASS, Format.CHOICE, Format.STATE, Format.YES_NO})


@dataclass(frozen=True, slots=True)
class Grouping:
    """A column by which rows are grouped; `field` is the model's field behind it, None for a field of the company's own."""

    column: Column
    path: str
    field: Any

    @property
    def key(self) -> str:
        return self.column.key

    @property
    def expression(self) -> Any:
        """The value as SQL."""
        return F(self.path) if self.field is not None else self.column.source

    @property
    def related(self) -> Any:
        """The model that the value refers to; None where it stands for itself."""
        return self.field.related_model if isinstance(self.field, ForeignKey) else None

    def spelled(self, value: Any) -> str:
        """The value in an address."""
        if value is None or value == "":
            return NOTHING
        return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)

    def where(self, text: str) -> Q:
        """The rows of a group; none where the address names nothing that could stand there."""
        try:
            value = self.read(text)
        except (ValidationError, ValueError, KeyError):
            return Q(pk__in=[])
        if value is None:
            return self._empty()
        return Q(**{self.path: value}) if self.field is not None else Q(Exact(self.column.source, value))

    def read(self, text: str) -> Any:
        """The value that `spelled` wrote; ValidationError or KeyError where it can be none."""
        if text == NOTHING or self.field is None:
            return None if text == NOTHING else text
        if self.column.format == Format.YES_NO:
            return {"yes": True, "no": False}[text]
        return (self.field.target_field if self.related else self.field).to_python(text)

    def _empty(self) -> Q:
        if self.field is None:
            return Q(IsNull(self.column.source, True))
        empty = Q(**{f"{self.path}__isnull": True})
        return empty | Q(**{self.path: ""}) if self.field.empty_strings_allowed and not self.related else empty


@lru_cache(maxsize=256)
def groupings(listing: Listing) -> dict[str, Grouping]:
    """The columns of a list by which it can be grouped, by their keys."""
    made = (_grouping(listing.model, column) for column in (*listing.groups, *listing.columns))
    return {one.key: one for one in made if one is not None}


def _grouping(model: Any, column: Column) -> Grouping | None:
    if column.source is not None:
        return Grouping(column, "", None) if column.grouped else None
    path = column.grouped or (column.value or column.key if column.format in GROUPED else "")
    if not isinstance(path, str) or not path:
        return None
    path = path.replace(".", "__")
    field = stored_field(model, path)
    return Grouping(column, path, field) if field is not None else None


def stored_field(model: Any, path: str) -> Any:
    """The column of the database at the end of a look-up path; None where there is none."""
    *steps, last = path.replace(".", "__").split("__")
    try:
        for step in steps:
            model = model._meta.get_field(step).related_model
        found = model._meta.get_field(last)
    except (FieldDoesNotExist, AttributeError):
        return None
    return found if getattr(found, "column", None) else None

"""Texts of everything under a customer may name a person: found from the models themselves, those of modules yet to come included (U12)."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.spine.persons.declarations import Holding, Person
from gendan.spine.records import kind_of
from gendan.ui.records import page_of

TEXTS = (models.CharField, models.TextField, models.JSONField)


def holdings() -> Iterator[Holding]:
    """For each table under the customer, and each below one of those, its texts."""
    ways: dict[type[models.Model], list[str]] = {}
    for model, way in _tables(Customer, "", depth=2):
        ways.setdefault(model, []).append(way)
    for model, found in ways.items():
        if texts := texts_of(model):
            kind = kind_of(model)
            yield Holding(key=f"under.{kind}", group="story", title=_title(kind), rows=_rows(model, found), texts=texts)


def _tables(model: type[models.Model], path: str, *, depth: int) -> Iterator[tuple[type[models.Model], str]]:
    """Each table with a way from it to the customer; the rows of the history are erased with their records."""
    below = [
        (field.model, f"{field.name}__{path}" if path else field.name)
        for relation in model._meta.related_objects
        if not relation.many_to_many and isinstance(field := relation.field, models.ForeignKey)
        and relation.name != "history" and not hasattr(field.model, "pgh_obj") and field.model is not Customer
    ]
    yield from below
    if depth > 1:
        for one, way in below:
            yield from _tables(one, way, depth=depth - 1)


def texts_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns in which somebody writes freely."""
    return tuple(field.name for field in model._meta.concrete_fields if _is_text(field))


def _is_text(field: Any) -> bool:
    if isinstance(field, ArrayField):
        return isinstance(field.base_field, models.CharField) and not field.base_field.choices
    return isinstance(field, TEXTS) and not field.choices and not field.unique


def _rows(model: type[models.Model], ways: list[str]) -> Callable[[Person], models.QuerySet[Any]]:
    def rows(person: Person) -> models.QuerySet[Any]:
        under = models.Q()
        for way in ways:
            under |= models.Q(**{way: person.main})
        return model._default_manager.filter(under)

    return rows


def _named(kind: str) -> str:
    page = page_of(kind)
    return _("Texts: %(kind)s") % {"kind": page.label} if page else _("Texts: further notes")


_title = lazy(_named, str)

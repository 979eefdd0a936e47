"""Statements that stand on every page: plain SQL, because composing them anew costs ten times what answering takes."""

from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

M = TypeVar("M", bound=Model)


def rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """The answer to a statement with its values in the places of %s."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def row(statement: str, *values: Any) -> tuple[Any, ...] | None:
    """The first row of the answer, if there is one."""
    found = rows(statement, *values)
    return found[0] if found else None


def columns(model: type[Model], alias: str) -> str:
    """All columns of a model under an alias, in the order in which `made` takes them."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def made(model: type[M], values: tuple[Any, ...]) -> M:
    """A record of the values of its `columns`."""
    return model.from_db(connection.alias, _names(model), values)


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]

"""Rows of a table as the records would show them, without making records: only the shown columns are read."""

from collections import namedtuple
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.db.models import JSONField, Model

from gendan.spine.whole import ask


@dataclass(frozen=True, slots=True)
class Plan:
    """One statement for the columns of a table, and the kind of row that its answers become."""

    statement: str
    kind: Any
    convert: Callable[[Iterable[Any]], Iterable[Any]] | None

    def rows(self, ids: list[int]) -> list[Any]:
        """The rows of these ids, in any order."""
        found: Iterable[Any] = ask(self.statement, [ids])
        return list(map(self.kind._make, self.convert(found) if self.convert else found))


def plan_of(model: type[Model], paths: Iterable[Any]) -> Plan | None:
    """How to read these attribute paths; None where one asks for more than columns, and only a whole record can tell."""
    wanted = frozenset(paths)
    return _plan(model, wanted) if all(isinstance(path, str) for path in wanted) else None


@lru_cache(maxsize=512)
def _plan(model: type[Model], paths: frozenset[str]) -> Plan | None:
    own: set[str] = {"id"}
    related: dict[str, set[str]] = {}
    for path in sorted(paths - {"", "pk"}):
        step, *rest = path.replace("__", ".").split(".")
        field = _column(model, step)
        if field is None or len(rest) > 1:
            return None
        if isinstance(field, JSONField):
            own.add(step)
            continue
        if field.related_model is None or field.attname == step:
            own.add(step)
            continue
        name = rest[0] if rest else getattr(field.related_model, "called_by", "")
        if not name or _column(field.related_model, name) is None:
            return None
        own.add(field.attname)
        related.setdefault(step, set()).add(name)
    return _written(model, sorted(own), {step: sorted(names) for step, names in sorted(related.items())})


def _column(model: Any, name: str) -> Any:
    """The field of this name where a column holds its value."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if getattr(field, "column", None) else None


def _written(model: Any, own: list[str], related: dict[str, list[str]]) -> Plan:
    names = [*own, *(f"{step}__{name}" for step, found in related.items() for name in found)]
    compiler = model._base_manager.order_by().values_list(*names).query.get_compiler(connection=connection)
    statement, values = compiler.as_sql()
    assert not values, "columns alone ask for no values"
    converters = compiler.get_converters(column[0] for column in compiler.select)
    convert = partial(compiler.apply_converters, converters=converters) if converters else None
    members = {step: _relation(step, found) for step, found in related.items()}
    fields = namedtuple("Fields", names)  # type: ignore[misc]  # noqa: PYI024  its names are known only now
    kind = type(f"{model.__name__}Row", (fields,), {"__slots__": (), "pk": property(lambda row: row.id), **members})
    return Plan(f'{statement} WHERE "{model._meta.db_table}"."id" = ANY(%s)', kind, convert)


def _relation(step: str, names: list[str]) -> property:
    """The related record as far as it was read; str() of it is what it is called."""
    kind: Any = type(step.title(), (namedtuple("Fields", ["pk", *names]),), {  # type: ignore[misc]  # noqa: PYI024
        "__slots__": (), "__str__": lambda found: str(found[-1]) if len(found) == 2 else str(found.name),
    })  # fmt: skip
    places = [f"{step}_id", *(f"{step}__{name}" for name in names)]

    def related(row: Any) -> Any:
        found = [getattr(row, place) for place in places]
        return None if found[0] is None else kind._make(found)

    return property(related)

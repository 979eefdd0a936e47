"""Ready-made bulk verbs for importers whose records are plain rows of one model."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model

from gendan.spine.imports.declare import Context

SIMPLE = {str, int, float, bool, type(None)}


def snapshot_of(model: type[Model], fields: Sequence[str]) -> Callable[[Sequence[int]], dict[int, dict[str, Any]]]:
    """Read these columns as JSON values: id → {column: value}; one query."""
    columns = [cast("Field[Any, Any]", model._meta.get_field(name)).attname for name in fields]

    def snapshot(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        rows = model._base_manager.filter(pk__in=ids).values_list("pk", *columns)
        return {row[0]: plain(dict(zip(columns, row[1:], strict=True))) for row in rows}

    return snapshot


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they come back from a JSON column."""
    if all(map(_is_simple, values.values())):
        return dict(values)
    read: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return read


def _is_simple(value: Any) -> bool:
    return type(value) in SIMPLE or (type(value) is list and all(type(one) in SIMPLE for one in value))


def restore_many(model: type[Model], before: Mapping[int, Mapping[str, Any]], *, chunk: int = 500) -> None:
    """Write snapshots back."""
    by_attname = {field.attname: field for field in model._meta.concrete_fields}
    rows: list[Model] = []
    for pk, values in before.items():
        row = model(pk=pk)
        for column, value in values.items():
            setattr(row, column, by_attname[column].to_python(value))
        rows.append(row)
    names = {by_attname[column].name for values in before.values() for column in values}
    if rows and names:
        model._base_manager.bulk_update(rows, sorted(names), batch_size=chunk)


def restorer(model: type[Model]) -> Callable[[Mapping[int, dict[str, Any]], Context], None]:
    """`restore_many` in the shape that an importer declares."""

    def restore(before: Mapping[int, dict[str, Any]], _context: Context) -> None:
        restore_many(model, before)

    return restore


def remover(model: type[Model]) -> Callable[[Sequence[int], Context], None]:
    """Delete rows of the model; a protected one raises."""

    def remove(ids: Sequence[int], _context: Context) -> None:
        model._base_manager.filter(pk__in=ids).delete()

    return remove

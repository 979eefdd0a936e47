"""Rows in bulk: COPY writes wide rows many times faster than INSERT, and the ids are known before.

A column is written out at once, and a value that all rows share is written out once: most columns of a wide table
are empty, so that a row costs little more than its filled cells.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice, repeat
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.db.models.base import ModelState
from psycopg.adapt import PyFormat, Transformer

from gendan.spine.behind import copy
from gendan.spine.whole import send

M = TypeVar("M", bound=models.Model)
SORT_IN = """
SELECT gin_clean_pending_list(c.oid) FROM pg_class c JOIN pg_am a ON a.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.amname = 'gin' AND c.relkind = 'i' AND n.nspname = current_schema() AND pg_get_userbyid(c.relowner) = current_user
"""
FEW = 8  # below this one INSERT is faster than the three round trips of ids, COPY and its end
NULL = "\\N"
ROWS_AT_ONCE = 2000
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_in(records: Sequence[M]) -> Sequence[M]:
    """Write new records of one model and set their ids; triggers and constraints work as on INSERT.

    As with `bulk_create`, `save()` is not called and no signal is sent. A record that has an id keeps it.
    """
    if not records:
        return records
    model = type(records[0])
    if len(records) < FEW:
        return model._base_manager.bulk_create(records)
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    give_ids(records)
    columns = [_column(field, records) for field in fields]
    copy_columns(model, [str(field.column) for field in fields], columns, count=len(records))
    for record in records:
        record._state.adding, record._state.db = False, connection.alias
    return records


def give_ids(records: Sequence[models.Model]) -> None:
    """Take ids for new records of one model from its sequence, so that other rows can name them beforehand."""
    new = [record for record in records if record.pk is None]
    if not new:
        return
    meta = new[0]._meta
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(of) FROM (SELECT pg_get_serial_sequence(%s, %s)::regclass AS of OFFSET 0) s, generate_series(1, %s)",
            [connection.ops.quote_name(meta.db_table), meta.pk.column, len(new)],
        )
        for record, (pk,) in zip(new, cursor.fetchall(), strict=True):
            record.pk = pk


def like(prototype: M, **values: Any) -> M:
    """A new record with the prototype's columns and other values in some, by the names of columns; much cheaper
    than calling a wide model. A related record is shared: name its column only where the prototype has none."""
    record: M = type(prototype).__new__(type(prototype))
    record.__dict__.update(prototype.__dict__)
    record.__dict__.update(values)
    record._state = ModelState()
    record._state.fields_cache = prototype._state.fields_cache.copy()
    return record


def tie(record: models.Model, **related: models.Model) -> None:
    """Set related records as assignments do, but the other side does not hold on to this one: thousands that hold each
    other in a circle stay in memory until somebody looks for circles."""
    for name, other in related.items():
        record.__dict__[f"{name}_id"] = other.pk
        record._state.fields_cache[name] = other


def copy_columns(
    model: type[models.Model], names: Sequence[str], columns: Sequence[Iterable[str]], *, count: int
) -> None:
    """COPY columns of text, as `spelled` makes them, into the model's table."""
    quote = connection.ops.quote_name
    statement = f"COPY {quote(model._meta.db_table)} ({', '.join(map(quote, names))}) FROM STDIN"
    lines = islice(map("\t".join, zip(*columns, strict=False)), count)
    send()  # COPY is no statement that goes round
    with transaction.atomic(savepoint=False):
        copy(statement, _blocks(lines))


def _blocks(lines: Iterator[str]) -> Iterator[str]:
    while some := list(islice(lines, ROWS_AT_ONCE)):
        yield "\n".join(some) + "\n"


def sort_in(_now: datetime) -> None:
    """Give the indexes of words their order: what waits beside them has to be read through at every search."""
    with connection.cursor() as cursor:
        cursor.execute(SORT_IN)


# -- columns ------------------------------------------------------------------------------------------------------


def _column(field: Any, records: Sequence[models.Model]) -> Iterator[str] | list[str]:
    values = _raw(field, records)
    first = values[0]
    kinds = set(map(type, values))
    if len(kinds) == 1 and (first is None or (type(first) in SPELL and values.count(first) == len(values))):
        return repeat(_cell(field, first))
    if kinds <= _AS_THEY_ARE and not isinstance(field, models.JSONField):
        return spelled(values)
    if kinds == {list} and isinstance(field, ArrayField) and all(type(one) in (int, str) for value in values for one in value):
        return [_listed(value) for value in values]
    return _one_by_one(field, values)


def _raw(field: Any, records: Sequence[models.Model]) -> list[Any]:
    """The values as the records hold them; a related record that was saved after it was assigned lends its id."""
    if type(field).pre_save not in _PLAIN or getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return [field.pre_save(record, True) for record in records]
    name = field.attname
    values = [record.__dict__[name] for record in records]
    if not field.is_relation or None not in values:
        return values
    for record, value in zip(records, values, strict=True):
        if value is None and field.is_cached(record):
            setattr(record, field.name, field.get_cached_value(record))
    return [record.__dict__[name] for record in records]


# A date that nobody sets by itself is as plain as any field.
_PLAIN = {models.Field.pre_save, models.DateField.pre_save, models.DateTimeField.pre_save, models.ForeignKey.pre_save}


def _one_by_one(field: Any, values: list[Any]) -> list[str]:
    """Values that their field must prepare; the same object, as the numbers of many cases, only once."""
    known: dict[int, str] = {}
    return [known.get(id(value)) or known.setdefault(id(value), _cell(field, value)) for value in values]


def _cell(field: Any, value: Any) -> str:
    if isinstance(field, models.JSONField) and value is not None and field.encoder is None:
        return json.dumps(value, ensure_ascii=False).translate(ESCAPES)
    if type(value) is datetime and value.tzinfo is not None:
        return value.isoformat()
    return _spell(field.get_db_prep_save(value, connection))


# -- cells --------------------------------------------------------------------------------------------------------


def spelled(values: Iterable[Any]) -> list[str]:
    """Plain values as COPY reads them."""
    return [_spell(value) for value in values]


def _spell(value: Any) -> str:
    known = SPELL.get(type(value))
    return known(value) if known else _dumped(value)


def _listed(values: list[Any]) -> str:
    """An array; texts in it are quoted, and the quotes escaped once more for COPY."""
    if not values:
        return "{}"
    if all(type(value) is int for value in values):
        return "{" + ",".join(map(str, values)) + "}"
    if all(type(value) is str for value in values):
        quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
        return ("{" + ",".join(f'"{value}"' for value in quoted) + "}").translate(ESCAPES)
    return _dumped(values)


def _dumped(value: Any) -> str:
    """Any other value as the driver writes it."""
    raw = Transformer(connection.connection).get_dumper(value, PyFormat.TEXT).dump(value)
    return NULL if raw is None else bytes(raw).decode().translate(ESCAPES)


SPELL: dict[type, Callable[[Any], str]] = {
    str: lambda value: value.translate(ESCAPES),
    int: str,
    bool: lambda value: "t" if value else "f",
    type(None): lambda value: NULL,
    float: repr,
    Decimal: str,
    datetime: datetime.isoformat,
    date: date.isoformat,
    list: _listed,
}
# Dates and decimals are left to their fields: a naive moment gets its zone, a number its places.
_AS_THEY_ARE = {str, int, bool, type(None)}

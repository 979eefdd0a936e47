"""Single rows, read and written with SQL that is put together once in a process: for what every click does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.query import get_related_populators

from gendan.spine.prepared import Lasting, Params
from gendan.spine.whole import ask, is_gathering, write

M = TypeVar("M", bound=models.Model)

#: Stands for the value asked for in the queryset of `Reading`.
KEY = -4_611_686_018_427_387_904


class Reading:
    """Rows by one value, with the rows beside them; Django puts the statement together once instead of each time.

    The queryset holds KEY where the value goes: `Reading(Todo.objects.filter(case=KEY).select_related("assignee"))`.
    A lock needs a transaction already when the reading is made.
    """

    def __init__(self, rows: models.QuerySet[Any]) -> None:
        compiler = rows.query.get_compiler(connection=connection)
        self._sql, self._places = _lasting(*compiler.as_sql())
        info, self._compiler = compiler.klass_info, compiler
        self._model, fields = info["model"], info["select_fields"]
        self._own = slice(fields[0], fields[-1] + 1)
        self._names = [column[0].target.attname for column in compiler.select[self._own]]
        self._beside = get_related_populators(info, compiler.select, connection.alias)  # type: ignore[call-arg]
        self._converters = compiler.get_converters(column[0] for column in compiler.select)

    def of(self, value: Any) -> list[Any]:
        """The rows of this value."""
        return [self.made(row) for row in self.asked(value)]

    def asked(self, value: Any) -> list[Any]:
        """The bare columns of these rows, as `made` takes them."""
        found: Iterable[Any] = ask(self._sql, [value] * self._places)
        return list(self._compiler.apply_converters(found, self._converters) if self._converters else found)

    def one(self, value: Any) -> Any:
        """The first row of this value, or None."""
        return next(iter(self.of(value)), None)

    def made(self, row: Any) -> Any:
        """The record of a row of columns."""
        record = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._own])
        for populator in self._beside:
            populator.populate(row, record)
        return record


@dataclass(frozen=True, slots=True)
class Count:
    """A number of rows that has not been asked for yet: see `counts`."""

    sql: str
    params: Sequence[Any]

    @classmethod
    def of(cls, rows: models.QuerySet[Any]) -> "Count":
        """The number of these rows."""
        try:
            sql, params = rows.order_by().values("pk").query.get_compiler(connection=connection).as_sql()
        except EmptyResultSet:
            return cls("SELECT 0", ())
        return cls(f"SELECT count(*) FROM ({sql}) counted", params)  # noqa: S608  of a queryset


class Counting:
    """How many rows there are of one value; the queryset holds KEY where the value goes."""

    def __init__(self, rows: models.QuerySet[Any]) -> None:
        self._count = Count.of(rows)

    def asked(self, value: Any) -> Count:
        """The number, still to be asked for."""
        return Count(self._count.sql, [value if given == KEY else given for given in self._count.params])

    def of(self, value: Any) -> int:
        """The number."""
        return counts([self.asked(value)])[0]


def counts(wanted: Sequence[Count]) -> tuple[int, ...]:
    """All these numbers, asked for in one statement."""
    if not wanted:
        return ()
    sql = "SELECT " + ", ".join(f"({one.sql})" for one in wanted)
    row: tuple[int, ...] = ask(sql, [value for one in wanted for value in one.params])[0]
    return row


def _lasting(sql: str, params: Sequence[Any]) -> tuple[Lasting, int]:
    """All values but the one asked for stand in the text, so that indexes of a part of the rows still serve."""
    text = str(connection.ops.compose_sql(sql, params)).replace("%", "%%")  # type: ignore[attr-defined]
    return Lasting(text.replace(str(KEY), "%s")), text.count(str(KEY))


def add(row: M, *, unless_there: bool = False) -> M:
    """Write a new row; within a verb together with what follows, so that its id is not read back: see `give_ids`.

    With `unless_there`, a row that some unique value forbids is left out without a word; its id is not read back.
    """
    sql, fields = _insert(type(row), row.pk is not None, unless_there)
    values = _values(row, fields, new=True)
    if row.pk is not None or unless_there or is_gathering():
        write(sql, values)
    else:
        row.pk = ask(f"{sql} RETURNING {_quoted(row._meta.pk)}", values)[0][0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


def change(row: models.Model, *names: str) -> None:
    """Write these fields of a row as they stand now; within a verb together with what follows."""
    sql, fields = _update(type(row), names)
    write(sql, [*_values(row, fields, new=False), row.pk])


def hold(model: type[models.Model], pk: int) -> None:
    """Lock a row until the transaction ends; its keys may still be referred to."""
    write(_hold(model), [pk])


def give_ids(*rows: models.Model) -> None:
    """Give new rows their ids, so that other rows can name them."""
    new = [row for row in rows if row.pk is None]
    for row, pk in zip(new, next_ids(*map(type, new)) if new else (), strict=True):
        row.pk = pk


def next_ids(*of: type[models.Model]) -> tuple[int, ...]:
    """The next id of each of these models, from their sequences; one statement."""
    return ask("SELECT " + ", ".join(map(_next_id, of)))[0]


def _values(row: models.Model, fields: tuple[Any, ...], *, new: bool) -> Params:
    here = connections[DEFAULT_DB_ALIAS]  # asked once, not at each attribute of each field
    return [field.get_db_prep_save(field.pre_save(row, new), here) for field in fields]


def _quoted(field: Any) -> str:
    return connection.ops.quote_name(field.column)


@cache
def _insert(model: type[models.Model], with_id: bool, unless_there: bool) -> tuple[str, tuple[Any, ...]]:
    quote = connection.ops.quote_name
    fields = tuple(
        field for field in model._meta.concrete_fields if not field.generated and (with_id or not field.primary_key)
    )
    columns, places = ", ".join(map(_quoted, fields)), ", ".join("%s" for _field in fields)
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608  names of the models
    return Lasting(f"{insert} ON CONFLICT DO NOTHING" if unless_there else insert), fields


@cache
def _update(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    meta = model._meta
    fields = tuple(meta.get_field(name) for name in names)
    settings = ", ".join(f"{_quoted(field)} = %s" for field in fields)
    table = connection.ops.quote_name(meta.db_table)
    return Lasting(f"UPDATE {table} SET {settings} WHERE {_quoted(meta.pk)} = %s"), fields  # noqa: S608


@cache
def _hold(model: type[models.Model]) -> str:
    table = connection.ops.quote_name(model._meta.db_table)
    return Lasting(f"SELECT 1 FROM {table} WHERE {_quoted(model._meta.pk)} = %s FOR NO KEY UPDATE")  # noqa: S608


@cache
def _next_id(model: type[models.Model]) -> str:
    meta = model._meta
    return f"nextval(pg_get_serial_sequence('{connection.ops.quote_name(meta.db_table)}', '{meta.pk.column}'))"

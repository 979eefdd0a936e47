"""Tables without indexes, foreign keys and triggers while millions of rows go in; all are put back afterwards."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from psycopg import Connection, sql

INDEXES = """
SELECT format('DROP INDEX %%I', c.relname), pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY(%(tables)s::regclass[]) AND NOT EXISTS (
    SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid)
"""
FOREIGN_KEYS = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%(tables)s::regclass[])
"""
COLUMNS = """
SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = %s AND is_nullable = 'NO' AND column_default IS NULL
    AND is_identity = 'NO' AND is_generated = 'NEVER'
"""
EMPTY = {"ARRAY": "'{}'", "jsonb": "'{}'", "boolean": "false", "uuid": "gen_random_uuid()"}
NUMBERS = {"smallint", "integer", "bigint", "numeric"}


@contextmanager
def bare(connection: Connection, tables: Sequence[str]) -> Iterator[None]:
    """Inside, rows go in unchecked and unindexed; at the end everything is built and checked in one pass."""
    connection.execute("SET maintenance_work_mem = '512MB'")
    facts = {"tables": list(tables)}
    taken = [connection.execute(query, facts).fetchall() for query in (INDEXES, FOREIGN_KEYS)]
    for drop, _add in taken[0] + taken[1]:
        connection.execute(drop)
    _triggers(connection, tables, "DISABLE")
    yield
    _triggers(connection, tables, "ENABLE")
    for _drop, add in taken[0] + taken[1]:
        connection.execute(add)


def _triggers(connection: Connection, tables: Sequence[str], verb: str) -> None:
    for table in tables:
        connection.execute(sql.SQL("ALTER TABLE {} " + verb + " TRIGGER USER").format(sql.Identifier(table)))


def fill(connection: Connection, table: str, columns: Mapping[str, str], source: str, **facts: object) -> None:
    """INSERT … SELECT: `columns` are SQL expressions over `source`; other mandatory columns are left empty."""
    needed = {name: _empty(kind) for name, kind in connection.execute(COLUMNS, [table])}
    values = {**needed, **columns}
    names = ", ".join(f'"{name}"' for name in values)
    connection.execute(f"INSERT INTO {table} ({names}) SELECT {', '.join(values.values())} FROM {source}", facts)  # noqa: S608
    if "id" in columns:
        connection.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
        )


def _empty(kind: str) -> str:
    if kind in NUMBERS:
        return "0"
    return EMPTY.get(kind, "now()" if kind.startswith("timestamp") else "''")

"""Copies the most urgent to-do of a record, or of all that stands under it, into the record's `next_*` columns."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection

from gendan.spine import records, words
from gendan.spine.prepared import Lasting
from gendan.spine.procedures.models import Followed, Todo
from gendan.spine.whole import ask, write

# One step into a partial index, whose few rows are then sorted: what is open goes before what rests.
TRUTH = """
LEFT JOIN LATERAL (
    SELECT id, CASE WHEN status = 'open' THEN due_at END AS due_at, title, way FROM procedures_todo
    WHERE {column}_kind = %(kind)s AND {column}_id = asked.id AND status IN ('open', 'paused')
    ORDER BY status, due_at, id LIMIT 1
) picked ON true
"""
DIFFERS = """
(r.next_todo_id, r.next_due_at, r.next_title, r.next_way) IS DISTINCT FROM
(picked.id, picked.due_at, coalesce(picked.title, ''), coalesce(picked.way, ''))
"""
UPDATE = """
UPDATE {table} r SET next_todo_id = picked.id, next_due_at = picked.due_at,
    next_title = coalesce(picked.title, ''), next_way = coalesce(picked.way, '')
FROM (SELECT {asked} AS id) asked {truth}
WHERE r.id = asked.id AND {differs}
"""
ONE, SOME = "%(ids)s::bigint", "unnest(%(ids)s::bigint[])"
SHOW = """
UPDATE {table} r SET {also} case_id = %(case)s, state = %(state)s, state_kind = %(state_kind)s, state_since = %(since)s,
    next_todo_id = picked.id, next_due_at = picked.due_at,
    next_title = coalesce(picked.title, ''), next_way = coalesce(picked.way, '')
FROM (SELECT %(id)s::bigint AS id) asked {truth}
WHERE r.id = asked.id RETURNING r.next_todo_id, r.next_due_at, r.next_title, r.next_way
"""
SHOW_MANY = """
UPDATE {table} r SET case_id = c.id, state = c.state, state_kind = c.state_kind, state_since = c.since,
    next_todo_id = picked.id, next_due_at = picked.due_at,
    next_title = coalesce(picked.title, ''), next_way = coalesce(picked.way, '')
FROM (SELECT unnest(%(ids)s::bigint[]) AS id) asked
JOIN procedures_case c ON c.record_kind = %(kind)s AND c.record_id = asked.id {truth}
WHERE r.id = asked.id
"""
WRONG = """
WITH live AS (
    SELECT record_id AS id, t.id AS todo_id, due_at, title, way, status = 'paused' AS rests
    FROM procedures_todo t WHERE record_kind = %(kind)s AND status IN ('open', 'paused')
    UNION ALL
    SELECT main_id, t.id, due_at, title, way, status = 'paused'
    FROM procedures_todo t WHERE main_kind = %(kind)s AND status IN ('open', 'paused')
), picked AS (
    SELECT DISTINCT ON (live.id) live.id AS record_id, todo_id AS id, due_at, title, way
    FROM live ORDER BY live.id, rests, due_at, todo_id
)
SELECT r.id FROM {table} r LEFT JOIN picked ON picked.record_id = r.id WHERE {differs} LIMIT %(limit)s
"""


@cache
def _filled(statement: str, kind: str, also: tuple[str, ...] = (), asked: str = SOME) -> Lasting:
    """A main object shows the to-dos of all that stands under it, its own included; any other record its own."""
    model, quote = records.model_of(kind), connection.ops.quote_name
    truth = TRUTH.format(column="record" if hasattr(model, "main_field") else "main")
    fields = (model._meta.get_field(name) for name in also)
    more = "".join(f"{quote(field.column)} = %({field.name})s, " for field in fields)
    return Lasting(statement.format(table=quote(model._meta.db_table), truth=truth, differs=DIFFERS, also=more, asked=asked))


def refresh(kind: str, ids: Iterable[int]) -> None:
    """Bring the `next_*` columns of these records up to date; rows that are right already are not touched."""
    wanted = sorted(set(ids))
    if not wanted or not is_followed(kind):
        return
    if len(wanted) == 1:  # which needs no plan of its own, as a list of unknown length does
        write(_filled(UPDATE, kind, asked=ONE), {"kind": kind, "ids": wanted[0]})
    else:
        write(_filled(UPDATE, kind), {"kind": kind, "ids": wanted})


def show(record: Any, *, also: Iterable[str] = ()) -> None:
    """Write a record's state, its next step and fields that were set beside them in one statement.

    The record's attributes show the next step afterwards.
    """
    names = tuple(sorted(also))
    values = {
        "kind": records.kind_of(record), "id": record.pk, "case": record.case_id, "state": record.state,
        "state_kind": record.state_kind, "since": record.state_since, **_prepared(record, names),
    }
    found = ask(_filled(SHOW, records.kind_of(record), names), values)
    record.next_todo_id, record.next_due_at, title, record.next_way = found[0]
    record.next_title = words.read(title)


def _prepared(record: Any, names: Iterable[str]) -> dict[str, Any]:
    fields = (record._meta.get_field(name) for name in names)
    return {field.name: field.get_db_prep_save(getattr(record, field.attname), connection) for field in fields}


def show_many(model: Any, ids: list[int]) -> None:
    """Write state and next step of many records of one kind in one statement; their attributes stay as they are."""
    write(_filled(SHOW_MANY, records.kind_of(model)), {"kind": records.kind_of(model), "ids": ids})


def refresh_for(todos: Iterable[Todo]) -> None:
    """Bring the records of these to-dos up to date, and the main objects that they stand under."""
    wanted: dict[str, set[int]] = {}
    for todo in todos:
        wanted.setdefault(todo.record_kind, set()).add(todo.record_id)
        if todo.main_id is not None:
            wanted.setdefault(todo.main_kind, set()).add(todo.main_id)
    for kind in sorted(wanted):
        refresh(kind, wanted[kind])


def wrong(kind: str, *, limit: int = 20) -> list[int]:
    """Records whose `next_*` columns are not the truth."""
    table = connection.ops.quote_name(records.model_of(kind)._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(WRONG.format(table=table, differs=DIFFERS), {"kind": kind, "limit": limit})
        return [row[0] for row in cursor.fetchall()]


def is_followed(kind: str) -> bool:
    """Whether records of this kind carry the engine's columns."""
    try:
        return issubclass(records.model_of(kind), Followed)
    except (LookupError, ValueError):
        return False

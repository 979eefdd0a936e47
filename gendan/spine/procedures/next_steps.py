"""Copies the most urgent to-do of a record, or of all that stands under it, into the record's `next_*` columns."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from gendan.spine import records
from gendan.spine.procedures.models import Followed, Todo

# Two look-ups, each one step into a partial index: the record's own to-dos and those that stand under it.
ONE = """
SELECT id, due_at, title, way FROM procedures_todo
WHERE {column}_kind = %(kind)s AND {column}_id = asked.id AND status = '{status}' ORDER BY {order} LIMIT 1
"""
PICK = """
SELECT t.id, t.due_at, t.title, t.way, t.rank FROM (
    (SELECT *, 0 AS rank FROM ({open_record}) a) UNION ALL (SELECT *, 0 FROM ({open_main}) b)
    UNION ALL (SELECT id, NULL, title, way, 1 FROM ({paused_record}) c)
    UNION ALL (SELECT id, NULL, title, way, 1 FROM ({paused_main}) d)
) t ORDER BY t.rank, t.due_at, t.id LIMIT 1
"""
TRUTH = "LEFT JOIN LATERAL ({pick}) picked ON true"
DIFFERS = """
(r.next_todo_id, r.next_due_at, r.next_title, r.next_way) IS DISTINCT FROM
(picked.id, picked.due_at, coalesce(picked.title, ''), coalesce(picked.way, ''))
"""
UPDATE = """
UPDATE {table} r SET next_todo_id = picked.id, next_due_at = picked.due_at,
    next_title = coalesce(picked.title, ''), next_way = coalesce(picked.way, '')
FROM (SELECT unnest(%(ids)s::bigint[]) AS id) asked {truth}
WHERE r.id = asked.id AND {differs}
"""
SHOW = """
UPDATE {table} r SET case_id = %(case)s, state = %(state)s, state_kind = %(state_kind)s, state_since = %(since)s,
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


def _truth() -> str:
    parts = {
        f"{status}_{column}": ONE.format(column=column, status=status, order="due_at, id" if status == "open" else "id")
        for status in ("open", "paused")
        for column in ("record", "main")
    }
    return TRUTH.format(pick=PICK.format(**parts))


def refresh(kind: str, ids: Iterable[int]) -> None:
    """Bring the `next_*` columns of these records up to date; rows that are right already are not touched."""
    wanted = sorted(set(ids))
    if not wanted or not is_followed(kind):
        return
    table = connection.ops.quote_name(records.model_of(kind)._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(UPDATE.format(table=table, truth=_truth(), differs=DIFFERS), {"kind": kind, "ids": wanted})


def show(record: Any) -> None:
    """Write a record's state and its next step in one statement; the record's attributes show both afterwards."""
    table = connection.ops.quote_name(record._meta.db_table)
    values = {
        "kind": records.kind_of(record), "id": record.pk, "case": record.case_id, "state": record.state,
        "state_kind": record.state_kind, "since": record.state_since,
    }
    with connection.cursor() as cursor:
        cursor.execute(SHOW.format(table=table, truth=_truth()), values)
        found = cursor.fetchone()
    record.next_todo_id, record.next_due_at, record.next_title, record.next_way = found


def show_many(model: Any, ids: list[int]) -> None:
    """Write state and next step of many records of one kind in one statement; their attributes stay as they are."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        values = {"kind": model._meta.label_lower, "ids": ids}
        cursor.execute(SHOW_MANY.format(table=table, truth=_truth()), values)


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

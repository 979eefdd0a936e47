"""Rows of a batch: written, walked and changed in chunks with one statement each."""

import json
from collections.abc import Iterator, Sequence

from django.db import connection

from gendan.spine.imports.models import Batch, Row
from gendan.spine.imports.reading import Source

COPY = """
COPY imports_row (batch_id, line, cells, errors, warnings, decision, outcome, reason, kind) FROM STDIN
"""
CHANGE = """
UPDATE imports_row AS row SET errors = new.errors::jsonb, warnings = new.warnings::jsonb,
  duplicate_of = new.duplicate_of, outcome = new.outcome, reason = new.reason, kind = new.kind,
  object_id = new.object_id, before = new.before::jsonb, after = new.after::jsonb
FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::bigint[],
  %s::text[], %s::text[]) AS new (id, errors, warnings, duplicate_of, outcome, reason, kind, object_id, before, after)
WHERE row.id = new.id
"""


def store(batch: Batch, source: Source) -> int:
    """Write the rows below the header, empty ones left out; returns how many."""
    number = 0
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for line, cells in enumerate(source.rows(), 1):
            if line > batch.header_row + 1 and any(cells):
                empty = json.dumps({})
                text = json.dumps(cells, ensure_ascii=False)
                copy.write_row((batch.pk, line, text, empty, empty, "", Row.Outcome.WAITING.value, "", ""))
                number += 1
    return number


def chunks(batch: Batch, *, size: int) -> Iterator[list[Row]]:
    """All rows by line, a chunk at a time."""
    last = 0
    while found := list(batch.rows.filter(line__gt=last).order_by("line")[:size]):
        yield found
        last = found[-1].line


def waiting(batch: Batch, *, size: int) -> list[Row]:
    """The next rows without an outcome."""
    return list(batch.rows.filter(outcome=Row.Outcome.WAITING).order_by("line")[:size])


def write(changed: Sequence[Row]) -> None:
    """Write what the engine decided about these rows; one statement."""
    if not changed:
        return
    columns = (
        [row.pk for row in changed],
        [_json(row.errors) for row in changed], [_json(row.warnings) for row in changed],
        [row.duplicate_of for row in changed], [str(row.outcome) for row in changed],
        [row.reason[:300] for row in changed], [row.kind for row in changed], [row.object_id for row in changed],
        [_json(row.before) for row in changed], [_json(row.after) for row in changed],
    )
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, columns)


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)



"""Rows of a batch: written, walked and changed in chunks with one statement each."""

import json
from collections.abc import Iterator, Sequence

from django.db import connection

from gendan.spine.imports.models import Batch, Row
from gendan.spine.imports.reading import Source
from gendan.spine.imports.together import Key, whole_records

COPY = """
COPY imports_row (batch_id, line, cells, errors, warnings, decision, outcome, reason, kind) FROM STDIN
"""
CHANGE = """
UPDATE imports_row AS row SET errors = new.errors, warnings = new.warnings, duplicate_of = new.duplicate_of,
  outcome = new.outcome, reason = new.reason, kind = new.kind, object_id = new.object_id,
  before = new.before, after = new.after
FROM jsonb_to_recordset(%s::jsonb) AS new (
  id bigint, errors jsonb, warnings jsonb, duplicate_of bigint, outcome text, reason text, kind text,
  object_id bigint, before jsonb, after jsonb)
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


def chunks(batch: Batch, *, size: int, key: Key | None = None) -> Iterator[list[Row]]:
    """All rows by line, a chunk at a time; with `key` only whole records."""
    last = 0
    while found := whole_records(list(batch.rows.filter(line__gt=last).order_by("line")[:size]), key=key, size=size):
        yield found
        last = found[-1].line


def waiting(batch: Batch, *, size: int, key: Key | None = None) -> list[Row]:
    """The next rows without an outcome; with `key` only whole records."""
    found = list(batch.rows.filter(outcome=Row.Outcome.WAITING).order_by("line")[:size])
    return whole_records(found, key=key, size=size)


def write(changed: Sequence[Row]) -> None:
    """Write what the engine decided about these rows; one statement."""
    if not changed:
        return
    given = [
        {
            "id": row.pk, "errors": row.errors, "warnings": row.warnings, "duplicate_of": row.duplicate_of,
            "outcome": str(row.outcome), "reason": row.reason[:300], "kind": row.kind, "object_id": row.object_id,
            "before": row.before, "after": row.after,
        }
        for row in changed
    ]
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, [json.dumps(given, ensure_ascii=False)])

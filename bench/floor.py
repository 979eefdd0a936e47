"""The floor: the same rows by plain psycopg and a bare template, without rights, frame, history or procedures."""

import time
from collections.abc import Sequence
from typing import Any

import psycopg
from django.template import Context, Engine

ROWS = Engine().from_string(
    "<table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)
LIST = """
SELECT c.id, c.short_name, c.abc, c.next_due_at, c.next_title, e.name, c.state, c.last_activity_at, c.prospect_state,
       c.completeness, c.source, c.city, c.code
FROM customers_customer c JOIN org_employee e ON e.id = c.owner_id
"""
CAPPED = "SELECT count(*) FROM (SELECT 1 FROM customers_customer c {where} LIMIT 1001) x"
STORY = """
SELECT at, verb, title, text FROM timeline_entry WHERE main_kind = 'customers.customer' AND main_id = %s
ORDER BY at DESC, id DESC LIMIT 20
"""
INSERT = """
INSERT INTO timeline_entry (at, verb, actor_id, kind, object_id, title, text, data, main_kind, system, internal, pinned)
VALUES (now(), 'floor', 1, 'bench', %s, '', '', '{}', '', true, true, false)
"""
SIMILAR = "SELECT id, name, name_key FROM customers_customer WHERE name_keys && %s::int[] LIMIT 500"

IMPORTED = (
    "customers_customer", "customers_contact", "procedures_case", "procedures_stay", "procedures_todo",
    "procedures_escalation", "timeline_entry",
)


class Floor:
    """One plain connection."""

    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True, prepare_threshold=None)

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[Any]:
        return self.connection.execute(query, values or None).fetchall()

    def listed(self, where: str) -> str:
        """Fifty customers by urgency and their capped number."""
        self.rows(CAPPED.format(where=where))
        return ROWS.render(Context({"rows": self.rows(f"{LIST} {where} ORDER BY c.next_due_at, c.id LIMIT 50")}))

    def record(self, pk: int) -> str:
        """A customer, its contacts, to-dos and story."""
        found = self.rows("SELECT * FROM customers_customer WHERE id = %s", [pk])
        found += self.rows("SELECT * FROM customers_contact WHERE customer_id = %s", [pk])
        found += self.rows(
            "SELECT title, due_at FROM procedures_todo WHERE main_kind = 'customers.customer' AND main_id = %s "
            "AND status IN ('open', 'paused')", [pk],
        )  # fmt: skip
        return ROWS.render(Context({"rows": found + self.rows(STORY, [pk])}))

    def alike(self, keys: list[int]) -> str:
        """The candidates of the duplicate check, unranked."""
        return ROWS.render(Context({"rows": self.rows(SIMILAR, [keys])[:10]}))

    def created(self, keys: list[int]) -> None:
        """The candidates, and five rows: record, case, stay, to-do, entry."""
        with self.connection.transaction():
            self.rows(SIMILAR, [keys])
            for number in range(5):
                self.connection.execute(INSERT, [number])

    def lines(self, count: int) -> None:
        """So many small rows in one transaction."""
        with self.connection.transaction():
            for number in range(count):
                self.connection.execute(INSERT, [number])

    def moved(self, pk: int) -> None:
        """Five small changes in one transaction: case, stay, record, to-do, entry."""
        with self.connection.transaction():
            self.connection.execute("SELECT 1 FROM procedures_case WHERE record_kind = %s AND record_id = %s FOR UPDATE",
                                    ["opportunities.opportunity", pk])  # fmt: skip
            for table in ("opportunities_opportunity", "customers_contact"):
                self.connection.execute(f"UPDATE {table} SET revision = revision WHERE id = %s", [pk])  # noqa: S608
            for _row in range(2):
                self.connection.execute(INSERT, [pk])

    def newest(self) -> dict[str, int]:
        """The last id of each table that an import fills."""
        return {table: self.rows(f"SELECT coalesce(max(id), 0) FROM {table}")[0][0] for table in IMPORTED}  # noqa: S608

    def again(self, newest: dict[str, int]) -> float:
        """Seconds to COPY once more all rows that came since into the same tables with their indexes; rolled back."""
        taken = 0.0
        with self.connection.transaction(force_rollback=True), self.connection.cursor() as cursor:
            for table, last in newest.items():
                columns = self._columns(table)
                with cursor.copy(f"COPY (SELECT {columns} FROM {table} WHERE id > {last} ORDER BY id) TO STDOUT") as out:
                    rows = b"".join(out)
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER; DELETE FROM {table} WHERE id > {last}")  # noqa: S608
                start = time.perf_counter()
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as into:
                    into.write(rows)
                taken += time.perf_counter() - start
        return taken

    def _columns(self, table: str) -> str:
        named = (
            "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns "
            "WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER'"
        )
        return str(self.rows(named, [table])[0][0])

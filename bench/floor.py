"""The floor: the same rows by plain psycopg and a bare template, without rights, frame, history or procedures."""

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

    def moved(self, pk: int) -> None:
        """Five small changes in one transaction: case, stay, record, to-do, entry."""
        with self.connection.transaction():
            self.connection.execute("SELECT 1 FROM procedures_case WHERE record_kind = %s AND record_id = %s FOR UPDATE",
                                    ["opportunities.opportunity", pk])  # fmt: skip
            for table in ("opportunities_opportunity", "customers_contact"):
                self.connection.execute(f"UPDATE {table} SET revision = revision WHERE id = %s", [pk])  # noqa: S608
            for _row in range(2):
                self.connection.execute(INSERT, [pk])

    def copied(self, amount: int) -> None:
        """So many customers by COPY into the same table with its indexes; rolled back."""
        names = [row[0] for row in self.rows(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'customers_customer' "
            "AND is_generated = 'NEVER' AND column_name NOT IN ('id', 'code', 'case_id')"
        )]  # fmt: skip
        listed = ", ".join(f'"{name}"' for name in names)
        rows = self.rows(f"SELECT {listed} FROM customers_customer LIMIT %s", [amount])  # noqa: S608
        with self.connection.transaction(force_rollback=True), self.connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = 'replica'")
            with cursor.copy(f"COPY customers_customer ({listed}, code) FROM STDIN") as copy:
                for number, row in enumerate(rows):
                    copy.write_row([*row, f"F{number}"])

"""Orders: the list of as many as there are customers, and the progress board of every tenth, which is in production."""

from collections.abc import Iterator

from django.template import Context
from django.utils import timezone

from bench.door import Client, expect
from bench.figures import Effort, Figure, p50, p95, timed
from bench.floor import ROWS, Floor
from bench.people import Person
from bench.seed.bare import bare, fill
from gendan.modules.orders.board import PAGE
from gendan.modules.orders.words import STAGES

ORDER = {
    "number": "'D' || id", "name": "short_name || '批次'", "customer_id": "id", "owner_id": "owner_id", "department_id": "department_id",
    "main_owner_id": "owner_id", "main_department_id": "department_id", "main_related_ids": "related_ids",
    "state": "(ARRAY['running', 'draft', 'review', 'leader', 'notice', 'shipped'])[least(id %% 10, 5) + 1]",
    "state_kind": "CASE WHEN id %% 10 < 5 THEN 'open' ELSE 'won' END", "currency": "'CNY'", "market": "'domestic'", "version": "1", "revision": "1",
    "next_due_at": "CASE WHEN id %% 10 < 5 THEN %(now)s::timestamptz + (id * 7919 %% 1000 - 500) * interval '1 hour' END",
    "next_title": "CASE WHEN id %% 10 < 5 THEN '跟到发货' ELSE '' END", "amount": "1000 + id * 7919 %% 400000", "amount_cny": "1000 + id * 7919 %% 400000",
    "ordered_on": "%(now)s::date - (id %% 300)::int", "wanted_on": "%(now)s::date + (id %% 60)::int", "promised_on": "%(now)s::date + (id %% 60)::int - 20",
    "stage": "CASE WHEN id %% 10 = 0 THEN 'material' ELSE '' END", "irregular": "'[]'",
    "stage_due_on": "CASE WHEN id %% 10 = 0 THEN %(now)s::date + (id / 10 %% 60)::int - 20 END", "created_at": "%(now)s::timestamptz - id * interval '1 minute'",
    "updated_at": "%(now)s::timestamptz",
}  # fmt: skip
PROGRESS = {
    "order_id": "o.id", "line_key": "0", "stage": "s.stage", "position": "s.n - 1", "planned_on": "o.promised_on - (6 - s.n)::int * 3",
    "first_planned_on": "o.promised_on - (6 - s.n)::int * 3", "actual_on": "CASE WHEN s.n = 1 THEN o.promised_on - 14 END",
}  # fmt: skip
TABLES = ("orders_order", "orders_progress")
LIST = """
SELECT o.id, o.name, c.short_name, o.number, o.state, o.stage, o.amount_cny, o.wanted_on, o.promised_on, o.rush, e.name, o.next_due_at, o.next_title
FROM orders_order o JOIN customers_customer c ON c.id = o.customer_id JOIN org_employee e ON e.id = o.owner_id
"""
BOARD = f"{LIST} WHERE o.state = 'running' AND o.stage_due_on IS NOT NULL ORDER BY o.stage_due_on, o.id LIMIT {PAGE + 1}"
STAGES_OF = "SELECT order_id, stage, planned_on, actual_on FROM orders_progress WHERE order_id = ANY(%s) AND line_key = 0 ORDER BY position"
#: the query of the list, and the same rows by plain SQL
LISTS = {
    "by urgency": ("view=all", "ORDER BY o.next_due_at, o.id"), "newest first": ("view=all&sort=newest", "ORDER BY o.created_at DESC, o.id DESC"),
    "in production by promised day": ("view=running", "WHERE o.state = 'running' ORDER BY o.promised_on, o.id"),
    "by amount": ("view=all&sort=amount", "ORDER BY o.amount_cny DESC, o.id"),
}  # fmt: skip


def orders(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """Whole pages for the general manager, and the list of one's own."""
    count, running = _seed(floor)
    print(f"  {count:,} orders, {running:,} in production", flush=True)
    turns = range(effort.times + effort.warm)
    chief, seller = Client(port, people[-1].cookie), Client(port, people[0].cookie)
    own = (seller, "view=all&f.owner=me", f"WHERE o.owner_id = {people[0].employee.pk} ORDER BY o.next_due_at, o.id")
    for words, (client, query, plain) in {**{key: (chief, *value) for key, value in LISTS.items()}, "own": own}.items():
        taken = timed(lambda _n, client=client, query=query: expect(client.get(f"/orders?{query}")), turns, warm=effort.warm)
        bare_page = timed(lambda _n, plain=plain: _drawn(floor.rows(f"{LIST} {plain} LIMIT 50")), turns, warm=effort.warm)
        yield Figure(f"orders, {words}, p95", p95(taken), "ms", 30, p95(bare_page))
    taken = timed(lambda _n: expect(chief.get("/orders/progress")), turns, warm=effort.warm)
    yield Figure("orders' progress board, p50", p50(taken), "ms", 40, p50(timed(lambda _n: _board(floor), turns, warm=effort.warm)))


def _seed(floor: Floor) -> tuple[int, int]:
    now, stages = timezone.now(), ", ".join(f"'{one}'" for one in STAGES)
    with bare(floor.connection, TABLES):
        fill(floor.connection, "orders_order", ORDER, "customers_customer WHERE deleted_at IS NULL AND owner_id IS NOT NULL", now=now)
        source = f"orders_order o CROSS JOIN unnest(ARRAY[{stages}]) WITH ORDINALITY AS s(stage, n) WHERE o.state = 'running'"
        fill(floor.connection, "orders_progress", PROGRESS, source, now=now)
    floor.connection.execute("ANALYZE orders_order, orders_progress")
    return tuple(floor.rows("SELECT count(*), count(*) FILTER (WHERE state = 'running') FROM orders_order")[0])


def _drawn(rows: list[object]) -> str:
    return ROWS.render(Context({"rows": rows}))


def _board(floor: Floor) -> str:
    """The orders of a page and their stages."""
    rows = floor.rows(BOARD)
    return _drawn(rows + floor.rows(STAGES_OF, [[row[0] for row in rows]]))

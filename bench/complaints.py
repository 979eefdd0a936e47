"""The complaint desk at two hundred thousand complaints: who is calling, what is the same, lists and figures; returns and corrective actions."""

from collections.abc import Callable, Iterator
from typing import Any

from django.template import Context
from django.utils import timezone

from bench.door import Client, expect
from bench.figures import Effort, Figure, p50, timed
from bench.floor import ROWS, Floor
from bench.people import Person
from bench.seed.bare import fill
from gendan.modules.capa.models import Capa
from gendan.modules.complaints import candidates, reckoning
from gendan.modules.complaints.models import Complaint
from gendan.modules.customers.models import Customer
from gendan.modules.returns.models import Return

MANY = 200_000
LIMIT = {"same": 30.0, "list": 60.0, "groups": 3_000.0, "weeks": 3_000.0}
ROW = {
    "number": "'TS' || {start} || '-' || id", "subject": "'complaint ' || id", "customer_id": "id", "channel": "'phone'", "grade": "1 + id %% 3",
    "phone": "'138' || lpad((id %% 50000)::text, 8, '0')", "klass": "(ARRAY['quality','transport','work','behaviour'])[1 + id %% 4]",
    "defect": "'crack ' || (id %% 50)", "received_at": "%(now)s::timestamptz - (id %% 700) * interval '1 day'", "revision": "1",
    "created_at": "%(now)s::timestamptz", "updated_at": "%(now)s::timestamptz", "fault": "(ARRAY['ours','not_ours',''])[1 + id %% 3]",
    "owner_id": "owner_id", "department_id": "department_id", "main_owner_id": "owner_id", "main_department_id": "department_id",
    "state": "CASE WHEN id %% 50 = 0 THEN 'verification' ELSE 'closed' END", "state_kind": "CASE WHEN id %% 50 = 0 THEN 'open' ELSE 'won' END",
    "respond_due_at": "%(now)s::timestamptz - (id %% 700) * interval '1 day' + interval '2 days'",
    "responded_at": "%(now)s::timestamptz - (id %% 700) * interval '1 day' + (id %% 4) * interval '1 day'",
}  # fmt: skip


#: Returns and corrective actions of every other customer, every tenth still open.
OTHERS = {
    "returns_return": {
        "number": "'TH' || id", "what": "'goods ' || id", "customer_id": "id", "quantity": "1 + id %% 40", "reason": "'crack'", "created_at": "%(now)s::timestamptz - (id %% 700) * interval '1 day'",
        "state": "CASE WHEN id %% 10 = 0 THEN 'isolated' ELSE 'done' END", "state_kind": "CASE WHEN id %% 10 = 0 THEN 'open' ELSE 'done' END",
        "next_due_at": "CASE WHEN id %% 10 = 0 THEN %(now)s::timestamptz + (id %% 90 - 30) * interval '1 hour' END",
    },
    "capa_capa": {
        "number": "'JF' || id", "title": "'fault ' || id", "customer_id": "id", "origin": "'complaint'", "grade": "1 + id %% 3", "round_no": "1", "created_at": "%(now)s::timestamptz - (id %% 700) * interval '1 day'",
        "state": "CASE WHEN id %% 10 = 0 THEN 'cause' ELSE 'closed' END", "state_kind": "CASE WHEN id %% 10 = 0 THEN 'open' ELSE 'done' END",
        "responsible_id": "department_id", "next_due_at": "CASE WHEN id %% 10 = 0 THEN %(now)s::timestamptz + (id %% 90 - 30) * interval '1 hour' END",
    },
}  # fmt: skip
SCOPE = {"owner_id": "owner_id", "department_id": "department_id", "main_owner_id": "owner_id", "main_department_id": "department_id"}

#: The same by plain SQL: rows without rights, groups with half of the sums.
SAME = """SELECT * FROM complaints_complaint WHERE phone = '13800000042' AND state_kind IN ('open', 'waiting')
    AND received_at BETWEEN now() - interval '14 days' AND now() + interval '14 days' ORDER BY received_at DESC LIMIT 5"""
GROUPS = """SELECT klass, count(*), count(*) FILTER (WHERE fault = 'ours'), count(*) FILTER (WHERE responded_at <= respond_due_at), avg(outcome_score)
    FROM complaints_complaint WHERE state NOT IN ('joined', 'discarded') GROUP BY klass ORDER BY 2 DESC"""
WEEKS = "SELECT date_trunc('week', received_at), count(*) FROM complaints_complaint WHERE state NOT IN ('joined', 'discarded') GROUP BY 1 ORDER BY 1"
LIST = """SELECT r.id, r.number, r.{title}, k.short_name, r.state, r.state_kind, e.name, r.next_due_at, r.next_title, r.created_at
    FROM {table} r LEFT JOIN customers_customer k ON k.id = r.customer_id LEFT JOIN org_employee e ON e.id = r.owner_id"""
URGENT, NEWEST = "ORDER BY r.next_due_at, r.id LIMIT 50", "ORDER BY r.received_at DESC, r.id DESC LIMIT 50"
#: the page, and its rows
PAGES = {
    "complaints, by urgency": ("/complaints?view=all", ("complaints_complaint", "subject", URGENT)),
    "complaints, newest first": ("/complaints?view=all&sort=newest", ("complaints_complaint", "subject", NEWEST)),
    "returns, by urgency": ("/returns?view=all", ("returns_return", "what", URGENT)),
    "corrective actions, by urgency": ("/capa?view=all", ("capa_capa", "title", URGENT)),
}  # fmt: skip
TIMES = 40


def complaints(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """Whole pages for the general manager; the readings behind the desk and the figures; each beside the same by plain SQL."""
    now = timezone.now()
    _seed(floor, now=now)
    rows, chief, turns = Complaint.objects.all(), Client(port, people[-1].cookie), range(min(effort.times, TIMES) + effort.warm)
    print(f"  {rows.count():,} complaints, {Return.objects.count():,} returns, {Capa.objects.count():,} corrective actions", flush=True)
    for words, (path, (table, title, order)) in PAGES.items():
        taken = timed(lambda _n, path=path: expect(chief.get(path)), turns, warm=effort.warm)
        query = f"{LIST.format(table=table, title=title)} {order}"
        plain = timed(lambda _n, query=query: ROWS.render(Context({"rows": floor.rows(query)})), turns, warm=effort.warm)
        yield Figure(f"{words}, p50", p50(taken), "ms", LIMIT["list"], p50(plain))
    same = candidates.same_matter(rows, phone="13800000042", at=now)
    yield _figure(floor, "complaints: the same matter by telephone", "same", lambda: list(same.all()[: candidates.MOST]), SAME)
    yield _figure(floor, "complaints by class over all", "groups", lambda: reckoning.grouped(rows, "klass", now=now), GROUPS)
    yield _figure(floor, "complaints by week", "weeks", lambda: reckoning.by_week(rows, now=now), WEEKS)


def _seed(floor: Floor, *, now: Any) -> None:
    size = Customer.objects.count()
    tables = {"complaints_complaint": ROW} | {table: row | SCOPE for table, row in OTHERS.items()}
    for table, row in tables.items():
        floor.connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for start in range(max(1, min(MANY // size, 20)) if row is ROW else 1):
            source = "customers_customer WHERE deleted_at IS NULL" + ("" if row is ROW else " AND id %% 2 = 0")
            fill(floor.connection, table, {name: text.format(start=start) for name, text in row.items()}, source, now=now)
        floor.connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        floor.connection.execute(f"ANALYZE {table}")


def _figure(floor: Floor, name: str, case: str, read: Callable[[], Any], query: str) -> Figure:
    """The middle of five readings each, when both are warm."""
    return Figure(name, _middle(read), "ms", LIMIT[case], _middle(lambda: floor.rows(query)))


def _middle(read: Callable[[], Any]) -> float:
    read()
    return round(p50(timed(lambda _n: read(), range(5))), 1)

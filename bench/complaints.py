"""The complaint desk at two hundred thousand complaints: its list, its board, who is calling, what is the same, and the figures."""

import time
from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone

from bench.figures import Effort, Figure
from bench.floor import Floor
from bench.people import Person
from bench.seed.bare import fill
from gendan.modules.complaints import candidates, reckoning
from gendan.modules.complaints.models import Complaint
from gendan.modules.customers.models import Customer

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


def complaints(people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:  # noqa: ARG001
    """Filled without the engine; then what the desk asks for, each as milliseconds of one reading."""
    size, now = Customer.objects.count(), timezone.now()
    table = "complaints_complaint"
    floor.connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for start in range(max(1, min(MANY // size, 20))):
        fill(floor.connection, table, {name: text.format(start=start) for name, text in ROW.items()}, "customers_customer WHERE deleted_at IS NULL", now=now)
    floor.connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    floor.connection.execute(f"ANALYZE {table}")
    rows = Complaint.objects.all()
    print(f"  {rows.count():,} complaints", flush=True)
    yield _figure("complaints: the same matter by telephone", "same", lambda: list(candidates.same_matter(rows, phone="13800000042", at=now)[:5]))
    yield _figure("complaints: the newest fifty", "list", lambda: list(rows.select_related("customer", "owner")[:50]))
    yield _figure("complaints by class over all", "groups", lambda: reckoning.grouped(rows, "klass", now=now))
    yield _figure("complaints by week", "weeks", lambda: reckoning.by_week(rows, now=now))


def _figure(name: str, case: str, read: Callable[[], Any]) -> Figure:
    read()
    start = time.perf_counter()
    read()
    return Figure(name, round((time.perf_counter() - start) * 1000, 1), "ms", LIMIT[case])

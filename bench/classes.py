"""The classes by turnover of all customers, as the clock reckons them each month: ranks, moves, and customers that follow."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from bench.figures import Effort, Figure
from bench.floor import Floor
from bench.people import Person
from bench.seed.bare import fill
from gendan.modules.classes import actions, ranking
from gendan.modules.classes.models import Basis, Run
from gendan.modules.customers.models import Customer

SECONDS_A_MILLION = {"first": 150.0, "again": 75.0}
SOLD = {
    "number": "'W' || {start} || '-' || id", "name": "short_name", "customer_id": "id", "owner_id": "owner_id", "department_id": "department_id",
    "main_owner_id": "owner_id", "main_department_id": "department_id", "state": "'won'", "state_kind": "'won'",
    "contract_amount": "round((10 ^ (3 + (id * 7919 %% 400) / 100.0))::numeric, 2)", "signed_on": "%(now)s::date - (id %% 300)::int",
    "closed_on": "%(now)s::date - (id %% 300)::int", "created_at": "%(now)s::timestamptz", "updated_at": "%(now)s::timestamptz",
    "revision": "1", "delivery": "'none'",
}  # fmt: skip


def classes(people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:  # noqa: ARG001
    """Everybody has bought: the first reckoning moves most of them; the next one, after one in twenty bought again, few."""
    size, now = Customer.objects.count(), timezone.now()
    _sell(floor, now, "customers_customer WHERE deleted_at IS NULL", 1)
    yield _figure("classes of all customers, first reckoning", "first", size, floor, now)
    _sell(floor, now, "customers_customer WHERE deleted_at IS NULL AND id %% 20 = 0", 2)
    yield _figure("classes of all customers, the month after", "again", size, floor, now + timedelta(days=32))


def _sell(floor: Floor, now: datetime, source: str, start: int) -> None:
    columns = {name: value.format(start=start) for name, value in SOLD.items()}
    table = "opportunities_opportunity"
    floor.connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    fill(floor.connection, table, columns, source, now=now)
    floor.connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    floor.connection.execute(f"ANALYZE {table}")


def _figure(name: str, case: str, size: int, floor: Floor, now: datetime) -> Figure:
    taken = _seconds(lambda: actions.reckon_when_due(now=now.replace(day=28)))
    run = Run.objects.exclude(finished_at=None).first()
    if run is None or run.customers == 0:
        raise SystemExit("bench: nobody was reckoned")
    print(f"  {run.customers:,} customers, {run.moved:,} moved", flush=True)
    return Figure(name, taken, "s", max(5.0, SECONDS_A_MILLION[case] * size / 1_000_000), _bare(floor, run))


def _bare(floor: Floor, run: Run) -> float:
    """Seconds of the sums and ranks alone."""
    facts = {"since": run.since, "day": run.day, "a": run.a_share, "b": run.b_share}
    statement = ranking.RECKON.format(sales=ranking.SALES[Basis(run.basis)])
    with floor.connection.transaction(force_rollback=True):
        return _seconds(lambda: floor.connection.execute(statement, facts))


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start

"""Fields of the company's own on every customer: filtered and sorted in the list of all, before and after they are indexed."""

import time
from collections.abc import Iterator

from django.db import connection
from django.utils import timezone

from bench.door import Client, expect
from bench.figures import Effort, Figure, p95, timed
from bench.floor import Floor
from bench.pages import ALL
from bench.people import Person
from gendan.spine.fields import actions
from gendan.spine.fields.models import Index, OwnField

KIND = "customers.customer"
#: A choice of which one customer in a hundred has the first option and one in a thousand the last, a number, a day,
#: a text of his own; one in ten holds nothing.
FILL = """
UPDATE customers_customer SET own = jsonb_build_object(
    'grade', CASE WHEN id % 1000 = 7 THEN 'o4' WHEN id % 100 = 3 THEN 'o1' ELSE 'o' || 2 + id % 2 END,
    'seats', (id * 7919 % 100000)::text, 'renews', to_char(date '2024-01-01' + (id * 31 % 1500)::int, 'YYYY-MM-DD'),
    'license', 'L' || lpad(id::text, 9, '0'))
WHERE id % 10 <> 0
"""
TYPES = {"grade": "choice", "seats": "number", "renews": "date", "license": "text"}
ASKED = {
    "a choice that one in a hundred has": "f.own-grade=o1", "a choice that one in a thousand has": "f.own-grade=o4",
    "two choices of four": "f.own-grade=o1&f.own-grade=o2", "a range of numbers": "f.own-seats=100..300",
    "a wide range of numbers": "f.own-seats=100..50000", "a month of days": "f.own-renews=2026-05-01..2026-05-31",
    "a part of a text": "f.own-license=0001234", "sorted by a number": "sort=own-seats-desc",
    "a choice, sorted by a number": "f.own-grade=o2&sort=own-seats-desc",
}


def fields(port: int, people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """Whole pages of fifty; the floor is the same page without a condition, by plain SQL."""
    chief = people[-1]
    made = _added()
    start = time.perf_counter()
    for field in made:
        _indexed(field)
    yield Figure("indexing four own fields", time.perf_counter() - start, "s", 60)
    turns = range(effort.times + effort.warm)
    bare = p95(timed(lambda _n: floor.listed(chief.where), turns, warm=effort.warm))
    client = Client(port, chief.cookie)
    for words, query in ASKED.items():
        taken = timed(lambda _n, query=query: expect(client.get(f"{ALL}&{query}&edited=1")), turns, warm=effort.warm)
        yield Figure(f"own field, {words}, p95", p95(taken), "ms", 20, bare)


def _added() -> list[OwnField]:
    """The fields, filled in for all customers by one statement."""
    now = timezone.now()
    made = [
        actions.add_field(
            kind=KIND, key=key, type=kind, values={"title": key}, actor=None, now=now,
            options=["gold", "silver", "bronze", "rare"] if kind == "choice" else (),
        )
        for key, kind in TYPES.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(FILL)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE customers_customer")
    return made


def _indexed(field: OwnField) -> None:
    field = actions.change_field(field, values={"indexed": True}, actor=None, now=timezone.now())
    if field.index_state == Index.BUILDING:
        actions.build_indexes(field)

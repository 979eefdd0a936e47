"""Work on many rows at once, as the clock and the worker do it: recycled to a pool, edited in bulk, written to a file."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import xlsxwriter
from django.http import QueryDict
from django.utils import timezone, translation

from bench.figures import Effort, Figure
from bench.floor import Floor
from bench.people import Person
from gendan.modules.customers.models import Customer
from gendan.modules.pools import actions as pools
from gendan.modules.pools.models import Pool, Pooled, Rule
from gendan.spine.access.viewer import remembering
from gendan.spine.org.models import Employee
from gendan.ui.listing.bulk import create_job, run_job
from gendan.ui.listing.declare import listing_of
from gendan.ui.listing.export import write
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.sheet import Sheet

RECYCLED, EDITED, EXPORTED = 100_000, 10_000, 100_000
SECONDS = {"recycling": 1.8, "bulk edit": 6.0, "export": 0.6}  # for a thousand rows
SILENT_DAYS = 37  # the seed's customers were last spoken to within so many days, evenly
MOVED = "UPDATE customers_customer SET owner_id = owner_id, revision = revision + 1 WHERE id = ANY(%s)"
KEPT = "UPDATE procedures_case SET since = since WHERE main_kind = 'customers.customer' AND main_id = ANY(%s)"
TOLD = """
INSERT INTO timeline_entry (at, verb, actor_id, kind, object_id, title, text, data, main_kind, main_id, system, internal, pinned)
SELECT now(), 'floor', NULL, 'customers.customer', id, '', '', '{}', 'customers.customer', id, true, false, false
FROM unnest(%s::bigint[]) AS id
"""
ROWS = "SELECT name, next_due_at::text, next_title, abc, city, industry, state, code FROM customers_customer ORDER BY id LIMIT %s"


def many(people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:  # noqa: ARG001
    """Each of the three, with plain statements over as many rows beside it."""
    boss = max(people, key=lambda one: Customer.objects.visible_to(one.employee).count()).employee
    with translation.override("zh-hans"), remembering():
        yield _exporting(boss, floor)
        yield _editing(boss, floor)
        yield _recycling(boss, floor)


def _exporting(boss: Employee, floor: Floor) -> Figure:
    """The list of all with its columns, as an Excel file."""
    sheet = Sheet(listing_of("customers"), data=QueryDict("view=all"), asked=Asked(boss, timezone.now()))
    ids = list(sheet.narrowed("export").order_by("pk").values_list("pk", flat=True)[:EXPORTED])
    taken = _seconds(lambda: write(BytesIO(), sheet, ids=ids))
    return _figure("export", len(ids), taken, _seconds(lambda: _bare_file(floor, len(ids))))


def _bare_file(floor: Floor, number: int) -> None:
    book = xlsxwriter.Workbook(BytesIO(), {"constant_memory": True})
    page = book.add_worksheet()
    for line, row in enumerate(floor.rows(ROWS, [number])):
        for place, value in enumerate(row):
            page.write_string(line, place, value or "")
    book.close()


def _editing(boss: Employee, floor: Floor) -> Figure:
    """Another importance for many, by the job in the background with a result for each row."""
    ids = list(Customer.objects.visible_to(boss, "edit").filter(deleted_at=None).order_by("pk").values_list("pk", flat=True)[:EDITED])
    job = create_job(
        listing_of("customers"), "class", ids=ids, data={"importance": ["main"]}, actor=boss, now=timezone.now(),
    )
    taken = _seconds(lambda: run_job(job, now=timezone.now()))
    if job.failed:
        raise SystemExit(f"bench: {job.failed} of {job.total} could not be edited")
    return _figure("bulk edit", len(ids), taken, _bare(floor, ids, MOVED, TOLD))


def _recycling(boss: Employee, floor: Floor) -> Figure:
    """The nightly run of a rule that reaches about as many."""
    size = Customer.objects.filter(owner__isnull=False, deleted_at=None).count()
    days = max(1, round(SILENT_DAYS * (1 - RECYCLED / max(size, RECYCLED))))
    now = (timezone.localtime() + timedelta(days=2)).replace(hour=3)
    pool = Pool.objects.create(name="bench")
    pool.keepers.add(boss)
    Rule.objects.create(
        pool=pool, clock="quiet", days=days, classes=[], warn_days=0, spare_open=False, spare_traded=False, spare_waiting=False, is_active=True,
    )
    taken = _seconds(lambda: pools.recycle(now=now))
    gone = list(Pooled.objects.filter(pool=pool, left_at=None).values_list("customer_id", flat=True))
    if not gone:
        raise SystemExit("bench: nobody was recycled")
    return _figure("recycling", len(gone), taken, _bare(floor, gone, MOVED, KEPT, TOLD))


def _bare(floor: Floor, ids: list[int], *statements: str) -> float:
    """Seconds of these statements over all rows, taken back."""

    def work() -> None:
        with floor.connection.transaction(force_rollback=True):
            for statement in statements:
                floor.connection.execute(statement, [ids])

    return _seconds(work)


def _figure(words: str, number: int, taken: float, bare: float) -> Figure:
    """For a thousand rows, so that companies of any size compare."""
    print(f"  {words}: {number:,} rows in {taken:.1f} s", flush=True)
    return Figure(f"{words}, each 1,000 customers", 1000 * taken / number, "s", SECONDS[words], 1000 * bare / number)


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start

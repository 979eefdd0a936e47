"""Files of customers brought in by the ordinary import, checks and duplicate search included."""

import csv
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.utils import timezone

from bench import names
from bench.figures import Effort, Figure
from bench.floor import Floor
from bench.people import Person
from gendan.modules.customers.models import Customer
from gendan.spine.imports.command import import_files

HEADERS = ("客户名称", "电话", "手机", "联系人", "城市", "行业", "客户来源")
SECONDS_EACH = {10_000: 5.0, 100_000: 45.0}


def imports(people: list[Person], floor: Floor, effort: Effort) -> Iterator[Figure]:
    """Seconds from the file to running life-cycles."""
    for amount in [one for one in effort.imports if one <= max(10_000, Customer.objects.count())]:
        newest = floor.newest()
        with tempfile.TemporaryDirectory() as folder:
            taken = _seconds(partial(_bring_in, _file(Path(folder), amount), people[-1], amount))
        target = SECONDS_EACH.get(amount, amount / 2000)
        yield Figure(f"importing {amount:,} customers", taken, "s", target, floor.again(newest))


def _file(folder: Path, amount: int) -> Path:
    random_, path = random.Random(-amount), folder / f"customers-{amount}.csv"  # noqa: S311
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for _row in range(amount):
            mobile = f"13{random_.randrange(10**9):09}"
            writer.writerow([names.company_name(random_), "", mobile, "王经理", "杭州", "泵业", "电话"])
    return path


def _bring_in(path: Path, person: Person, amount: int) -> None:
    batch = import_files(
        [path], kind="customers.customers", actor=person.employee, now=timezone.now(), on_duplicate="skip",
        report=lambda _words: None,
    )[0]
    if batch.failed or batch.created + batch.skipped != amount:
        raise SystemExit(f"bench: of {amount} rows {batch.failed} failed, {batch.created} were created")


def _seconds(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start

"""The customers of former years: each region brings its list in as a file, in the company's first days."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import StringIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from gendan.demo import company
from gendan.demo.firms import Firm
from gendan.demo.world import World
from gendan.spine.imports.command import import_files
from gendan.spine.org.models import Employee

SHARE = 0.65  # of all customers
EVERY = 3  # days between one region's list and the next
HEADS = ("name", "short_name", "owner", "state", "industry", "province", "city", "abc", "importance", "source", "phone",
         "credit_code", "address", "website", "founded_year", "tags", "contact_name", "contact_position", "contact_mobile")


def bring_in(world: World, *, number: int, now: datetime) -> None:
    """On its day a region's list is brought in by the clerk for customer data."""
    region, rest = divmod(number, EVERY)
    if rest or region >= len(company.REGIONS):
        return
    name = company.REGIONS[region]
    many = round(world.scale.customers * SHARE / len(company.REGIONS))
    import_sheet(world, f"{name}老客户", HEADS, _rows(world, name, many), kind="customers.customers", now=now)


def import_sheet(
    world: World, name: str, heads: Sequence[str], rows: Iterable[list[Any]], *, kind: str, now: datetime
) -> None:
    """Bring a sheet in through the ordinary import, as the clerk for customer data does."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.csv"
        path.write_text(_sheet(heads, rows), encoding="utf-8")
        import_files([path], kind=kind, actor=world.people["bai"], now=now, report=lambda text: None)


def _rows(world: World, region: str, many: int) -> Iterator[list[Any]]:
    known = [person for person in company.PEOPLE if person.share and person.department == region]
    shares = [person.share for person in known]
    for firm in islice(world.firms[region], many):
        owner = world.people[world.chance.choices(known, weights=shares)[0].login]
        yield _row(world, firm, owner)


def _row(world: World, firm: Firm, owner: Employee) -> list[Any]:
    chance, first = world.chance, firm.people[0]
    state = chance.choices(("maintain", "dormant", "follow"), (5, 5, 1))[0]
    abc = chance.choices(("A", "B", "C"), (2, 4, 4) if state == "maintain" else (0, 3, 7))[0]
    more = {
        "owner": owner.username, "state": state, "abc": abc, "importance": "main" if abc == "A" else "general",
        "tags": " ".join(firm.values["tags"]), "contact_name": first["name"], "contact_position": first["position"],
        "contact_mobile": first["mobile"],
    }
    values = firm.values | more
    return ["" if values[head] is None else values[head] for head in HEADS]


def _sheet(heads: Sequence[str], rows: Iterable[list[Any]]) -> str:
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(heads)
    writer.writerows(rows)
    return written.getvalue()

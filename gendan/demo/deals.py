"""What dealers won and lost: their list of half a year in the first weeks, then a report every month, all as files."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from gendan.demo import archives, selling
from gendan.demo.world import World
from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Employee

BEGUN = 0.18  # of the days: when the customers of all regions are there
HEADS = ("number", "name", "owner", "customer", "product", "state", "engaged_on", "closed_on", "value", "loss_reason")
# share of the days: (rows of a company of the usual size, days that the file covers)
FILES = {BEGUN: (26, 170), 0.4: (12, 30), 0.68: (12, 30), 0.95: (14, 30)}
WON = 0.58


def bring_in(world: World, *, number: int, now: datetime) -> None:
    """On its day a file of closed opportunities is brought in by the clerk for customer data."""
    for share, (rows, span) in FILES.items():
        if number == round(share * len(world.days)):
            many = round(rows * world.scale.opportunities / 90)
            name = "经销商历史成交" if share == BEGUN else f"经销商月报{now:%m}月"
            chance = Random(world.scale.seed + number)  # noqa: S311  of its own, so that the days go on as without it
            listed = list(islice(_rows(world, chance, span, now), many))
            archives.import_sheet(world, name, HEADS, listed, kind="opportunities.opportunities", now=now)


def _rows(world: World, chance: Random, span: int, now: datetime) -> Iterator[list[Any]]:
    kept = Customer.objects.filter(deleted_at=None, owner__isnull=False).exclude(owner__status=Employee.Status.LEFT)
    customers = list(kept.select_related("owner").order_by("id"))
    while customers:
        yield _row(world, chance, chance.choice(customers), span, now)


def _row(world: World, chance: Random, customer: Customer, span: int, now: datetime) -> list[Any]:
    assert customer.owner is not None, "a customer in a pool has no deals"
    product = chance.choice(world.products)
    closed = now.date() - timedelta(days=chance.randint(1, span))
    won = chance.random() < WON
    return [
        f"JX{closed:%y%m}-{world.dealt()}", f"{product.line.name}{chance.choice(('批次采购', '备件', '年度框架', '试单'))}",
        customer.owner.username, customer.code, product.code, "won" if won else "lost",
        closed - timedelta(days=chance.randint(20, 90)), closed, chance.choice((18_000, 42_000, 66_000, 90_000, 145_000, 210_000)),
        "" if won else chance.choice(selling.LOSSES),
    ]

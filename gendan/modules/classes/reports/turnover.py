"""Figures of the classes, each a function from a scoped queryset of customers to rows (report 7)."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from gendan.modules.classes import ranking
from gendan.modules.classes.models import Standing
from gendan.modules.classes.queries import last_run
from gendan.modules.classes.rules import AIMS
from gendan.modules.customers.models import ABC, Customer

Row = dict[str, Any]


def by_turnover(customers: QuerySet[Customer]) -> list[Row]:
    """For each class by turnover: customers and turnover with their shares, the share aimed at, and who moved (F36)."""
    rows = standings(customers)
    found = {row["abc"]: row for row in rows.order_by().values("abc").annotate(count=Count("pk"), sum=Sum("turnover"))}
    moves = _moves(customers)
    count = sum(row["count"] for row in found.values()) or 1
    whole = sum((row["sum"] for row in found.values()), Decimal(0)) or Decimal(1)
    return [
        {
            "abc": abc, "customers": found[abc]["count"], "share": found[abc]["count"] / count, "aim": AIMS[abc] / 100,
            "drift": found[abc]["count"] / count - AIMS[abc] / 100, "turnover": found[abc]["sum"],
            "turnover_share": float(found[abc]["sum"] / whole), "came": moves.get(("after", abc), 0),
            "left": moves.get(("before", abc), 0),
        }
        for abc in ABC.values if abc in found
    ]


def standings(customers: QuerySet[Customer]) -> QuerySet[Standing]:
    """The standings of these customers."""
    return Standing.objects.filter(customer__in=customers.values("pk"))


def _moves(customers: QuerySet[Customer]) -> dict[tuple[str, str], int]:
    run = last_run()
    if run is None:
        return {}
    rows = run.shifts.filter(held=False, customer__in=customers.values("pk")).order_by()
    return {
        (side, row[side]): row["n"]
        for side in ("before", "after") for row in rows.values(side).annotate(n=Count("pk"))
    }


def pareto(customers: QuerySet[Customer]) -> list[Row]:
    """Twentieths of the customers, the largest first: the turnover of each, and what all so far make up."""
    bands = ranking.twentieths(standings(customers))
    whole = sum((turnover for _band, _count, turnover, _abc in bands), Decimal(0))
    rows, running = [], Decimal(0)
    for band, count, turnover, abc in bands:
        running += turnover
        rows.append({
            "band": f"{5 * band}%", "customers": count, "turnover": turnover, "abc": abc,
            "running": float(running / whole) if whole else None,
        })
    return rows

"""Segments by the four principles: measurable, sufficient, developable, differing in their response (F36.1 … F36.4, F42.3)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from gendan.modules.classes.reports.seven import NOTHING
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.ui.report.shares import share

Row = dict[str, Any]
REACHED = ~Q(phone_keys=[]) | ~Q(email="")


def segments(whole: QuerySet[Customer], given: Iterable[tuple[str, str, QuerySet[Customer]]]) -> list[Row]:
    """One row for each (name, address, customers), beside all that the person sees."""
    every = _sums(whole)
    return [
        {"label": name, "url": url, **found, "turnover_share": share(found["turnover"], every["turnover"]),
         "response": None if found["won_rate"] is None or every["won_rate"] is None else found["won_rate"] - every["won_rate"]}
        for name, url, rows in given if (found := _sums(rows))
    ]


def _sums(rows: QuerySet[Customer]) -> Row:
    """How many, their turnover, how many can be reached, and how often they say yes."""
    chosen = Customer.objects.filter(pk__in=rows.order_by().values("pk"))
    found = chosen.aggregate(
        customers=Count("pk"), turnover=Coalesce(Sum("standing__turnover"), NOTHING), reached=Count("pk", filter=REACHED),
    )
    closed = Opportunity.objects.filter(customer__in=chosen.values("pk"), deleted_at=None, state__in=("won", "lost"))
    ended = closed.aggregate(won=Count("pk", filter=Q(state="won")), all=Count("pk"))
    return {
        "customers": found["customers"], "turnover": found["turnover"] or Decimal(0),
        "reached": share(found["reached"], found["customers"]), "won_rate": share(ended["won"], ended["all"]),
    }

"""Versions as rows: a new one, a copy for the next round, lines with what the lists say, and the sums that follow."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.queries import rate
from gendan.modules.quotes import queries
from gendan.modules.quotes.models import Line, Quote, Version
from gendan.modules.quotes.numbers import VALID_DAYS
from gendan.modules.quotes.reckoning import cut_price, depth_of, reckon
from gendan.spine.org.models import Employee

TERMS = (
    "currency", "incoterm", "incoterm_place", "payment_terms", "delivery_terms", "valid_until", "note", "domestic_costs",
    "freight", "carrier", "company_costs", "profit_percent",
)
COPIED = ("currency", "amount", "amount_cny", "margin_percent", "round", "valid_until")
OF_LINE = ("product", "name", "specification", "quantity", "unit", "price", "tax_rate", "position", "factory_price")

__all__ = ["COPIED", "TERMS", "VALID_DAYS", "copied", "copy", "first", "offer", "settle"]


def copied(version: Version) -> dict[str, Any]:
    """What the quotation shows of its version."""
    return {name: getattr(version, name) for name in COPIED}


def first(quote: Quote, *, actor: Employee, now: datetime, days: int, values: dict[str, Any]) -> Version:
    """The first version of a quotation, still empty."""
    today = timezone.localdate(now)
    terms = {"valid_until": today + timedelta(days=days)} | {name: value for name, value in values.items() if value not in (None, "")}
    version = Version(quote=quote, created_at=now, created_by=actor, **terms)
    version.rate = rate(version.currency, on=today)
    version.save()
    return version


def copy(
    old: Version, *, reason: str, cut: Decimal, is_round: bool, actor: Employee, now: datetime, days: int
) -> Version:
    """The next version with the same terms and lines, prices `cut` percent lower; the old one stays as it is."""
    until = timezone.localdate(now) + timedelta(days=days)
    terms = {name: getattr(old, name) for name in TERMS} | {"valid_until": until}
    version = Version.objects.create(
        quote=old.quote, number=old.number + 1, round=old.round + is_round, reason=reason[:200], created_at=now,
        created_by=actor, rate=old.rate, **terms,
    )
    lines = [Line(**{name: getattr(line, name) for name in OF_LINE}) for line in old.lines.select_related("product")]
    for line in lines:
        line.price = cut_price(line.price, cut)
    settle(version, lines, now=now)
    if cut:
        version.allowed_percent = depth_of(lines)
        version.save(update_fields=["allowed_percent"])
    return version


def settle(version: Version, lines: Sequence[Line], *, now: datetime) -> None:
    """Write the lines of a version anew, with what the lists say today, and its sums."""
    today = timezone.localdate(now)
    version.rate = rate(version.currency, on=today)
    offer(version, lines, now=now)
    for position, line in enumerate(lines):
        line.version, line.position = version, position
        line.reckon(version.currency)
    version.lines.all().delete()
    Line.objects.bulk_create(lines)
    found = reckon(version, lines)
    version.amount, version.amount_cny, version.cost = found.amount, found.amount_cny, found.cost
    version.margin, version.margin_percent, version.depth = found.margin, found.margin_percent, found.depth
    version.save()


def offer(version: Version, lines: Sequence[Line], *, now: datetime) -> None:
    """Note on each line what the list says; a line without a price gets it."""
    products: dict[int, Product] = {line.product.pk: line.product for line in lines if line.product is not None}
    quantities: dict[int, Decimal] = {}
    for line in lines:
        if line.product_id is not None:
            quantities[line.product_id] = quantities.get(line.product_id, Decimal(0)) + line.quantity
    found = queries.offers_for(
        version.quote, products.values(), currency=version.currency, on=timezone.localdate(now), quantities=quantities
    )
    for line in lines:
        offered = found.get(line.product_id or 0)
        line.list_price = offered.price if offered else None
        line.floor = offered.floor if offered else None
        line.price_list = offered.list if offered else None
        if not line.price and offered:
            line.price = offered.price

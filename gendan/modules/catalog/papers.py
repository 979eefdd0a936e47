"""What papers say of goods: lines and sums as plain values, exact as they were reckoned."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import PricedLine
from gendan.modules.catalog.money import rounded, tax_in, total
from gendan.spine.documents.capitals import capitals

LINE: Mapping[str, Any] = {
    "name": (_("name"), "轴承座"), "specification": (_("specification"), "SNL518"), "quantity": (_("quantity"), "10"),
    "unit": (_("unit"), "件"), "price": (_("unit price"), "860.00"), "tax_rate": (_("tax rate, percent"), "13"),
    "amount": (_("amount"), "8600.00"),
}
SUMS: Mapping[str, Any] = {
    "currency": (_("currency"), "CNY"), "total": (_("amount"), "17200.00"), "tax": (_("of which tax"), "1978.76"),
    "capitals": (_("amount in capital figures"), "人民币壹万柒仟贰佰元整"),
}


def lines_on(lines: Iterable[PricedLine]) -> list[dict[str, Any]]:
    """The lines as a paper prints them."""
    return [{name: getattr(line, name) for name in LINE} for line in lines]


def sums_on(lines: Iterable[PricedLine], *, currency: str) -> dict[str, Any]:
    """What the lines come to; the sum of a paper is what its lines add up to."""
    listed = list(lines)
    amount = rounded(total(line.amount for line in listed), currency=currency)
    taxes = (tax_in(line.amount, percent=line.tax_rate, currency=currency) for line in listed)
    tax = rounded(sum(taxes, Decimal(0)), currency=currency)
    return {"currency": currency, "total": amount, "tax": tax, "capitals": capitals(amount, currency=currency)}

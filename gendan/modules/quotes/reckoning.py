"""What a version comes to: totals, costs, margin, how deep below the list, and prices worked out from costs. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from typing import Any

from gendan.modules.catalog.money import HOME, HUNDRED, amount_of, convert, discount_of, total

CENT = Decimal("0.01")
FINE = Decimal("0.0001")
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Sum:
    """Of a version: the total, the same in yuan, and where every line's factory price is known costs and margin."""

    amount: Decimal
    amount_cny: Decimal
    cost: Decimal | None
    margin: Decimal | None
    margin_percent: Decimal | None
    depth: Decimal


def overheads(version: Any) -> Decimal:
    """What is spent besides the goods, in yuan: domestic costs, prepaid freight, the company's own (F68.1)."""
    freight = version.freight if version.freight_is_ours else NOTHING
    return Decimal(version.domestic_costs) + Decimal(freight) + Decimal(version.company_costs)


def factory_total(lines: Iterable[Any]) -> Decimal | None:
    """The goods at the factory's prices with tax, in yuan; None where one is not known yet."""
    found = [None if one.factory_price is None else _goods(one) for one in lines]
    return None if not found or None in found else total(one for one in found if one is not None)


def _goods(line: Any) -> Decimal:
    return amount_of(line.quantity, line.factory_price, currency=HOME)


def reckon(version: Any, lines: Sequence[Any]) -> Sum:
    """The sums of a version from its lines, whose amounts are right already."""
    amount = total(line.amount for line in lines)
    amount_cny = convert(amount, rate=version.rate, to=HOME)
    goods = factory_total(lines)
    cost = None if goods is None else goods + overheads(version)
    margin = None if cost is None else amount_cny - cost
    percent = None if margin is None or not amount_cny else (margin * HUNDRED / amount_cny).quantize(CENT)
    return Sum(amount, amount_cny, cost, margin, percent, depth_of(lines))


def depth_of(lines: Iterable[Any], *, cut: Decimal = NOTHING) -> Decimal:
    """How many percent the lowest of the lines below their floor lies under the list, after a cut of so many percent."""
    return max((_depth(line, cut) for line in lines), default=NOTHING)


def _depth(line: Any, cut: Decimal) -> Decimal:
    if line.list_price is None or line.floor is None:
        return NOTHING
    price = cut_price(line.price, cut)
    return max(discount_of(price, of=line.list_price), CENT) if price < line.floor else NOTHING


def cut_price(price: Decimal, percent: Decimal) -> Decimal:
    """The price so many percent lower."""
    return (price * (HUNDRED - percent) / HUNDRED).quantize(FINE)


def prices_from_costs(version: Any, lines: Sequence[Any]) -> list[Decimal | None]:
    """For each line the price that bears its share of all costs and the profit wanted, rounded up to a cent (F68.1).

    The share goes by the value of the goods, as it was rounded; the profit is a share of the price. None where nothing is known.
    """
    goods = factory_total(lines)
    if not goods:
        return [None] * len(lines)
    load = (goods + overheads(version)) / goods
    left = (HUNDRED - Decimal(version.profit_percent)) / HUNDRED
    return [(_goods(line) * load / line.quantity / left / version.rate).quantize(CENT, ROUND_UP) for line in lines]

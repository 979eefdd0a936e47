"""Prices as text: rows of cells parted by tabs, as spreadsheets copy them. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.spine.imports.parse import decimal

FINE = Decimal("0.0001")
TOO_LARGE = Decimal(10) ** 10


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A product by its code, its price, the lowest one of policy, and from which quantity on."""

    code: str
    price: Decimal
    floor: Decimal | None = None
    from_quantity: Decimal = Decimal(0)


def read(text: str) -> tuple[list[PriceRow], list[str]]:
    """The rows, and in words what is wrong with which; empty rows and a row of headings are left out."""
    found: list[PriceRow] = []
    errors = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip() for cell in line.split("\t")]
        if not any(cells) or number == 1 and not any(character.isdigit() for character in line):
            continue
        try:
            found.append(_row(cells + [""] * 4))
        except ValidationError as error:
            errors.append(_("Line %(number)d: %(error)s") % {"number": number, "error": error.messages[0]})
    return found, errors


def _row(cells: list[str]) -> PriceRow:
    price, floor, quantity = (decimal(cell) for cell in cells[1:4])
    if not cells[0]:
        raise ValidationError(_("The product code is missing."))
    if price is None or not 0 < price < TOO_LARGE:
        raise ValidationError(_("A price above zero is needed."))
    if floor is not None and not 0 < floor <= price:
        raise ValidationError(_("The lowest price is above the price."))
    if quantity is not None and not 0 <= quantity < TOO_LARGE:
        raise ValidationError(_("“%s” is no quantity.") % cells[3])
    return PriceRow(cells[0], price.quantize(FINE), floor and floor.quantize(FINE), quantity or Decimal(0))


def write(prices: Iterable[Any]) -> str:
    """The prices as text, to be changed and read again."""
    return "\n".join("\t".join((
        one.product.code, f"{one.price.normalize():f}", "" if one.floor is None else f"{one.floor.normalize():f}",
        f"{one.from_quantity.normalize():f}" if one.from_quantity else "",
    )) for one in prices)

"""Lines as text: rows of cells parted by tabs, as spreadsheets copy them. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.spine.imports.parse import decimal

MOST = 500
COLUMNS = ("code", "name", "specification", "quantity", "unit", "price", "tax_rate", "factory_price")
TITLES = {
    "code": gettext_lazy("code"), "name": gettext_lazy("name"), "specification": gettext_lazy("specification"),
    "quantity": gettext_lazy("quantity"), "unit": gettext_lazy("unit"), "price": gettext_lazy("unit price"),
    "tax_rate": gettext_lazy("tax rate, percent"), "factory_price": gettext_lazy("factory price with tax, yuan"),
}
LENGTHS = {"code": 60, "name": 160, "specification": 200, "unit": 20}
PLACES = {"quantity": 3, "price": 4, "tax_rate": 2, "factory_price": 4}
BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """One line as it was written; an empty cell is what the product or the price list says."""

    code: str = ""
    name: str = ""
    specification: str = ""
    quantity: Decimal = Decimal(1)
    unit: str = ""
    price: Decimal | None = None
    tax_rate: Decimal | None = None
    factory_price: Decimal | None = None


def read(text: str, *, with_costs: bool = True) -> tuple[list[Row], list[str]]:
    """The rows, and in words what is wrong with which; empty rows are left out, a row of headings too."""
    rows, errors = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [BLANKS.sub(" ", cell).strip() for cell in line.split("\t")]
        if not any(cells) or number == 1 and _is_heading(cells):
            continue
        row, wrong = _row(cells if with_costs else cells[:7])
        errors += [_("Line %(number)d, %(field)s: %(error)s") % {"number": number, **one} for one in wrong]
        rows.append(row)
    if len(rows) > MOST:
        errors.append(_("At most %d lines.") % MOST)
    return rows, errors


def _is_heading(cells: list[str]) -> bool:
    titles = {str(title).lower() for title in TITLES.values()}
    return sum(cell.lower() in titles for cell in cells) > 1


def _row(cells: list[str]) -> tuple[Row, list[dict[str, Any]]]:
    values: dict[str, Any] = {}
    wrong: list[dict[str, Any]] = []
    for name, cell in zip(COLUMNS, cells, strict=False):
        try:
            values[name] = _READ[name](cell)
        except ValidationError as error:
            wrong.append({"field": TITLES[name], "error": error.messages[0]})
    if not values.get("code") and not values.get("name"):
        wrong.append({"field": TITLES["name"], "error": _("what is it?")})
    if values.get("quantity") is None:
        values["quantity"] = Decimal(1)
    return Row(**values), wrong


def _text(name: str) -> Callable[[str], str]:
    def parse(cell: str) -> str:
        if len(cell) > LENGTHS[name]:
            raise ValidationError(_("At most %d characters.") % LENGTHS[name])
        return cell

    return parse


def _number(name: str) -> Callable[[str], Decimal | None]:
    most = Decimal(10) ** (3 if name == "tax_rate" else 10)

    def parse(cell: str) -> Decimal | None:
        value = decimal(cell)
        if value is None:
            return None
        if value < 0 or value >= most or name == "quantity" and not value:
            raise ValidationError(_("“%s” is out of bounds.") % cell)
        return value.quantize(Decimal(1).scaleb(-PLACES[name]))

    return parse


_READ: dict[str, Callable[[str], Any]] = {
    **{name: _text(name) for name in LENGTHS}, **{name: _number(name) for name in PLACES},
}


def write(lines: Iterable[Any], *, with_costs: bool = True) -> str:
    """The lines as text, to be changed and read again."""
    return "\n".join("\t".join(_cells(line)[: 8 if with_costs else 7]) for line in lines)


def _cells(line: Any) -> list[str]:
    numbers = [line.quantity, line.price, line.tax_rate, line.factory_price]
    quantity, price, tax, factory = ("" if one is None else f"{one.normalize():f}" for one in numbers)
    code = line.product.code if line.product else ""
    return [code, line.name, line.specification, quantity, line.unit, price, tax, factory]

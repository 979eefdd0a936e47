"""Verbs of the catalogue."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.catalog.access import KIND, LIST
from gendan.modules.catalog.models import (
    Authority,
    Price,
    PriceList,
    Product,
    ProductLine,
    Rate,
    Unit,
    UnitConversion,
)
from gendan.modules.catalog.queries import FLOOR_KEY
from gendan.modules.catalog.rows import FINE, PriceRow
from gendan.spine.access.actions import require_may_set_rules
from gendan.spine.access.queries import require, require_any
from gendan.spine.org import book
from gendan.spine.org.models import Employee, NumberSetting, Role
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

FIELDS = (
    "code", "name", "model", "unit", "list_price", "tax_rate", "is_active", "range_status", "in_export_range", "batch_notice",
)


@whole
def write_product(
    product: Product | None, *, values: Mapping[str, Any], actor: Employee, now: datetime
) -> Product:
    """Add a product, or change one; `line` is a product line, `new_line` the name of one to be made (F11.3)."""
    if product is None:
        require_any(actor, "create", KIND)
        product = Product()
    else:
        require(actor, "edit", product)
    is_new = product.pk is None
    line = values.get("line")
    if values.get("new_line"):
        line, _made = ProductLine.objects.get_or_create(name=str(values["new_line"]).strip())
    if line is not None:
        product.line = line
    changes = _write(product, values)
    _require_sense(product)
    product.save()
    verb = "product.added" if is_new else "product.changed"
    timeline.record(verb, product, actor=actor, at=now, data={} if is_new else {"changes": changes}, system=not is_new)
    return product


def _require_sense(product: Product) -> None:
    if product.line_id is None:
        raise ValidationError({"line": _("Choose a product line or name a new one.")})
    if Product.objects.exclude(pk=product.pk).filter(code=product.code).exists():
        raise ValidationError({"code": _("There is a product with this code already.")})


def _write(product: Product, values: Mapping[str, Any]) -> list[dict[str, str]]:
    """Set the given fields; answers what differs, as the timeline wants it."""
    changes = []
    for name in FIELDS:
        if name in values and getattr(product, name) != values[name]:
            old = getattr(product, name)
            changes.append({"field": name, "old": "" if old is None else str(old), "new": str(values[name] or "")})
            setattr(product, name, values[name])
    return changes


def change_product(product: Product, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Product:
    """Change single fields in the list."""
    return write_product(product, values=values, actor=actor, now=now)


# -- price lists ------------------------------------------------------------------------------------------------


@whole
def write_price_list(
    record: PriceList | None, *, values: Mapping[str, Any], actor: Employee, now: datetime
) -> PriceList:
    """Add a list, perhaps with the prices of the list `takes` changed `by_percent`; or change one's name, class and time."""
    is_new = record is None
    if record is None:
        require_any(actor, "create", LIST)
        record = PriceList()
    else:
        require(actor, "edit", record)
    for name in ("name", "grade", "currency", "valid_from", "valid_until", "note"):
        if name in values:
            setattr(record, name, values[name])
    record.save()
    if is_new and values.get("takes"):
        _take_prices(record, values["takes"], percent=values.get("by_percent") or Decimal(0))
    timeline.record("pricelist.added" if is_new else "pricelist.changed", record, actor=actor, at=now)
    return record


def _take_prices(record: PriceList, other: PriceList, *, percent: Decimal) -> None:
    def changed(price: Decimal) -> Decimal:
        return (price * (100 + percent) / 100).quantize(FINE)

    Price.objects.bulk_create(
        Price(
            list=record, product_id=one.product_id, from_quantity=one.from_quantity, price=changed(one.price),
            floor=None if one.floor is None else changed(one.floor),
        )
        for one in other.prices.all()
    )


@whole
def write_prices(record: PriceList, *, rows: Sequence[PriceRow], actor: Employee, now: datetime) -> int:
    """Replace the prices of a list; what was quoted at the old ones stays as it was. Says how many differ."""
    require(actor, "edit", record)
    products = dict(Product.objects.filter(code__in={row.code for row in rows}).values_list("code", "pk"))
    before = {(one.product_id, one.from_quantity): (one.price, one.floor) for one in record.prices.all()}
    after = {(products[row.code], row.from_quantity): (row.price, row.floor) for row in rows}
    record.prices.all().delete()
    Price.objects.bulk_create(
        Price(list=record, product_id=product, from_quantity=quantity, price=price, floor=floor)
        for (product, quantity), (price, floor) in after.items()
    )
    differ = sum(before.get(key) != after.get(key) for key in {*before, *after})
    timeline.record("pricelist.prices", record, actor=actor, at=now, data={"count": differ})
    return differ


# -- rates, units, authority ------------------------------------------------------------------------------------


@whole
def add_rate(*, currency: str, per_unit_cny: Decimal, valid_from: date, actor: Employee, now: datetime) -> Rate:
    """What one of the currency is worth from a day on; earlier rates stay for earlier days."""
    require_any(actor, "edit", LIST)
    return Rate.objects.create(
        currency=currency, per_unit_cny=per_unit_cny, valid_from=valid_from, changed_by=actor, changed_at=now
    )


@whole
def add_unit(*, name: str, digits: int, actor: Employee) -> Unit:
    """A unit that products are counted in."""
    require_any(actor, "edit", LIST)
    return Unit.objects.create(name=name, digits=digits)


@whole
def set_conversion(*, unit: Unit, to: Unit, factor: Decimal, actor: Employee, product: Product | None = None) -> UnitConversion:
    """One `unit` is `factor` of `to`; the same pair again is corrected."""
    require_any(actor, "edit", LIST)
    return UnitConversion.objects.update_or_create(product=product, unit=unit, to=to, defaults={"factor": factor})[0]


@whole
def drop_conversion(conversion: UnitConversion, *, actor: Employee) -> None:
    """It no longer holds."""
    require_any(actor, "edit", LIST)
    conversion.delete()


@whole
def set_authority(
    percents: Mapping[str, Decimal | None], *, floor_percent: Decimal, actor: Employee, now: datetime
) -> None:
    """The ladder of authority over prices; a role without a percentage may not go below policy at all."""
    require_may_set_rules(actor)
    for role in Role.objects.filter(key__in=percents):
        Authority.objects.update_or_create(role=role, defaults={"percent": percents[role.key] or Decimal(0)})
    NumberSetting.objects.create(key=FLOOR_KEY, value=float(floor_percent), valid_from=now, changed_by=actor, changed_at=now)
    book.forget()

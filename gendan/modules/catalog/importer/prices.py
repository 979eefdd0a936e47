"""Prices from files, into the lists that the file names; a list that is not there yet is made."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.access import LIST
from gendan.modules.catalog.importer.products import find_products, suggest_products
from gendan.modules.catalog.models import Price, PriceList, Product
from gendan.modules.catalog.models.prices import Grade
from gendan.modules.catalog.money import HOME, Currency
from gendan.spine.access.queries import may_any
from gendan.spine.imports import parse, plain
from gendan.spine.imports.declare import Column, Context, Duplicate, Importer, Values
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

PRICE = "catalog.price"
OF_LIST = ("grade", "currency", "valid_from", "valid_until")


def natural_key(values: Values) -> str | None:
    """One price of a product from a quantity on in one list."""
    product: Product = values["product"]
    return f"{values['list']}|{product.pk}|{values.get('from_quantity') or 0}".casefold()


def find_duplicates(rows: list[Values], _context: Context) -> dict[int, Duplicate]:
    """Prices that stand in the lists already."""
    asked = Q(list__name__in={row["list"] for row in rows}, product__in={row["product"] for row in rows})
    known = {(one.list.name, one.product_id, one.from_quantity): one for one in Price.objects.filter(asked).select_related("list", "product")}
    found = {}
    for index, row in enumerate(rows):
        hit = known.get((row["list"], row["product"].pk, row.get("from_quantity") or Decimal(0)))
        if hit is not None:
            found[index] = Duplicate(hit.pk, f"{hit.product.code} {hit.price}", _("stands in the list"))
    return found


def check_rows(rows: list[Values], _context: Context) -> dict[int, dict[str, Any]]:
    """Prices are above nothing, the lowest is not above the price, and a list that exists is what the file says it is."""
    lists = {one.name: one for one in PriceList.objects.filter(name__in={row["list"] for row in rows})}
    errors: dict[int, dict[str, Any]] = {}
    for index, row in enumerate(rows):
        found = _wrong(row, lists.get(row["list"]))
        if found:
            errors[index] = found
    return errors


def _wrong(row: Values, known: PriceList | None) -> dict[str, Any]:
    found = {}
    if not row["price"] or row["price"] <= 0:
        found["price"] = _now("A price is above nothing.")
    elif row.get("floor") is not None and not 0 < row["floor"] <= row["price"]:
        found["floor"] = _now("The lowest price lies above nothing, and not above the price.")
    for name in ("currency", "grade"):
        said = row.get(name)
        if known is not None and said not in (None, "") and said != getattr(known, name):
            found[name] = _now("The list is there already, with “%s”.") % (getattr(known, f"get_{name}_display")())
    return found


def _lists(rows: list[Values], context: Context) -> dict[str, PriceList]:
    """Lists by name; new ones are made as the first of their rows says, and noted with the batch."""
    known = {one.name: one for one in PriceList.objects.filter(name__in={row["list"] for row in rows})}
    for row in rows:
        if row["list"] not in known:
            values = {"valid_from": timezone.localdate(context.now)} | {name: row[name] for name in OF_LIST if row.get(name) not in (None, "")}
            made = known[row["list"]] = PriceList.objects.create(name=row["list"], **values)
            context.note(LIST, [made.pk])
            timeline.record("pricelist.added", made, actor=context.actor, at=context.now)
    return known


@whole
def create_many(rows: list[Values], context: Context) -> list[int]:
    """New prices; each list says in its story how many came."""
    lists = _lists(rows, context)
    made = Price.objects.bulk_create([
        Price(list=lists[row["list"]], product=row["product"], from_quantity=row.get("from_quantity") or 0, price=row["price"], floor=row.get("floor"))
        for row in rows
    ])
    _tell([one.list for one in made], context)
    return [one.pk for one in made]


@whole
def update_many(rows: list[tuple[int, Values]], context: Context) -> list[None]:
    """The new price of what stands in the list; what was quoted at the old one stays as it was."""
    known = {one.pk: one for one in Price.objects.filter(pk__in=[pk for pk, _row in rows]).select_related("list")}
    for pk, row in rows:
        known[pk].price, known[pk].floor = row["price"], row.get("floor", known[pk].floor)
    Price.objects.bulk_update(known.values(), ["price", "floor"], batch_size=500)
    _tell([one.list for one in known.values()], context)
    return [None] * len(rows)


def _tell(touched: Sequence[PriceList], context: Context) -> None:
    for one in {row.pk: row for row in touched}.values():
        count = sum(row.pk == one.pk for row in touched)
        timeline.record("pricelist.prices", one, actor=context.actor, at=context.now, data={"count": count})


def undone(context: Context) -> None:
    """Take away the lists that the import made and that hold nothing now."""
    PriceList.objects.filter(pk__in=context.made.get(LIST, []), prices=None).delete()


def allowed(employee: Any) -> bool:
    """Whoever may import price lists."""
    return bool(may_any(employee, "import", LIST))


IMPORTER = Importer(
    key="catalog.prices",
    kind=PRICE,
    label=_("Price lists"),
    columns=(
        Column("list", _("price list"), ("list", "价格表", "价目表"), parse.limited(80), True, "2027 A 类客户"),
        Column("product", _("product code"), ("product", "sku", "item no", "产品编码", "货号", "编码"), required=True, resolve=find_products,
               suggest=suggest_products, example="SNL518"),
        Column("price", _("unit price"), ("price", "单价", "含税单价"), parse.decimal, True, "860.00"),
        Column("floor", _("lowest price"), ("floor", "最低价", "底价"), parse.decimal, example="817.00"),
        Column("from_quantity", _("from quantity"), ("from", "起订量", "数量起"), parse.decimal, example="0"),
        Column("grade", _("customer class"), ("class", "客户类别", "客户等级"), parse.choice(Grade), example="A 类"),
        Column("currency", _("currency"), ("币种",), parse.choice(Currency, empty=HOME), example="CNY"),
        Column("valid_from", _("valid from"), ("from date", "生效日期"), parse.day, example="2027-01-01"),
        Column("valid_until", _("valid until"), ("until", "失效日期", "有效期至"), parse.day, example="2027-12-31"),
    ),
    natural_key=natural_key,
    find_duplicates=find_duplicates,
    check_rows=check_rows,
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Price, ("list", "product", "from_quantity", "price", "floor")),
    restore_many=plain.restorer(Price),
    remove_many=plain.remover(Price),
    undone=undone,
    allowed=allowed,
    on_duplicate="update",
)

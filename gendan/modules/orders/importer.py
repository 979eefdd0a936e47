"""Orders with their lines from files: one row a line, rows with the same number one order; each waits to be handed in for its review."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.money import HOME, Currency
from gendan.modules.customers.importer import find_customers, find_people, suggest_customers
from gendan.modules.opportunities.importer import confirm
from gendan.modules.orders import actions
from gendan.modules.orders.access import ORDER as KIND
from gendan.modules.orders.models import Order
from gendan.modules.orders.revising import Item
from gendan.modules.orders.words import Market
from gendan.modules.quotes.importer import (
    LINE_COLUMNS,
    check_lines,
    heads,
    one_by_one,
    refuse_update,
)
from gendan.spine.imports import followed, parse, plain
from gendan.spine.imports.declare import Column, Context, Duplicate, Importer, Values
from gendan.spine.whole import whole

HEAD = (
    "number", "customer", "customer_number", "name", "owner", "market", "currency", "payment_terms", "ordered_on", "wanted_on", "requirement",
    "packaging", "from_stock",
)


def find_duplicates(rows: list[Values], _context: Context) -> dict[int, Duplicate]:
    """Orders with the same number, ours or the customer's own."""
    numbers = {row[name] for row in rows for name in ("number", "customer_number") if row.get(name)}
    known = list(Order.objects.filter(Q(number__in=numbers) | Q(customer_number__in=numbers)))
    found = {}
    for index, row in enumerate(rows):
        hit = next((one for one in known if _same(one, row)), None)
        if hit is not None:
            found[index] = Duplicate(hit.pk, str(hit), _("same number"))
    return found


def _same(known: Order, row: Values) -> bool:
    if row.get("number") == known.number:
        return True
    theirs = row.get("customer_number")
    return bool(theirs) and theirs == known.customer_number and row.get("customer") == known.customer


def check_rows(rows: list[Values], context: Context) -> dict[int, dict[str, Any]]:
    """Each line names its goods and has a price, of its own or the list price in yuan."""
    errors = check_lines(rows, context)
    for index, row in enumerate(rows):
        product, home = row.get("product"), row.get("currency", HOME) == HOME
        if row.get("price") is None and not (home and product is not None and product.list_price):
            errors.setdefault(index, {})["price"] = _now("There is no list price to take: write the price.")
    return errors


@whole
def create_many(rows: list[Values], context: Context) -> list[int | Any]:
    """One by one, as at the desk: each has its version, its case and its to-do."""
    return one_by_one(rows, lambda indexes: _new(rows, indexes, context))


def _new(rows: list[Values], indexes: list[int], context: Context) -> Order:
    said = heads(rows, indexes, HEAD)
    items = [_item(key, rows[index]) for key, index in enumerate(indexes, 1)]
    special = bool(said.get("requirement"))
    return actions.enter_order(said.pop("customer"), items=items, special=special, actor=context.actor, now=context.now, **said)


def _item(key: int, row: Values) -> Item:
    product = row.get("product")
    if product is None:
        bare = Item(key=key, name=row["item"], quantity=row["quantity"], price=row.get("price") or Decimal(0))
    else:
        (bare,) = actions.items_of([(product, row["quantity"], row.get("price"))])
    given = {"name": row.get("item"), "specification": row.get("specification"), "unit": row.get("unit"), "tax_rate": row.get("tax_rate")}
    return replace(bare, key=key, **{name: value for name, value in given.items() if value not in (None, "")})


IMPORTER = Importer(
    key="orders.orders",
    kind=KIND,
    label=_("Orders with lines"),
    columns=(
        Column("number", _("number"), ("order no", "order number", "订单号", "订单编号", "编号"), parse.limited(30), example="DD-2601"),
        Column("customer", _("customer"), ("company", "客户", "客户名称"), required=True, resolve=find_customers, suggest=suggest_customers,
               example="青屿重工（苏州）有限公司"),
        Column("customer_number", _("customer's order number"), ("po", "po no", "客户订单号", "客户单号"), parse.limited(60), example="PO-88120"),
        Column("name", _("name"), ("subject", "订单名称", "名称"), parse.limited(160), example="轴承座 四季度"),
        Column("market", _("domestic or export"), ("内外销",), parse.choice(Market), example="内销"),
        Column("currency", _("currency"), ("币种",), parse.choice(Currency, empty=HOME), example="CNY"),
        Column("payment_terms", _("payment terms"), ("付款条件",), parse.limited(200), example="月结 30 天"),
        Column("ordered_on", _("ordered on"), ("order date", "下单日期", "日期"), parse.day, example="2026-09-20"),
        Column("wanted_on", _("wanted by the customer on"), ("delivery date", "交货日期", "要求交期", "交期"), parse.day, example="2026-11-30"),
        Column("requirement", _("technical requirement"), ("特殊要求", "技术要求"), example=""),
        Column("packaging", _("packaging"), ("packing", "包装"), parse.limited(200), example="木箱"),
        Column("from_stock", _("from stock"), ("stock", "库存发货", "现货"), parse.boolean, example="否"),
        Column("owner", _("owner"), ("salesperson", "负责人", "业务员"), resolve=find_people, example="何苗"),
        *LINE_COLUMNS,
    ),
    natural_key=lambda _values: None,
    find_duplicates=find_duplicates,
    check_rows=check_rows,
    create_many=create_many,
    update_many=refuse_update,
    snapshot=plain.snapshot_of(Order, ("number", "name", "customer", "amount", "state")),
    restore_many=plain.restorer(Order),
    remove_many=followed.remover(Order),
    touched=followed.worked_on(Order, "orders.entered"),
    confirm=confirm,
    belongs="number",
)

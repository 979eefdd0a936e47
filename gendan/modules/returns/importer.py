"""Returns from files: what came back before gendan, or in a system of the warehouse; each waits to be taken in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.importer import find_products, suggest_products
from gendan.modules.customers.importer import find_customers, suggest_customers
from gendan.modules.customers.under import people_of
from gendan.modules.orders.models import Order
from gendan.modules.returns.access import RETURN as KIND
from gendan.modules.returns.models import Return
from gendan.modules.returns.procedure import RETURN
from gendan.spine.documents.actions import next_number
from gendan.spine.imports import followed, parse, plain
from gendan.spine.imports.declare import Column, Context, Importer, Values
from gendan.spine.procedures import engine
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

PLAIN = ("what", "batch", "quantity", "unit", "reason", "defect", "papers")
FIELDS = (*PLAIN, "number", "customer", "order", "product")


def natural_key(values: Values) -> str | None:
    """The number, else customer, goods and papers."""
    return str(values.get("number") or f"{values.get('customer')}|{values.get('what')}|{values.get('papers', '')}").casefold()


def find_orders(texts: set[str], context: Context) -> Mapping[str, Order]:
    """Orders by their number, ours or the customer's."""
    rows = Order.objects.visible_to(context.actor).filter(Q(number__in=texts) | Q(customer_number__in=texts)).select_related("customer")
    return {number: row for row in rows for number in (row.number, row.customer_number) if number}


def _given(row: Values) -> dict[str, Any]:
    return {name: row[name] for name in (*PLAIN, "order", "product") if row.get(name) not in (None, "")}


@whole
def create_many(rows: list[Values], context: Context) -> list[int]:
    """New returns: each waits for the warehouse."""
    actor, now, made = context.actor, context.now, []
    for row in rows:
        customer = row["customer"]
        owner = customer.owner or actor
        made.append(Return(
            number=str(row.get("number") or next_number(KIND, at=now))[:30], customer=customer, owner=owner, department=owner.department,
            created_at=now, created_by=actor, **_given(row), **people_of(customer),
        ))
    Return.objects.bulk_create(made)
    engine.start_many(made, procedure=RETURN.key, actor=actor, now=now)
    timeline.record_many("returns.imported", made, actor=actor, at=now, data={"batch": context.batch_id})
    return [one.pk for one in made]


@whole
def update_many(rows: list[tuple[int, Values]], _context: Context) -> list[None]:
    """Change what the file gives of returns that nobody has taken in yet."""
    known = Return.objects.filter(state="announced").in_bulk([pk for pk, _row in rows])
    for pk, row in rows:
        for name, value in _given(row).items() if pk in known else ():
            setattr(known[pk], name, value)
    Return.objects.bulk_update(known.values(), [*PLAIN, "order", "product"], batch_size=500)
    return [None] * len(rows)


def _positive(text: str) -> Decimal:
    found = parse.decimal(text)
    if found is None or found <= 0:
        raise ValidationError(_("How many pieces come back?"))
    return found


IMPORTER = Importer(
    key="returns.returns",
    kind=KIND,
    label=_("Returns"),
    columns=(
        Column("number", _("number"), ("return no", "no", "退货单号", "编号"), parse.limited(30), example="TH2609-0001"),
        Column("customer", _("customer"), ("customer no", "客户", "客户名称", "客户编号"), required=True, resolve=find_customers, suggest=suggest_customers, example="青屿重工（苏州）有限公司"),
        Column("order", _("order"), ("order no", "订单", "订单编号"), resolve=find_orders, example="DH2609-0001"),
        Column("product", _("product"), ("product code", "产品编码", "货号"), resolve=find_products, suggest=suggest_products, example="ZC-100"),
        Column("what", _("returned goods"), ("goods", "退货产品", "品名", "名称"), parse.limited(160), True, "轴承座 ZC-100"),
        Column("batch", _("batch"), ("lot", "批次", "批号"), parse.limited(60), example="P2609"),
        Column("quantity", _("quantity"), ("qty", "数量", "退货数量"), _positive, True, "12"),
        Column("unit", _("unit"), ("uom", "单位"), parse.limited(20), example="件"),
        Column("reason", _("why they come back"), ("reason", "退货原因", "原因"), parse.limited(200), True, "孔径超差"),
        Column("defect", _("defect"), ("缺陷", "不良描述"), example=""),
        Column("papers", _("return papers"), ("papers", "退货单据", "单据号"), parse.limited(120), example="送货单 0931"),
    ),
    natural_key=natural_key,
    find_duplicates=followed.same_number(Return, "what"),
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Return, FIELDS),
    restore_many=plain.restorer(Return),
    remove_many=followed.remover(Return),
    touched=followed.worked_on(Return, "returns.imported"),
)

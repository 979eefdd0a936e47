"""Complaints from files: a register kept elsewhere, a shop's list, the day's calls; each goes through the desk's own door."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.importer import find_products, suggest_products
from gendan.modules.complaints import rules
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.actions import register_complaint
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.words import Channel, Grade, Klass
from gendan.modules.customers.importer import find_customers, find_people, suggest_customers
from gendan.modules.customers.models import Customer
from gendan.modules.returns.importer import find_orders
from gendan.spine.imports import followed, parse, plain
from gendan.spine.imports.declare import Column, Context, Duplicate, Importer, Values
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.whole import whole

CHANGED = ("subject", "text", "complainant_name", "phone", "batch", "defect", "quantity", "grade", "product")


def natural_key(values: Values) -> str | None:
    """The same matter of the same person on the same day is one complaint."""
    who = values.get("customer") or values.get("phone") or values.get("complainant_name") or ""
    return f"{who}|{values.get('subject', '')}|{str(values.get('received_at') or '')[:10]}".casefold()


def find_duplicates(rows: list[Values], _context: Context) -> dict[int, Duplicate]:
    """Complaints with the same subject of the same customer or number within a day."""
    known = list(Complaint.objects.filter(subject__in={row.get("subject", "") for row in rows}))
    found = {}
    for index, row in enumerate(rows):
        hit = next((one for one in known if _same(one, row)), None)
        if hit is not None:
            found[index] = Duplicate(hit.pk, str(hit), _("same matter"))
    return found


def _same(known: Complaint, row: Values) -> bool:
    if known.subject != row.get("subject"):
        return False
    customer: Customer | None = row.get("customer")
    who = known.customer == customer if customer is not None else bool(row.get("phone")) and known.phone == row.get("phone")
    at = row.get("received_at")
    return who and (at is None or abs(known.received_at - at) < timedelta(days=1))


def check_rows(rows: list[Values], _context: Context) -> dict[int, dict[str, Any]]:
    """Somebody complains, and each class has what it needs."""
    errors: dict[int, dict[str, Any]] = {}
    for index, row in enumerate(rows):
        found: dict[str, Any] = dict(rules.missing_at_registration(Complaint(), row))
        if not any(row.get(name) for name in ("customer", "complainant_name", "phone")):
            found["customer"] = _now("Whose complaint is it? A name or a telephone number is enough.")
        if found:
            errors[index] = found
    return errors


@whole
def create_many(rows: list[Values], context: Context) -> list[int | Refusal]:
    """Registered one by one, so that each is routed, due and told like one of the desk."""
    return [_register(row, context) for row in rows]


def _register(row: Values, context: Context) -> int | Refusal:
    values = {name: value for name, value in row.items() if name != "owner"}
    values["customer"] = values.get("customer") or (values["order"].customer if values.get("order") else None)
    try:
        made = register_complaint(values, owner=row.get("owner"), actor=context.actor, now=context.now)
    except (Refusal, NotAllowed) as refusal:
        return Refusal(str(refusal.reason), code="refused")
    except ValidationError as error:
        return Refusal("; ".join(error.messages), code="invalid")
    return int(made.pk)


@whole
def update_many(rows: list[tuple[int, Values]], context: Context) -> list[None]:
    """What the file says of complaints that are there already."""
    known = Complaint.objects.in_bulk([pk for pk, _row in rows])
    for pk, row in rows:
        for name in CHANGED:
            if row.get(name) not in (None, ""):
                setattr(known[pk], name, row[name])
        known[pk].updated_at = context.now
    Complaint.objects.bulk_update(known.values(), [*CHANGED, "updated_at"], batch_size=500)
    return [None] * len(rows)


def touched(ids: Sequence[int], context: Context) -> Mapping[int, Any]:
    """Whatever somebody has worked on stays."""
    worked = followed.worked_on(Complaint, "complaints.taken", "complaint.moved")(ids, context)
    moved = Complaint.objects.filter(pk__in=ids).exclude(state__in=("received", "verification")).values_list("pk", flat=True)
    return dict.fromkeys(moved, _("Somebody has worked on it.")) | dict(worked)


IMPORTER = Importer(
    key="complaints.complaints",
    kind=KIND,
    label=_("Complaints"),
    columns=(
        Column("subject", _("what it is about"), ("complaint", "投诉事由", "事由", "投诉内容摘要", "主题"), parse.limited(160), True, "联轴器键槽裂纹"),
        Column("text", pgettext_lazy("complaint", "what was said"), ("content", "投诉内容", "内容", "描述"), example="两件开裂，停机"),
        Column("klass", pgettext_lazy("complaint", "class"), ("type", "category", "类别", "投诉类别"), parse.choice(Klass), True, "产品质量"),
        Column("customer", _("customer"), ("company", "客户", "客户名称", "单位"), resolve=find_customers, suggest=suggest_customers, example="青屿重工"),
        Column("complainant_name", _("complainant"), ("name", "投诉人", "姓名", "联系人"), parse.limited(60), example="沈工"),
        Column("phone", _("telephone"), ("phone", "mobile", "电话", "手机"), parse.limited(40), example="13800001111"),
        Column("address", _("address"), ("地址",), parse.limited(200), example="无锡市新吴区锡士路 8 号"),
        Column("channel", _("channel"), ("way", "渠道", "来源方式"), parse.choice(Channel), example="电话"),
        Column("grade", _("grade"), ("severity", "级别", "等级"), parse.choice(Grade, empty=Grade.GENERAL), example="二级（一般）"),
        Column("is_major", _("major"), ("重大", "是否重大"), parse.boolean, example="否"),
        Column("received_at", _("received at"), ("received", "受理时间", "投诉时间", "日期"), parse.moment, example="2026-09-20 09:30"),
        Column("order", _("order"), ("order no", "订单号", "订单编号"), resolve=find_orders, example="DD2609-0001"),
        Column("product", _("product"), ("产品", "品名"), resolve=find_products, suggest=suggest_products, example="联轴器 GICL-5"),
        Column("batch", _("batch"), ("lot", "批号"), parse.limited(60), example="H26-0731"),
        Column("defect", _("defect"), ("不良", "缺陷"), parse.limited(200), example="键槽裂纹"),
        Column("quantity", _("quantity"), ("qty", "数量"), parse.decimal, example="2"),
        Column("owner", _("handler"), ("handler", "处理人", "受理人"), resolve=find_people, example="许知微"),
    ),
    natural_key=natural_key,
    find_duplicates=find_duplicates,
    check_rows=check_rows,
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Complaint, CHANGED),
    restore_many=plain.restorer(Complaint),
    remove_many=followed.remover(Complaint),
    touched=touched,
)

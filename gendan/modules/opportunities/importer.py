"""Opportunities from files: owners, customers and products are found by name; what is not found is asked for once."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.catalog.importer import find_products, suggest_products
from gendan.modules.catalog.models import Product, ProductAlias
from gendan.modules.customers.importer import find_customers, find_people, suggest_customers
from gendan.modules.customers.models import Source
from gendan.modules.customers.under import people_of
from gendan.modules.opportunities.models import STAGES, Line, Opportunity
from gendan.modules.opportunities.procedure import OPPORTUNITY
from gendan.spine.bulk import copy_in, give_ids
from gendan.spine.documents.actions import next_number
from gendan.spine.imports import followed, parse, plain
from gendan.spine.imports.declare import Column, Context, Importer, Values
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, todos
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.spine.words import say

KIND = "opportunities.opportunity"
FIELDS = ("name", "customer", "contact_name", "phone", "source", "region", "initiation", "amount", "expected_on",
          "contract_number", "contract_amount", "signed_on", "loss_reason", "closed_on", "owner", "department")
DIRECT = ("name", "customer", "contact_name", "phone", "source", "region", "initiation", "expected_on", "loss_reason")
STAGE_WORDS = {
    "prospecting": "target", "engaging": "need", "won": "won", "lost": "lost", "closed won": "won",
    "closed lost": "lost", "qualification": "won_chance", "needs analysis": "need", "proposal": "solution",
    "negotiation": "price",
}


def stage(value: str) -> str:
    """The state that a word of the file means; an unknown word is an error at the cell."""
    labels = {str(state.title).lower(): state.key for state in OPPORTUNITY.states if state.key in (*STAGES, "won", "lost")}
    known = STAGE_WORDS | labels | {key: key for key in (*STAGES, "won", "lost")}
    found = known.get(value.strip().lower())
    if found is None:
        raise ValidationError(_("“%(value)s” is none of: %(all)s.") % {"value": value, "all": ", ".join(STAGE_WORDS)})
    return found


# -- what a text names ----------------------------------------------------------------------------------------


def confirm(field: str, spelling: str, chosen: str, context: Context) -> None:
    """A person said once what a misspelt product means; it is remembered for everybody."""
    if field != "product":
        return
    product = Product.objects.get(name=chosen)
    ProductAlias.objects.update_or_create(
        spelling=spelling[:120],
        defaults={"product": product, "confirmed_by": context.actor, "confirmed_at": context.now},
    )


# -- rows -----------------------------------------------------------------------------------------------------


def natural_key(values: Values) -> str | None:
    """The number of the file's own system."""
    return str(values["number"]).strip().lower() or None if values.get("number") else None


def check_rows(rows: list[Values], _context: Context) -> dict[int, dict[str, Any]]:
    """A won one has a value, a closed one is not closed before it began."""
    errors: dict[int, dict[str, Any]] = {}
    for index, row in enumerate(rows):
        began, ended = row.get("engaged_on"), row.get("closed_on")
        if began and ended and ended < began:
            errors[index] = {"closed_on": _("This is before it began.")}
        if row.get("state") == "won" and row.get("value") is None:
            errors.setdefault(index, {})["value"] = _("A won opportunity has a value.")
    return errors


def _name_of(row: Values) -> str:
    product = row.get("product")
    customer = row.get("customer")
    given = row.get("name") or " ".join(str(part) for part in (customer, product) if part)
    return str(given or row.get("number") or _("Opportunity"))[:160]


def _values_of(row: Values, context: Context) -> dict[str, Any]:
    """The columns of the record that one row fills."""
    owner: Employee = row.get("owner") or context.actor
    value = row.get("value")
    closed = row.get("state") in ("won", "lost")
    values = {
        "name": _name_of(row), "customer": row.get("customer"), "owner": owner, "department": owner.department,
        "amount": value if value is not None else _list_price(row),
        "closed_on": row.get("closed_on") if closed else None,
    }
    if row.get("state") == "won":
        values |= {
            "contract_amount": value, "signed_on": row.get("closed_on"), "contract_number": str(row.get("number") or "")
        }
    texts = ("contact_name", "phone", "source", "region", "initiation", "loss_reason", "expected_on")
    return values | {name: row[name] for name in texts if row.get(name) not in (None, "")}


def _list_price(row: Values) -> Any:
    product = row.get("product")
    return product.list_price if product else None


def _moment(day: Any, fallback: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9))) if day else fallback


@whole
def create_many(rows: list[Values], context: Context) -> list[int]:
    """New opportunities with their cases in the file's stages; those without a customer ask for one."""
    made = [_new(row, context) for row in rows]
    give_ids(made)
    by_state: dict[str, list[Opportunity]] = {}
    for record, row in zip(made, rows, strict=True):
        by_state.setdefault(row.get("state") or "target", []).append(record)
    for state, records in by_state.items():
        since = {one.pk: _moment(one.closed_on, context.now) for one in records if one.closed_on}
        engine.start_new(
            records, procedure=OPPORTUNITY, actor=context.actor, now=context.now, state=state, since=since
        )
    copy_in([
        Line(opportunity=record, product=row["product"], price=row.get("value"))
        for record, row in zip(made, rows, strict=True) if row.get("product")
    ])
    _ask_for_customers(made, context)
    timeline.record_many(
        "opportunities.imported", made, actor=context.actor, at=context.now, data={"batch": context.batch_id}
    )
    return [record.pk for record in made]


def _new(row: Values, context: Context) -> Opportunity:
    began = _moment(row.get("engaged_on"), context.now)
    return Opportunity(
        number=str(row.get("number") or next_number("opportunity", at=context.now))[:30],
        created_at=began, created_by=context.actor, updated_at=context.now,
        submitted_at=began, submitted_by=context.actor,
        **people_of(row.get("customer")),
        **_values_of(row, context),
    )


def _ask_for_customers(made: list[Opportunity], context: Context) -> None:
    """Nothing open stays without its customer unnoticed: the owner is asked."""
    asking = [one for one in made if one.customer_id is None and one.state_kind == "open"]
    if asking:
        todos.add_many(
            asking, key="choose_customer", title=say("todo.choose_customer"), actor=context.actor, now=context.now
        )


@whole
def update_many(rows: list[tuple[int, Values]], context: Context) -> list[None]:
    """Change what the file gives; the stage of an existing opportunity is not moved by a file."""
    records = Opportunity.objects.in_bulk([pk for pk, _row in rows])
    written: set[str] = set()
    for pk, row in rows:
        given = {name: row[name] for name in DIRECT if row.get(name) not in (None, "")}
        if row.get("value") is not None:
            given["amount"] = row["value"]
        for name, value in given.items():
            setattr(records[pk], name, value)
        written |= set(given)
        records[pk].updated_at = context.now
        records[pk].revision += 1
    Opportunity.objects.bulk_update(records.values(), [*sorted(written), "updated_at", "revision"], batch_size=500)
    return [None] * len(rows)


def remove_many(ids: Sequence[int], context: Context) -> None:
    """Take created opportunities away again; their customers' next steps are shown anew."""
    mains = set(Opportunity.objects.filter(pk__in=ids, customer__isnull=False).values_list("customer_id", flat=True))
    with transaction.atomic():
        followed.remover(Opportunity)(ids, context)
        todos.refresh_next_steps("customers.customer", mains)


IMPORTER = Importer(
    key="opportunities.opportunities",
    kind=KIND,
    label=gettext_lazy("Opportunities"),
    columns=(
        Column("number", gettext_lazy("number"), ("opportunity_id", "opportunity id", "id", "商机编号", "编号"),
               parse.limited(30), example="SJ2609-0001"),
        Column("name", gettext_lazy("name"), ("opportunity", "opportunity name", "商机", "商机名称"), parse.limited(160),
               example="轴承座新产线配套"),
        Column("owner", gettext_lazy("owner"), ("sales_agent", "sales agent", "agent", "salesperson", "负责人", "销售员"),
               resolve=find_people, example="周砚"),
        Column("product", gettext_lazy("product"), ("产品", "产品名称"), resolve=find_products, suggest=suggest_products,
               example="SNL 518"),
        Column("customer", gettext_lazy("customer"), ("account", "company", "客户", "客户名称"), resolve=find_customers,
               suggest=suggest_customers, example="远汀泵业有限公司"),
        Column("state", gettext_lazy("stage"), ("deal_stage", "deal stage", "状态", "阶段"), stage, True, "Engaging"),
        Column("engaged_on", gettext_lazy("began on"), ("engage_date", "engage date", "开始日期", "登记日期"), parse.day,
               example="2026-08-03"),
        Column("closed_on", gettext_lazy("closed on"), ("close_date", "close date", "结束日期", "成交日期"), parse.day,
               example="2026-09-20"),
        Column("value", gettext_lazy("amount"), ("close_value", "close value", "deal value", "金额", "成交金额"), parse.money,
               example="318000"),
        Column("expected_on", gettext_lazy("expected signing"), ("预计签约", "预计签约日期"), parse.day),
        Column("contact_name", gettext_lazy("contact"), ("联系人",), parse.limited(60)),
        Column("phone", gettext_lazy("phone"), ("电话", "手机"), parse.digits),
        Column("source", gettext_lazy("source"), ("来源", "商机来源"), parse.choice(Source)),
        Column("region", gettext_lazy("region"), ("区域", "地区"), parse.limited(60)),
        Column("initiation", gettext_lazy("how it began"), ("发起说明", "说明"), parse.text),
        Column("loss_reason", gettext_lazy("reason of the loss"), ("输单原因",), parse.limited(200)),
    ),
    natural_key=natural_key,
    find_duplicates=followed.same_number(Opportunity, "name"),
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Opportunity, FIELDS),
    restore_many=plain.restorer(Opportunity),
    remove_many=remove_many,
    check_rows=check_rows,
    touched=followed.worked_on(Opportunity, "opportunities.imported"),
    confirm=confirm,
)

"""Quotations with their lines from files: one row a line, rows with the same number one quotation; each waits as a draft."""

from collections.abc import Sequence
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.importer import find_products, suggest_products
from gendan.modules.catalog.money import HOME, Currency
from gendan.modules.customers.importer import find_customers, find_people, suggest_customers
from gendan.modules.opportunities.importer import confirm
from gendan.modules.quotes import actions
from gendan.modules.quotes.access import KIND
from gendan.modules.quotes.models import Quote, Version
from gendan.modules.quotes.pasting import Row
from gendan.modules.quotes.words import Enquiry, Market
from gendan.spine.imports import followed, parse, plain
from gendan.spine.imports.declare import Column, Context, Importer, Values
from gendan.spine.imports.together import records
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.whole import whole

TERMS = ("currency", "payment_terms", "delivery_terms", "valid_until", "note")


def number_within(places: int, whole: int) -> Any:
    """A number above nothing, with so many digits before and places behind the point."""

    def parsed(value: str) -> Decimal | None:
        number = parse.decimal(value)
        if number is None:
            return None
        if number <= 0 or number >= Decimal(10) ** whole:
            raise ValidationError(_now("“%s” is not a number above 0 that fits.") % value)
        if number != round(number, places):
            raise ValidationError(_now("At most %d places behind the point.") % places)
        return number

    return parsed


def percent(value: str) -> Decimal | None:
    """A rate of tax: 13, 13% or 0.13 with the sign left out is 13 or 0.13 percent, as written."""
    number = parse.decimal(value.replace("%", "").replace("％", ""))
    if number is not None and not 0 <= number <= 100:
        raise ValidationError(_now("“%s” is not a percentage.") % value)
    return number


#: What a line of a quotation or an order says, in files.
LINE_COLUMNS = (
    Column("product", _("product"), ("product code", "item no", "产品编码", "产品", "货号"), resolve=find_products, suggest=suggest_products,
           example="SNL518"),
    Column("item", pgettext_lazy("line", "name on the paper"), ("item", "goods", "品名", "货物名称"), parse.limited(160), example="轴承座"),
    Column("specification", _("specification"), ("spec", "规格", "规格型号"), parse.limited(200), example="SNL518-615"),
    Column("quantity", _("quantity"), ("qty", "数量"), number_within(3, 11), True, "10"),
    Column("unit", _("unit"), ("uom", "计量单位", "单位"), parse.limited(20), example="件"),
    Column("price", _("unit price"), ("price", "单价", "含税单价"), number_within(4, 10), example="860.00"),
    Column("tax_rate", _("tax rate, percent"), ("tax", "税率"), percent, example="13"),
)


def heads(rows: Sequence[Values], indexes: Sequence[int], names: Sequence[str]) -> Values:
    """What the rows of one record say of it: of each field what the first filled one says."""
    found = {}
    for name in names:
        said = [rows[index][name] for index in indexes if rows[index].get(name) not in (None, "")]
        if said:
            found[name] = said[0]
    return found


def check_lines(rows: list[Values], _context: Context) -> dict[int, dict[str, Any]]:
    """Each line names its goods, and all lines of a record have one customer and one currency."""
    errors: dict[int, dict[str, Any]] = {}
    for indexes in records(rows, field="number"):
        first = rows[indexes[0]]
        for index in indexes:
            row, found = rows[index], {}
            if not row.get("product") and not row.get("item"):
                found["product"] = _now("Which goods? A product or a name is enough.")
            for name in ("customer", "currency"):
                if row.get(name) not in (None, "", first.get(name)):
                    found[name] = _now("The first line of the same number says “%s”.") % (first.get(name) or "—")
            if found:
                errors[index] = found
    return errors


def refuse_update(rows: list[tuple[int, Values]], _context: Context) -> list[Refusal]:
    """What is there is changed on its page, where a version keeps what it said before."""
    return [Refusal(_now("It exists already; a file does not change it. Change it on its page."), code="exists") for _row in rows]


def one_by_one(rows: list[Values], make: Any) -> list[int | Refusal]:
    """Each record through its own door; where that is shut, all its rows know why."""
    answers: list[int | Refusal] = [Refusal("")] * len(rows)
    for indexes in records(rows, field="number"):
        try:
            answer: int | Refusal = int(make(indexes).pk)
        except (Refusal, NotAllowed) as refusal:
            answer = Refusal(str(refusal.reason), code="refused")
        except ValidationError as error:
            answer = Refusal("; ".join(error.messages), code="invalid")
        for index in indexes:
            answers[index] = answer
    return answers


@whole
def create_many(rows: list[Values], context: Context) -> list[int | Refusal]:
    """One by one, so that each is due, told and reckoned like an enquiry at the desk."""
    return one_by_one(rows, lambda indexes: _new(rows, indexes, context))


def _new(rows: list[Values], indexes: list[int], context: Context) -> Quote:
    said = heads(rows, indexes, ("number", "customer", "name", "owner", "enquired_at", "enquiry", "market", "wanted", *TERMS))
    lines = [_line(rows[index]) for index in indexes]
    customer = said.pop("customer")
    name = said.pop("name", "") or lines[0].name or lines[0].code
    if "enquired_at" in said:
        said["enquired_at"] = min(timezone.make_aware(datetime.combine(said["enquired_at"], time(9))), context.now)
    quote = actions.new_quote(customer, name=str(name)[:160], actor=context.actor, now=context.now, **said)
    actions.write_lines(quote, rows=lines, actor=context.actor, now=context.now)
    return quote


def _line(row: Values) -> Row:
    product = row.get("product")
    return Row(
        code=product.code if product else "", name=row.get("item") or (product.name if product else ""),
        specification=row.get("specification") or "", quantity=row["quantity"], unit=row.get("unit") or "", price=row.get("price"),
        tax_rate=row.get("tax_rate"),
    )


@whole
def remove_many(ids: Sequence[int], context: Context) -> None:
    """Drafts that came and were not worked on go again, with their versions."""
    Quote.objects.filter(pk__in=ids).update(current=None)
    Version.objects.filter(quote__in=ids).delete()
    followed.remover(Quote)(ids, context)


IMPORTER = Importer(
    key="quotes.quotes",
    kind=KIND,
    label=_("Quotations with lines"),
    columns=(
        Column("number", _("number"), ("quote no", "quotation no", "报价单号", "编号"), parse.limited(30), example="BJ-2601"),
        Column("customer", _("customer"), ("company", "客户", "客户名称"), required=True, resolve=find_customers, suggest=suggest_customers,
               example="青屿重工（苏州）有限公司"),
        Column("name", _("what is quoted"), ("subject", "报价内容", "项目"), parse.limited(160), example="轴承座 2027 年度"),
        Column("enquired_at", _("enquiry received"), ("date", "询价日期", "日期"), parse.day, example="2026-09-20"),
        Column("enquiry", _("enquiry by"), ("channel", "询价方式"), parse.choice(Enquiry, empty=Enquiry.MAIL), example="邮件"),
        Column("market", _("market"), ("内外销",), parse.choice(Market, empty=Market.DOMESTIC), example="内销"),
        Column("currency", _("currency"), ("币种",), parse.choice(Currency, empty=HOME), example="CNY"),
        Column("payment_terms", _("terms of payment"), ("付款条件",), parse.limited(120), example="月结 30 天"),
        Column("delivery_terms", _("time of delivery"), ("交货期",), parse.limited(120), example="30 天"),
        Column("valid_until", _("valid until"), ("有效期", "有效期至"), parse.day, example="2027-01-31"),
        Column("wanted", _("what the customer asks"), ("要求", "客户要求"), example=""),
        Column("note", _("note to the customer"), ("备注",), example=""),
        Column("owner", _("owner"), ("salesperson", "负责人", "业务员"), resolve=find_people, example="何苗"),
        *LINE_COLUMNS,
    ),
    natural_key=lambda _values: None,
    find_duplicates=followed.same_number(Quote, "name"),
    check_rows=check_lines,
    create_many=create_many,
    update_many=refuse_update,
    snapshot=plain.snapshot_of(Quote, ("number", "name", "customer", "amount", "state")),
    restore_many=plain.restorer(Quote),
    remove_many=remove_many,
    touched=followed.worked_on(Quote, "quote.asked"),
    confirm=confirm,
    belongs="number",
)

"""Customers from files, with their first contact and the company they belong to."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rapidfuzz import process

from gendan.modules.customers import archive, duplicates, names, rules
from gendan.modules.customers.access import KIND
from gendan.modules.customers.duplicates import Asked
from gendan.modules.customers.models import ABC, Contact, Customer, Importance, Nature, Source
from gendan.modules.customers.procedure import KEY, PROCEDURE
from gendan.spine.bulk import copy_in, like, tie
from gendan.spine.documents.actions import next_numbers
from gendan.spine.imports import followed, parse, plain
from gendan.spine.imports.declare import Column, Context, Duplicate, Importer, Values
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.models import Entry
from gendan.spine.whole import whole

TEXTS = ("name", "short_name", "credit_code", "nature", "abc", "importance", "source", "source_note", "province", "city",
         "industry", "size", "address", "phone", "mobile", "email", "website", "situation", "trading_terms")
PLAIN = (*TEXTS, "foreign", "employees_count", "founded_year", "turnover", "rating", "tags")
FIELDS = (*PLAIN, "owner", "valid")
STATES = [state.key for state in PROCEDURE.states if state.key not in ("lost", "bin")]
# Up to so many rows each name is compared with the like ones too, not only with the same ones.
LOOKED_AT_ONE_BY_ONE = 300


# -- cells --------------------------------------------------------------------------------------------------------


def millions(text: str) -> Decimal | None:
    """A turnover in millions."""
    number = parse.decimal(text)
    return None if number is None else (number * 1_000_000).quantize(Decimal("0.01"))


def stage(text: str) -> str:
    """A state of the life-cycle, by key or by title in either language."""
    wanted = text.strip().lower()
    found = _stages().get(wanted, wanted)
    if found and found not in STATES:
        raise ValidationError(_("“%s” is no stage.") % text)
    return found


@cache
def _stages() -> dict[str, str]:
    titles: dict[str, str] = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            titles |= {str(state.title).lower(): state.key for state in PROCEDURE.states}
    return titles


def labels(text: str) -> list[str]:
    """Labels with commas or blanks between them."""
    return [part[:20] for part in dict.fromkeys(text.replace("，", " ").replace("、", " ").replace(",", " ").split())]


def find_people(texts: set[str], _context: Context) -> Mapping[str, Employee]:
    """Employees who still work here, by name or login name."""
    people = Employee.objects.exclude(status=Employee.Status.LEFT).select_related("department")
    found = {person.username: person for person in people.filter(username__in=texts)}
    return found | {person.name: person for person in people.filter(name__in=texts)}


def find_customers(texts: set[str], context: Context) -> Mapping[str, Customer]:
    """Customers by number or by the core of the name; several of one core are nobody's."""
    cores = {names.core(text): text for text in texts}
    visible = Customer.objects.visible_to(context.actor)
    found: dict[str, Customer] = {}
    for customer in visible.filter(name_key__in=cores).select_related("owner", "department").order_by("pk"):
        found.setdefault(cores[customer.name_key], customer)
    return found | {customer.code: customer for customer in visible.filter(code__in=texts)}


def suggest_customers(text: str, context: Context) -> Sequence[str]:
    """Customers with a similar name, the most similar first."""
    if "customers" not in context.memory:
        visible = Customer.objects.visible_to(context.actor)
        context.memory["customers"] = list(visible.values_list("name", flat=True)[:20_000])
    return [name for name, _score, _index in process.extract(text, context.memory["customers"], limit=5, score_cutoff=60)]


# -- rows ---------------------------------------------------------------------------------------------------------


def natural_key(row: Values) -> str | None:
    """Rows of one file with the same code, or the same core of the name in the same place, are the same."""
    if row.get("credit_code"):
        return str(row["credit_code"])
    name = str(row.get("name") or "")
    return f"{names.core(name)}@{names.place_of(name)}" if name else None


def check_rows(rows: list[Values], _context: Context) -> dict[int, dict[str, Any]]:
    """The rules of one customer; foreign numbers are taken as they are."""
    found = {}
    for index, row in enumerate(rows):
        errors = rules.errors_of_customer({"foreign": True, **row})
        if errors:
            found[index] = errors
    return found


def find_duplicates(rows: list[Values], _context: Context) -> dict[int, Duplicate]:
    """Existing customers with the same code, number or core of the name; in a short file the like ones too."""
    found = _by_facts(rows)
    if len(rows) <= LOOKED_AT_ONE_BY_ONE:
        for index, row in enumerate(rows):
            if index not in found and (hit := _most_alike(row)) is not None:
                found[index] = hit
    return found


def _by_facts(rows: list[Values]) -> dict[int, Duplicate]:
    """One query for the whole chunk."""
    cores = {index: names.core(str(row.get("name") or "")) for index, row in enumerate(rows)}
    codes = {index: str(row["credit_code"]) for index, row in enumerate(rows) if row.get("credit_code")}
    same_core = dict(_known(name_key__in=set(cores.values())))
    same_code = dict(_known(by="credit_code", credit_code__in=set(codes.values()))) if codes else {}
    found = {}
    for index, core in cores.items():
        hit, reason = same_code.get(codes.get(index, "")), gettext_lazy("same credit code")
        if hit is None:
            hit, reason = same_core.get(core), gettext_lazy("same name")
        if hit is not None:
            found[index] = Duplicate(hit[0], hit[1], reason)
    return found


def _known(*, by: str = "name_key", **condition: Any) -> list[tuple[str, tuple[int, str]]]:
    rows = Customer.objects.filter(deleted_at=None, **condition).order_by("-pk").values_list(by, "pk", "name")
    return [(key, (pk, name)) for key, pk, name in rows]


def _most_alike(row: Values) -> Duplicate | None:
    asked = Asked(name=str(row.get("name") or ""), phones=_numbers(row), email=str(row.get("email") or ""))
    hits = duplicates.find(asked, limit=1, from_score=duplicates.BLOCKED_FROM)
    return Duplicate(hits[0].row.id, hits[0].row.name, _("%(score)d%% alike") % {"score": hits[0].score}) if hits else None


def _numbers(row: Values) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in ("phone", "mobile", "contact_mobile") if row.get(name))


# -- verbs ----------------------------------------------------------------------------------------------------------


@whole
def create_many(rows: list[Values], context: Context) -> list[int]:
    """New customers with first contacts and running life-cycles; nobody else registers in the meantime."""
    blank = Customer(created_at=context.now, created_by=context.actor, updated_at=context.now)
    nobody = Contact(is_main=True, created_at=context.now, updated_at=context.now)
    customers = [_new(row, blank, context) for row in rows]
    people = [_contact_of(row, nobody) for row in rows]
    for customer, person in zip(customers, people, strict=True):
        rules.derive(customer, contacts=[person] if person else [])
    duplicates.lock_register()
    for customer, code in zip(customers, next_numbers(KIND, count=len(rows), at=context.now), strict=True):
        customer.code = code
    _start(customers, rows, context)
    _write_contacts(customers, people)
    _remember_parents(customers, rows, context)
    timeline.record_many(
        "customer.imported", customers, actor=context.actor, at=context.now, data={"batch": context.batch_id}
    )
    return [customer.pk for customer in customers]


def _new(row: Values, blank: Customer, context: Context) -> Customer:
    values = {"tags": [], **_given(row)}
    customer = like(blank, name_keys=[], phone_keys=[], **values)
    owner: Employee = row.get("owner") or context.actor
    tie(customer, owner=owner, department=owner.department)
    rules.settle_classes(customer, state=row.get("state") or "maintain")
    return customer


def _given(row: Values) -> dict[str, Any]:
    """The columns that the row fills; a turnover in millions is one in yuan, a name in Latin letters is foreign."""
    values = {name: row[name] for name in PLAIN if archive.filled(row.get(name))}
    if archive.filled(row.get("turnover_millions")):
        values["turnover"] = row["turnover_millions"]
    if "foreign" not in values and values.get("name", "一").isascii() and values.get("address", "").isascii():
        values["foreign"] = bool(values.get("address"))
    return values


def _contact_of(row: Values, nobody: Contact) -> Contact | None:
    name = row.get("contact_name")
    if not name:
        return None
    position, mobile = row.get("contact_position") or "", row.get("contact_mobile") or ""
    return like(nobody, name=str(name)[:60], position=position, mobile=mobile)


def _write_contacts(customers: list[Customer], people: list[Contact | None]) -> None:
    rows = []
    for customer, person in zip(customers, people, strict=True):
        if person is not None:
            tie(person, customer=customer)
            rows.append(person)
    copy_in(rows)


def _start(made: list[Customer], rows: list[Values], context: Context) -> None:
    by_state: dict[str, list[Customer]] = {}
    for customer, row in zip(made, rows, strict=True):
        by_state.setdefault(row.get("state") or "maintain", []).append(customer)
    for state, customers in by_state.items():
        engine.start_new(customers, procedure=KEY, actor=context.actor, now=context.now, state=state)


def _remember_parents(made: list[Customer], rows: list[Values], context: Context) -> None:
    wanted: dict[int, str] = context.memory.setdefault("parents", {})
    wanted.update({
        customer.pk: names.core(str(row["parent"])) for customer, row in zip(made, rows, strict=True) if row.get("parent")
    })


def after(context: Context) -> None:
    """Tie subsidiaries to their parents, wherever in the file these stood."""
    wanted: dict[int, str] = context.memory.get("parents", {})
    parents = dict(Customer.objects.filter(name_key__in=set(wanted.values())).values_list("name_key", "pk"))
    rows = [Customer(pk=pk, parent_id=parents[core]) for pk, core in wanted.items() if parents.get(core) not in (None, pk)]
    Customer.objects.bulk_update(rows, ["parent"], batch_size=500)


@whole
def update_many(rows: list[tuple[int, Values]], context: Context) -> list[None]:
    """Change what the file gives; the stage of an existing customer is not moved by a file."""
    customers = Customer.objects.in_bulk([pk for pk, _row in rows])
    people: dict[int, list[Contact]] = {}
    for contact in Contact.objects.filter(customer__in=customers, is_active=True):
        people.setdefault(contact.customer_id, []).append(contact)
    written: set[str] = set()
    for pk, row in rows:
        customer, given = customers[pk], _given(row)
        for name, value in given.items():
            setattr(customer, name, value)
        written |= set(given)
        rules.derive(customer, contacts=people.get(pk, []))
        customer.updated_at, customer.revision = context.now, customer.revision + 1
    fields = sorted({*written, *rules.DERIVED, "updated_at", "revision"})
    Customer.objects.bulk_update(customers.values(), fields, batch_size=500)
    timeline.record_many(
        "customer.updated_by_file", customers.values(), actor=context.actor, at=context.now,
        data={"batch": context.batch_id}, system=True,
    )
    return [None] * len(rows)


def touched(ids: Sequence[int], _context: Context) -> Mapping[int, Any]:
    """What people have done with a customer since it came keeps it."""
    done = Entry.objects.filter(main_kind=KIND, main_id__in=ids).exclude(
        verb__in=("customer.imported", "customer.updated_by_file")
    )
    touched_ids = [pk for pk in done.values_list("main_id", flat=True) if pk is not None]
    return dict.fromkeys(touched_ids, gettext_lazy("Somebody has worked on it."))


COLUMNS = (
    Column("name", gettext_lazy("customer name"), ("account", "company", "customer", "客户", "公司名称", "单位名称", "企业名称"),
           parse.limited(160), True, "远汀泵业有限公司"),
    Column("short_name", gettext_lazy("short name"), ("简称",), parse.limited(40), example="远汀泵业"),
    Column("credit_code", gettext_lazy("unified social credit code"), ("信用代码", "税号", "credit code"), parse.digits),
    Column("owner", gettext_lazy("owner"), ("sales_agent", "负责人", "业务员", "客户经理"), resolve=find_people, example="周砚"),
    Column("state", gettext_lazy("stage"), ("阶段", "状态", "客户阶段"), stage, example="维护"),
    Column("industry", gettext_lazy("industry"), ("sector", "行业"), parse.limited(60), example="泵业"),
    Column("founded_year", gettext_lazy("founded in"), ("year_established", "year established", "成立年份"), parse.integer),
    Column("turnover", gettext_lazy("yearly turnover"), ("年营业额", "营业额", "年销售额"), parse.money),
    Column("turnover_millions", gettext_lazy("yearly turnover in millions"), ("revenue", "年营业额（百万）"), millions),
    Column("employees_count", gettext_lazy("employees"), ("员工人数", "人数"), parse.integer),
    Column("address", gettext_lazy("address"), ("office_location", "office location", "地址", "联系地址"), parse.limited(200)),
    Column("province", gettext_lazy("province"), ("省份", "省"), parse.limited(40)),
    Column("city", gettext_lazy("city"), ("城市", "市", "所在地"), parse.limited(40)),
    Column("parent", gettext_lazy("parent company"), ("subsidiary_of", "subsidiary of", "上级公司", "母公司"),
           parse.limited(160)),
    Column("nature", gettext_lazy("nature"), ("性质", "客户性质"), parse.choice(Nature)),
    Column("abc", gettext_lazy("class"), ("等级", "客户等级", "综合分类"), parse.choice(ABC)),
    Column("importance", gettext_lazy("importance"), ("重要程度",), parse.choice(Importance)),
    Column("source", gettext_lazy("source"), ("来源", "客户来源"), parse.choice(Source)),
    Column("phone", gettext_lazy("telephone"), ("电话", "联系电话", "座机"), parse.digits),
    Column("mobile", gettext_lazy("mobile"), ("手机", "手机号"), parse.digits),
    Column("email", gettext_lazy("e-mail"), ("邮箱", "电子邮件", "email"), parse.email),
    Column("website", gettext_lazy("website"), ("网址", "网站"), parse.limited(200)),
    Column("contact_name", gettext_lazy("contact"), ("联系人", "联系人姓名"), parse.limited(60)),
    Column("contact_position", gettext_lazy("position"), ("职务", "职位"), parse.limited(60)),
    Column("contact_mobile", gettext_lazy("contact's mobile"), ("联系人手机", "联系人电话"), parse.digits),
    Column("situation", gettext_lazy("situation"), ("情况", "客户情况")),
    Column("trading_terms", gettext_lazy("trading terms"), ("交易条件", "结算方式"), parse.limited(200)),
    Column("tags", gettext_lazy("labels"), ("标签",), labels),
)

IMPORTER = Importer(
    key="customers.customers",
    kind=KIND,
    label=gettext_lazy("Customers"),
    columns=COLUMNS,
    natural_key=natural_key,
    find_duplicates=find_duplicates,
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Customer, FIELDS),
    restore_many=plain.restorer(Customer),
    remove_many=followed.remover(Customer),
    check_rows=check_rows,
    touched=touched,
    after=after,
)

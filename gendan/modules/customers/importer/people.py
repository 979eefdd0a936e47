"""Contacts from files, each under a customer that is there and that the importing person may edit."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gendan.modules.customers import actions, rules
from gendan.modules.customers.access import CONTACT
from gendan.modules.customers.importer.firms import find_customers, suggest_customers
from gendan.modules.customers.models import Contact, Customer
from gendan.spine import events
from gendan.spine.imports import parse, plain
from gendan.spine.imports.declare import Column, Context, Duplicate, Importer, Values
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

TEXTS = ("name", "position", "department_name", "mobile", "phone", "email", "wechat", "qq")
FIELDS = (*TEXTS, "decides", "is_main")


def yes_or_no(text: str) -> bool | None:
    """Yes or no in either language."""
    return {"是": True, "yes": True, "y": True, "1": True, "否": False, "no": False, "n": False, "0": False}.get(text.strip().lower())


def natural_key(row: Values) -> str | None:
    """Two rows of one file with the same name at the same customer are the same person."""
    return f"{row['customer'].pk}:{row['name']}" if row.get("customer") and row.get("name") else None


def check_rows(rows: list[Values], context: Context) -> Mapping[int, Mapping[str, Any]]:
    """The rules of numbers, and whether the customer may be edited."""
    ids = {row["customer"].pk for row in rows if row.get("customer")}
    mine = set(Customer.objects.visible_to(context.actor, "edit").filter(pk__in=ids).values_list("pk", flat=True))
    found: dict[int, dict[str, Any]] = {}
    for index, row in enumerate(rows):
        errors = dict(rules.errors_of_numbers(row))
        if row.get("customer") and row["customer"].pk not in mine:
            errors["customer"] = _("You may not change this customer.")
        if errors:
            found[index] = errors
    return found


def find_duplicates(rows: list[Values], _context: Context) -> Mapping[int, Duplicate]:
    """Whoever is there already under the same name."""
    wanted = Q(pk__in=[])
    for row in rows:
        if row.get("customer"):
            wanted |= Q(customer=row["customer"].pk, name=row.get("name") or "")
    known = {f"{row.customer_id}:{row.name}": row for row in Contact.objects.filter(wanted, erased_at=None).order_by("-pk")}
    hits = {index: known.get(natural_key(row) or "") for index, row in enumerate(rows)}
    return {index: Duplicate(hit.pk, hit.name, gettext_lazy("same name")) for index, hit in hits.items() if hit is not None}


@whole
def create_many(rows: list[Values], context: Context) -> list[int]:
    """New contacts; the first of a customer without any is the main one."""
    ids = {row["customer"].pk for row in rows}
    known = set(Contact.objects.filter(customer__in=ids, is_active=True).values_list("customer", flat=True))
    made = []
    for row in rows:
        values = {name: row[name] for name in (*TEXTS, "decides") if row.get(name) is not None}
        first = row["customer"].pk not in known
        known.add(row["customer"].pk)
        made.append(Contact(**values, customer=row["customer"], is_main=first, created_at=context.now, updated_at=context.now))
    Contact.objects.bulk_create(made)
    _tell(ids, [one.pk for one in made], context)
    return [one.pk for one in made]


@whole
def update_many(rows: list[tuple[int, Values]], context: Context) -> list[None]:
    """Change what the file gives."""
    people = Contact.objects.select_for_update().in_bulk([pk for pk, _row in rows])
    for pk, row in rows:
        for name in (*TEXTS, "decides"):
            if row.get(name) is not None:
                setattr(people[pk], name, row[name])
        people[pk].updated_at, people[pk].revision = context.now, people[pk].revision + 1
    Contact.objects.bulk_update(people.values(), [*TEXTS, "decides", "updated_at", "revision"], batch_size=500)
    _tell({one.customer_id for one in people.values()}, list(people), context)
    return [None] * len(rows)


def _tell(customers: Collection[int], people: list[int], context: Context) -> None:
    actions.refresh_derived(customers)
    firms = Customer.objects.filter(pk__in=customers)
    timeline.record_many("customer.contacts_imported", firms, actor=context.actor, at=context.now, data={"batch": context.batch_id})
    events.emit("customers.contacts_changed", contact_ids=people, actor=context.actor, now=context.now)


def touched(ids: Sequence[int], _context: Context) -> Mapping[int, Any]:
    """Whom somebody has talked to stays."""
    used = Contact.objects.filter(pk__in=ids).filter(Q(activities__isnull=False) | Q(consents__isnull=False)).values_list("pk", flat=True)
    return dict.fromkeys(used, gettext_lazy("Somebody has worked on it."))


CONTACTS = Importer(
    key="customers.contacts",
    kind=CONTACT,
    label=gettext_lazy("Contacts"),
    columns=(
        Column("customer", gettext_lazy("customer"), ("客户", "公司名称", "客户编号", "company"), required=True, example="远汀泵业有限公司",
               resolve=find_customers, suggest=suggest_customers),
        Column("name", pgettext_lazy("person", "name"), ("姓名", "联系人", "name", "contact"), parse.limited(60), True, "高鹏"),
        Column("position", gettext_lazy("position"), ("职务", "职位"), parse.limited(60), example="设备主任"),
        Column("department_name", gettext_lazy("their department"), ("部门",), parse.limited(60)),
        Column("mobile", gettext_lazy("mobile"), ("手机", "手机号"), parse.digits, example="13812345678"),
        Column("phone", gettext_lazy("telephone"), ("电话", "座机"), parse.digits),
        Column("email", gettext_lazy("e-mail"), ("邮箱", "email"), parse.email),
        Column("wechat", gettext_lazy("WeChat"), ("微信", "微信号"), parse.limited(60)),
        Column("qq", "QQ", ("QQ号",), parse.limited(20)),
        Column("decides", gettext_lazy("decides"), ("决策人", "是否决策"), yes_or_no, example="是"),
    ),
    natural_key=natural_key,
    find_duplicates=find_duplicates,
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Contact, FIELDS),
    restore_many=plain.restorer(Contact),
    remove_many=plain.remover(Contact),
    check_rows=check_rows,
    touched=touched,
)

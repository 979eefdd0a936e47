"""Past follow-ups from files: what was said to customers before gendan, in the order in which it happened."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.db.models.functions import TruncMinute
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers import actions as customers
from gendan.modules.customers.importer import find_customers, suggest_customers
from gendan.modules.customers.models import Contact, Customer, FollowKind
from gendan.modules.customers.under import people_of
from gendan.modules.followups import rules
from gendan.modules.followups.access import KIND
from gendan.modules.followups.actions import facts_of
from gendan.modules.followups.models import Activity, Attitude, Channel, Result, Way
from gendan.modules.followups.subjects import CUSTOMER
from gendan.spine.bulk import copy_in
from gendan.spine.imports import followed, parse, plain
from gendan.spine.imports.declare import Column, Context, Duplicate, Importer, Values
from gendan.spine.org.models import Employee
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.models import Entry
from gendan.spine.whole import whole

PLAIN = ("way", "channel", "follow_kind", "at", "text", "result", "attitude", "purpose", "effect")
A_DAY = 24 * 60
FIELDS = (*PLAIN, "seconds", "contact", "asked_for", "owner")


def find_authors(texts: set[str], _context: Context) -> Mapping[str, Employee]:
    """Employees by name or login name; who has left wrote too, but of two with one name the one who is here is meant."""
    people = Employee.objects.select_related("department")
    found = {person.name: person for person in sorted(people.filter(name__in=texts), key=lambda one: one.status != Employee.Status.LEFT)}
    return found | {person.username: person for person in people.filter(username__in=texts)}


def _minutes(text: str) -> int | None:
    found = parse.integer(text)
    if found is not None and not 0 <= found <= A_DAY:
        raise ValidationError(_("Between 0 and %d minutes.") % A_DAY)
    return found


def _told(row: Values) -> str:
    return str(row.get("text") or "").strip()


def _known_by(customer_id: int, at: datetime, text: str) -> tuple[int, datetime, str]:
    return customer_id, at.replace(second=0, microsecond=0), text.strip()


def natural_key(row: Values) -> str | None:
    """The same words to the same customer in the same minute."""
    return "|".join(map(str, _known_by(row["customer"].pk, row["at"], _told(row)))) if row.get("customer") and row.get("at") else None


def check_rows(rows: list[Values], context: Context) -> Mapping[int, Mapping[str, Any]]:
    """It has happened, something is told of it, and the importing person may follow the customer."""
    ids = {row["customer"].pk for row in rows if row.get("customer")}
    mine = set(Customer.objects.visible_to(context.actor, "follow").filter(pk__in=ids).values_list("pk", flat=True))
    found: dict[int, dict[str, Any]] = {}
    for index, row in enumerate(rows):
        errors = {}
        if row.get("customer") and row["customer"].pk not in mine:
            errors["customer"] = _("You may not write follow-ups about this customer.")
        if row.get("at") and row["at"] > context.now:
            errors["at"] = _("This is still to come.")
        if not _told(row) and not row.get("result"):
            errors["text"] = _("Say what happened, or what came of it.")
        if errors:
            found[index] = errors
    return found


def find_duplicates(rows: list[Values], _context: Context) -> Mapping[int, Duplicate]:
    """What is written down already: the same customer, minute and words."""
    keys = {index: _known_by(row["customer"].pk, row["at"], _told(row)) for index, row in enumerate(rows) if row.get("customer") and row.get("at")}
    known = Activity.objects.annotate(minute=TruncMinute("at", tzinfo=UTC)).filter(
        customer__in={key[0] for key in keys.values()}, minute__in={key[1] for key in keys.values()},
    )
    hits = {_known_by(customer, at, text): pk for pk, customer, at, text in known.values_list("pk", "customer", "at", "text")}
    return {
        index: Duplicate(hits[key], key[2][:80] or str(rows[index]["customer"]), gettext_lazy("same customer, time and words"))
        for index, key in keys.items() if key in hits
    }


@whole
def create_many(rows: list[Values], context: Context) -> list[int]:
    """Write them with the moment and the author of their own; nothing is planned after what is long past."""
    people = _contacts(rows)
    made = [_new(row, people, context) for row in rows]
    copy_in(made)
    _tell(made, context)
    _settle({one.customer_id for one in made})
    return [one.pk for one in made]


def _contacts(rows: Sequence[Values]) -> dict[tuple[int, str], Contact]:
    """The people whom the rows name, at their customers; who is still there before who has left."""
    named = Contact.objects.filter(
        customer__in={row["customer"].pk for row in rows if row.get("customer")}, name__in={row["contact"] for row in rows if row.get("contact")}, erased_at=None,
    )
    return {(one.customer_id, one.name): one for one in named.order_by("is_active", "-pk")}


def _new(row: Values, people: Mapping[tuple[int, str], Contact], context: Context) -> Activity:
    customer, author = row["customer"], row.get("owner") or context.actor
    way = row.get("way") or Way.CALL
    usual = {"way": way, "channel": rules.CHANNEL_OF_WAY[Way(way)]}
    return Activity(
        **usual | _given(row, customer.pk, people), customer=customer, record_kind=CUSTOMER, record_id=customer.pk, record_title=str(customer)[:200],
        owner=author, department=author.department, created_at=context.now, created_by=context.actor, **people_of(customer),
    )


def _given(row: Values, customer_id: int, people: Mapping[tuple[int, str], Contact]) -> dict[str, Any]:
    """The columns that the row fills; a person who is not among the contacts is kept by the name."""
    given = {name: row[name] for name in PLAIN if row.get(name) not in (None, "")}
    if row.get("minutes") is not None:
        given["seconds"] = row["minutes"] * 60
    if row.get("contact"):
        person = people.get((customer_id, row["contact"]))
        given |= {"contact": person, "asked_for": "" if person else row["contact"]}
    return given


@whole
def update_many(rows: list[tuple[int, Values]], context: Context) -> list[None]:
    """Change what the file gives; customer, moment and words are the same already."""
    known = Activity.objects.select_for_update(of=("self",)).in_bulk([pk for pk, _row in rows])
    people, written = _contacts([row for _pk, row in rows]), set()
    for pk, row in rows:
        given = _given(row, known[pk].customer_id, people)
        given.pop("at", None)
        if row.get("owner"):
            given |= {"owner": row["owner"], "department": row["owner"].department}
        for name, value in given.items():
            setattr(known[pk], name, value)
        written |= set(given)
    if written:
        Activity.objects.bulk_update(known.values(), sorted(written), batch_size=500)
    timeline.record_many("followups.corrected", known.values(), actor=context.actor, at=context.now, system=True, data={"batch": context.batch_id})
    return [None] * len(rows)


@whole
def remove_many(ids: Sequence[int], _context: Context) -> None:
    """Take them away again, from the stories too."""
    rows = Activity.objects.filter(pk__in=ids)
    of = set(rows.values_list("customer_id", flat=True))
    Entry.objects.filter(kind=KIND, object_id__in=ids).delete()
    rows.delete()
    _settle(of)


def _tell(made: Collection[Activity], context: Context) -> None:
    """Each on the story of its customer, when it happened, by who it was."""
    def by_whom(one: Activity) -> tuple[str, int]:
        return one.way, one.owner_id or 0

    for (way, _author), some in groupby(sorted(made, key=by_whom), key=by_whom):
        listed = list(some)
        timeline.record_many(
            f"followups.{way}", listed, actor=listed[0].owner, at=lambda one: one.at, text=lambda one: one.text,
            data=lambda one: facts_of(one) | {"batch": context.batch_id},
        )


def _settle(customer_ids: set[int]) -> None:
    latest = Activity.objects.filter(customer__in=customer_ids).order_by().values_list("customer_id").annotate(Max("at"))
    customers.settle_last_followup(dict.fromkeys(customer_ids) | dict(latest))


IMPORTER = Importer(
    key="followups.activities",
    kind=KIND,
    label=gettext_lazy("Past follow-ups"),
    columns=(
        Column("customer", gettext_lazy("customer"), ("客户", "客户名称", "公司名称", "客户编号", "company", "account"), required=True,
               resolve=find_customers, suggest=suggest_customers, example="远汀泵业有限公司"),
        Column("at", gettext_lazy("when"), ("跟进时间", "日期", "跟进日期", "date", "moment"), parse.moment, True, "2025-03-18 14:30"),
        Column("text", gettext_lazy("what happened"), ("内容", "跟进内容", "跟进记录", "text", "note"), example="问了轴承座交期，答应周五回复"),
        Column("contact", gettext_lazy("contact"), ("联系人", "联系人姓名"), parse.limited(60), example="高鹏"),
        Column("way", gettext_lazy("way"), ("跟进方式", "类型", "kind", "type"), parse.choice(Way), example="电话"),
        Column("channel", gettext_lazy("channel"), ("渠道",), parse.choice(Channel)),
        Column("follow_kind", gettext_lazy("kind of follow-up"), ("跟进类别",), parse.choice(FollowKind)),
        Column("result", gettext_lazy("result"), ("跟进结果",), parse.choice(Result)),
        Column("attitude", gettext_lazy("attitude"), ("客户态度",), parse.choice(Attitude)),
        Column("purpose", gettext_lazy("purpose"), ("目的",), parse.limited(200)),
        Column("effect", gettext_lazy("effect on the customer"), ("效果",), parse.limited(200)),
        Column("minutes", gettext_lazy("minutes"), ("时长", "通话时长", "分钟"), _minutes),
        Column("owner", gettext_lazy("author"), ("跟进人", "记录人", "业务员", "owner", "created by"), resolve=find_authors, example="周砚"),
    ),
    natural_key=natural_key,
    find_duplicates=find_duplicates,
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Activity, FIELDS),
    restore_many=plain.restorer(Activity),
    remove_many=remove_many,
    check_rows=check_rows,
    touched=followed.worked_on(Activity, *(f"followups.{way}" for way in Way.values)),
)

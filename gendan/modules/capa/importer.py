"""Running corrective actions from files, as registers are kept in tables; each begins with its team."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.capa import queries, rules
from gendan.modules.capa.access import KIND
from gendan.modules.capa.models import Capa, Round
from gendan.modules.capa.numbers import ALL
from gendan.modules.capa.procedure import CAPA
from gendan.modules.capa.words import Grade, Origin
from gendan.modules.catalog.importer import find_products, suggest_products
from gendan.modules.customers.importer import find_customers, find_people, suggest_customers
from gendan.modules.customers.under import people_of
from gendan.spine.documents.actions import next_number
from gendan.spine.imports import followed, parse, plain
from gendan.spine.imports.declare import Column, Context, Importer, Values
from gendan.spine.org.models import Department
from gendan.spine.procedures import engine
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

PLAIN = ("title", "origin", "grade", "batch", "defect", "problem", "customer", "product", "responsible")


def natural_key(values: Values) -> str | None:
    """The number, else what is wrong with the batch."""
    return str(values.get("number") or f"{values['title']}|{values.get('batch', '')}").casefold()


def _find_departments(texts: set[str], _context: Context) -> Mapping[str, Department]:
    return {row.name: row for row in Department.objects.filter(name__in=texts)}


def _new(row: Values, values: dict[str, Any], context: Context) -> Capa:
    now, on = context.now, timezone.localdate(context.now)
    made = Capa(**{name: row[name] for name in PLAIN if row.get(name) not in (None, "")}, created_at=now, created_by=context.actor, limit_from=now)
    made.number, made.defect_key = str(row.get("number") or next_number(KIND, at=now))[:30], rules.key_of(made.defect)
    made.owner = row.get("owner") or queries.owner_for(made.responsible, on=on) or context.actor
    made.department = made.owner.department
    made.checker = queries.checker_for({made.owner.pk}, near=made.responsible, on=on)
    people = {one.pk for one in (made.owner, made.checker, context.actor) if one is not None}
    made.related_ids, made.related_department_ids = sorted(people), [made.responsible.pk]
    for name, value in people_of(made.customer).items():
        setattr(made, name, value)
    made.step_due_at = rules.step_ends(made, values)["team"]
    return made


@whole
def create_many(rows: list[Values], context: Context) -> list[int]:
    """New requests; each begins with D1."""
    values = rules.values_now(*ALL, at=context.now)
    made = Capa.objects.bulk_create([_new(row, values, context) for row in rows])
    Round.objects.bulk_create([Round(capa=one, number=1, begun_at=context.now) for one in made])
    engine.start_many(made, procedure=CAPA, actor=context.actor, now=context.now)
    timeline.record_many("capa.imported", made, actor=context.actor, at=context.now, data={"batch": context.batch_id})
    return [one.pk for one in made]


@whole
def update_many(rows: list[tuple[int, Values]], _context: Context) -> list[None]:
    """Change what the file gives of existing requests; owner and term stay."""
    found = Capa.objects.in_bulk([pk for pk, _row in rows])
    for pk, row in rows:
        for name in ("title", "batch", "defect", "problem", "product"):
            if row.get(name) not in (None, ""):
                setattr(found[pk], name, row[name])
        found[pk].defect_key = rules.key_of(found[pk].defect)
    Capa.objects.bulk_update(found.values(), ["title", "batch", "defect", "defect_key", "problem", "product"], batch_size=500)
    return [None] * len(rows)


IMPORTER = Importer(
    key="capa.capas",
    kind=KIND,
    label=_("Corrective actions"),
    columns=(
        Column("number", _("number"), ("no", "编号", "要求单号", "序号"), parse.limited(30), example="JZ-2026-001"),
        Column("title", pgettext_lazy("capa", "what is wrong"), ("subject", "title", "问题", "主题"), parse.limited(160), True, "轴承座孔径超差"),
        Column("responsible", _("responsible department"), ("department", "责任部门", "部门"), required=True, resolve=_find_departments, example="制造部"),
        Column("origin", pgettext_lazy("capa", "asked for by"), ("source", "来源"), parse.choice(Origin), example="审核"),
        Column("grade", pgettext_lazy("capa", "grade"), ("level", "等级", "严重程度"), parse.choice(Grade), example="2"),
        Column("customer", _("customer"), ("customer name", "客户", "客户名称"), resolve=find_customers, suggest=suggest_customers, example=""),
        Column("product", _("product"), ("product code", "产品编码", "货号"), resolve=find_products, suggest=suggest_products, example="ZC-100"),
        Column("batch", _("batch"), ("lot", "批号"), parse.limited(60), example="P2609"),
        Column("defect", _("defect"), ("不良现象", "缺陷"), parse.limited(120), example="孔径超差"),
        Column("problem", _("description of the problem"), ("description", "问题描述", "描述"), example=""),
        Column("owner", _("owner"), ("responsible person", "负责人", "责任人"), resolve=find_people, example="陆承"),
    ),
    natural_key=natural_key,
    find_duplicates=followed.same_number(Capa, "title"),
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Capa, ("title", "batch", "defect", "defect_key", "problem", "product")),
    restore_many=plain.restorer(Capa),
    remove_many=followed.remover(Capa),
    touched=followed.worked_on(Capa, "capa.imported"),
)

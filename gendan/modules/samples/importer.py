"""The sample library from files: by an authorised clerk only; each sample then waits for its picture."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.importer import find_products, suggest_products
from gendan.modules.samples import queries
from gendan.modules.samples.access import SAMPLE as KIND
from gendan.modules.samples.models import Sample, SampleKind
from gendan.modules.samples.procedure import LIBRARY
from gendan.spine.documents.actions import next_number
from gendan.spine.imports import followed, parse, plain
from gendan.spine.imports.declare import Column, Context, Importer, Values
from gendan.spine.procedures import engine
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

PLAIN = ("name", "specification", "material", "colour", "size", "unit", "quantity", "place", "note")
FIELDS = (*PLAIN, "number", "kind", "product", "master_by", "master_at")


def natural_key(values: Values) -> str | None:
    """The number, else the name with its specification."""
    return str(values.get("number") or f"{values['name']}|{values.get('specification', '')}").casefold()


def _kinds(rows: list[Values], context: Context) -> dict[str, SampleKind]:
    """Kinds by name; new ones are noted with the batch."""
    names = {row["kind"] for row in rows if row.get("kind")}
    known = {kind.name: kind for kind in SampleKind.objects.filter(name__in=names)}
    made = SampleKind.objects.bulk_create([SampleKind(name=name) for name in sorted(names - set(known))])
    context.note("samples.samplekind", [kind.pk for kind in made])
    return known | {kind.name: kind for kind in made}


def _given(row: Values, kinds: Mapping[str, SampleKind], context: Context) -> dict[str, Any]:
    values = {name: row[name] for name in (*PLAIN, "product") if row.get(name) not in (None, "")}
    if row.get("kind"):
        values["kind"] = kinds[row["kind"]]
    if row.get("specification") and row.get("unit"):
        values |= {"master_by": context.actor, "master_at": context.now}
    return values


@whole
def create_many(rows: list[Values], context: Context) -> list[int]:
    """New samples; each asks for its picture, and for what else is missing."""
    kinds, actor, now = _kinds(rows, context), context.actor, context.now
    made = Sample.objects.bulk_create([
        Sample(
            number=str(row.get("number") or next_number(KIND, at=now))[:30], owner=actor, department=actor.department,
            created_at=now, updated_at=now, **_given(row, kinds, context),
        )
        for row in rows
    ])
    engine.start_many(made, procedure=LIBRARY, actor=actor, now=now)
    timeline.record_many("samples.imported", made, actor=actor, at=now, data={"batch": context.batch_id})
    return [one.pk for one in made]


@whole
def update_many(rows: list[tuple[int, Values]], context: Context) -> list[None]:
    """Change what the file gives of existing samples."""
    kinds = _kinds([row for _pk, row in rows], context)
    samples = Sample.objects.in_bulk([pk for pk, _row in rows])
    for pk, row in rows:
        for name, value in _given(row, kinds, context).items():
            setattr(samples[pk], name, value)
        samples[pk].updated_at = context.now
    Sample.objects.bulk_update(samples.values(), [*PLAIN, "kind", "product", "master_by", "master_at", "updated_at"], batch_size=500)
    return [None] * len(rows)


def undone(context: Context) -> None:
    """Take away the kinds that the import made and nobody uses."""
    SampleKind.objects.filter(pk__in=context.made.get("samples.samplekind", []), samples=None).delete()


def allowed(employee: Any) -> bool:
    """F45.1: whoever is authorised to enter samples imports them, nobody else."""
    return queries.permit_of(employee, on=timezone.localdate()) is not None


IMPORTER = Importer(
    key="samples.samples",
    kind=KIND,
    label=_("Sample library"),
    columns=(
        Column("number", _("sample number"), ("sample no", "no", "样品编号", "样品号", "编号"), parse.limited(30), example="YP-0001"),
        Column("name", _("name"), ("sample", "sample name", "样品", "样品名称", "名称"), parse.limited(120), True, "工装夹克 冬款"),
        Column("kind", _("product kind"), ("category", "产品种类", "种类", "类别"), parse.limited(60), example="工装"),
        Column("product", _("product"), ("product code", "产品编码", "货号"), resolve=find_products, suggest=suggest_products, example="FM-050"),
        Column("specification", _("specification"), ("spec", "规格", "规格型号"), parse.limited(200), example="170/92A"),
        Column("material", _("material"), ("fabric", "材质", "面料"), parse.limited(120), example="涤棉纱卡 240 g"),
        Column("colour", pgettext_lazy("sample", "colour"), ("color", "颜色"), parse.limited(60), example="藏青"),
        Column("size", _("size"), ("尺寸",), parse.limited(60), example="L"),
        Column("unit", _("unit"), ("uom", "计量单位"), parse.limited(20), example="件"),
        Column("quantity", _("pieces in the library"), ("quantity", "qty", "数量", "在库件数"), parse.integer, example="2"),
        Column("place", _("where it lies"), ("location", "存放位置", "货位"), parse.limited(60), example="A-03"),
        Column("note", _("note"), ("remark", "备注"), example=""),
    ),
    natural_key=natural_key,
    find_duplicates=followed.same_number(Sample, "name"),
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Sample, FIELDS),
    restore_many=plain.restorer(Sample),
    remove_many=followed.remover(Sample),
    touched=followed.worked_on(Sample, "samples.imported"),
    undone=undone,
    allowed=allowed,
)

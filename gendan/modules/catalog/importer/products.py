"""Products from files: the series of a hardware seller is a product line, a product without a code has its name."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from rapidfuzz import process

from gendan.modules.catalog.access import KIND
from gendan.modules.catalog.models import Product, ProductAlias, ProductLine
from gendan.spine.imports import parse, plain
from gendan.spine.imports.declare import Column, Context, Duplicate, Importer, Values

FIELDS = ("line", "code", "name", "model", "unit", "list_price", "is_active")


def find_products(texts: set[str], _context: Context) -> Mapping[str, Product]:
    """Products by name or code, and by spellings that somebody has confirmed."""
    found = {alias.spelling: alias.product for alias in
             ProductAlias.objects.filter(spelling__in=texts).select_related("product")}
    found |= {product.code: product for product in Product.objects.filter(code__in=texts)}
    return found | {product.name: product for product in Product.objects.filter(name__in=texts)}


def suggest_products(text: str, _context: Context) -> Sequence[str]:
    """Products with a similar name: letters count, blanks and case do not."""
    products = {name: name.replace(" ", "").lower() for name in Product.objects.values_list("name", flat=True)}
    found = process.extract(text.replace(" ", "").lower(), products, limit=3, score_cutoff=70)
    return [name for _normal, _score, name in found]


def code_of(values: Values) -> str:
    """The code, or the name of a product without one."""
    return str(values.get("code") or values["name"])[:60]


def natural_key(values: Values) -> str | None:
    """Products of one file with the same code are the same."""
    return code_of(values).lower()


def find_duplicates(rows: list[Values], _context: Context) -> dict[int, Duplicate]:
    """Existing products with the same code."""
    codes = {code_of(row) for row in rows}
    known = {product.code: product for product in Product.objects.filter(code__in=codes)}
    hits = {index: known.get(code_of(row)) for index, row in enumerate(rows)}
    return {index: Duplicate(hit.pk, hit.name, _("same code")) for index, hit in hits.items() if hit}


def create_many(rows: list[Values], context: Context) -> list[int]:
    """New products; product lines are made as needed."""
    lines = lines_of({row["line"] for row in rows}, context)
    made = Product.objects.bulk_create([
        Product(line_id=lines[row["line"]], code=code_of(row), **_given(row)) for row in rows
    ])
    return [product.pk for product in made]


def update_many(rows: list[tuple[int, Values]], context: Context) -> list[None]:
    """Change what the file gives of existing products."""
    lines = lines_of({values["line"] for _pk, values in rows}, context)
    products = Product.objects.in_bulk([pk for pk, _values in rows])
    for pk, values in rows:
        products[pk].line_id = lines[values["line"]]
        for name, value in _given(values).items():
            setattr(products[pk], name, value)
    Product.objects.bulk_update(products.values(), ["line", "name", "model", "unit", "list_price"])
    return [None] * len(rows)


def lines_of(names: set[str], context: Context) -> dict[str, int]:
    """Name → id of product lines; new ones are noted with the batch."""
    known = dict(ProductLine.objects.filter(name__in=names).values_list("name", "pk"))
    missing = [ProductLine(name=name) for name in sorted(names - set(known))]
    made = ProductLine.objects.bulk_create(missing)
    context.note("catalog.productline", [line.pk for line in made])
    return known | {line.name: line.pk for line in made}


def undone(context: Context) -> None:
    """Take away the product lines that the import made and nobody uses."""
    ProductLine.objects.filter(pk__in=context.made.get("catalog.productline", []), products=None).delete()


def _given(values: Values) -> Values:
    return {name: values[name] for name in ("name", "model", "unit", "list_price") if name in values}


IMPORTER = Importer(
    key="catalog.products",
    kind=KIND,
    label=_("Products"),
    columns=(
        Column("name", _("product name"), ("product", "product name", "产品", "产品名称", "品名"), parse.limited(120), True, "DN50 阀门"),
        Column("line", _("product line"), ("series", "family", "category", "产品线", "系列", "类别"), parse.limited(80), True,
               "阀门"),
        Column("code", _("product code"), ("sku", "product code", "item no", "编码", "产品编码", "货号"), parse.digits,
               example="FM-050"),
        Column("model", _("model"), ("spec", "型号", "规格", "规格型号"), parse.limited(80), example="DN50"),
        Column("unit", _("unit"), ("uom", "计量单位"), parse.limited(20), example="台"),
        Column("list_price", _("list price"), ("price", "sales price", "unit price", "单价", "标价", "售价", "价格"),
               parse.money, example="1280.00"),
    ),
    natural_key=natural_key,
    find_duplicates=find_duplicates,
    create_many=create_many,
    update_many=update_many,
    snapshot=plain.snapshot_of(Product, FIELDS),
    restore_many=plain.restorer(Product),
    remove_many=plain.remover(Product),
    undone=undone,
)

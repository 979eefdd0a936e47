"""Verbs of the catalogue."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gendan.modules.catalog.access import KIND
from gendan.modules.catalog.models import Product, ProductLine
from gendan.spine.access.queries import require, require_any
from gendan.spine.org.models import Employee
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

FIELDS = ("code", "name", "model", "unit", "list_price", "is_active")


@whole
def write_product(
    product: Product | None, *, values: Mapping[str, Any], actor: Employee, now: datetime
) -> Product:
    """Add a product, or change one; `line` is a product line, `new_line` the name of one to be made (F11.3)."""
    if product is None:
        require_any(actor, "create", KIND)
        product = Product()
    else:
        require(actor, "edit", product)
    is_new = product.pk is None
    line = values.get("line")
    if values.get("new_line"):
        line, _made = ProductLine.objects.get_or_create(name=str(values["new_line"]).strip())
    if line is not None:
        product.line = line
    changes = _write(product, values)
    product.save()
    verb = "product.added" if is_new else "product.changed"
    timeline.record(verb, product, actor=actor, at=now, data={} if is_new else {"changes": changes}, system=not is_new)
    return product


def _write(product: Product, values: Mapping[str, Any]) -> list[dict[str, str]]:
    """Set the given fields; answers what differs, as the timeline wants it."""
    changes = []
    for name in FIELDS:
        if name in values and getattr(product, name) != values[name]:
            old = getattr(product, name)
            changes.append({"field": name, "old": "" if old is None else str(old), "new": str(values[name] or "")})
            setattr(product, name, values[name])
    return changes


def change_product(product: Product, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Product:
    """Change single fields in the list."""
    return write_product(product, values=values, actor=actor, now=now)

"""What production says of itself: workshops, weeks, key materials, and what each stage allows (F21)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gendan.modules.catalog.models import Product
from gendan.modules.orders.models import ChangeRule, Material, MaterialUse, Order, WeekCapacity, Workshop
from gendan.modules.orders.scheduling import monday
from gendan.modules.orders.words import STANDINGS, TABLE
from gendan.spine.access.queries import require_any
from gendan.spine.org.models import Employee
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def save_workshop(
    workshop: Workshop | None, *, name: str, per_week: Decimal, lines: Iterable[Any], actor: Employee, now: datetime, position: int = 0
) -> Workshop:
    """A workshop, what it makes, and how much in a week."""
    require_any(actor, "production", Order)
    row = workshop or Workshop()
    row.name, row.per_week, row.position = name, per_week, position
    row.save()
    row.lines.set(lines)
    timeline.record("orders.workshop", row, actor=actor, at=now, data={"name": name, "pieces": str(per_week)}, system=True)
    return row


@whole
def set_week(workshop: Workshop, *, week: date, quantity: Decimal, actor: Employee, now: datetime) -> WeekCapacity:
    """A week with more or less room than usual."""
    require_any(actor, "production", Order)
    row, _made = WeekCapacity.objects.update_or_create(workshop=workshop, week=monday(week), defaults={"quantity": quantity})
    facts = {"name": workshop.name, "week": row.week.isoformat(), "pieces": str(quantity)}
    timeline.record("orders.week", workshop, actor=actor, at=now, data=facts, system=True)
    return row


@whole
def save_material(
    material: Material | None, *, name: str, lead_days: int, actor: Employee, now: datetime, in_stock: Decimal = Decimal(0),
    unit: str = "", products: Iterable[Product] = (), per_piece: Decimal = Decimal(1),
) -> Material:
    """A key material, how long it is on its way, and the products that take it."""
    require_any(actor, "production", Order)
    row = material or Material()
    row.name, row.lead_days, row.in_stock, row.unit = name, lead_days, in_stock, unit
    row.save()
    row.uses.all().delete()
    MaterialUse.objects.bulk_create(MaterialUse(product=one, material=row, per_piece=per_piece) for one in products)
    timeline.record("orders.material", row, actor=actor, at=now, data={"name": name, "days": lead_days}, system=True)
    return row


@whole
def set_change_table(table: Mapping[tuple[str, str], str], *, actor: Employee, now: datetime) -> int:
    """What each stage says to each kind of change; returns how many answers are new. Every change is written down (F21.4)."""
    require_any(actor, "production", Order)
    known = {(row.kind, row.stage): row for row in ChangeRule.objects.select_for_update()}
    changed = 0
    for (kind, stage), allowed in table.items():
        if kind not in TABLE or stage not in STANDINGS:
            raise ValueError(f"no such place in the table: {kind}, {stage}")
        row = known.get((kind, stage))
        if allowed == (row.allowed if row else TABLE[kind][stage]):
            continue
        ChangeRule.objects.update_or_create(kind=kind, stage=stage, defaults={"allowed": allowed})
        changed += 1
    if changed:
        timeline.record("orders.change_table", actor, actor=actor, at=now, data={"count": changed}, system=True)
    return changed

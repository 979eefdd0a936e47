"""A return is registered, by itself, from an order or from another record; and its inspection is written (F56.5, F56.6)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.modules.returns.access import RETURN as KIND
from gendan.modules.returns.models import InspectionLine, Return
from gendan.modules.returns.procedure import RETURN
from gendan.spine import events
from gendan.spine.access.queries import require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.records import kind_of
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def open_return(
    customer: Customer, *, values: Mapping[str, Any], actor: Employee, now: datetime, source: Any = None, owner: Employee | None = None,
    complains: bool = False,
) -> Return:
    """Announce goods that come back; `source` is the record that asks for it, else it stands by itself.

    The warehouse is asked to take them in; whoever is responsible for the customer speaks with him. A customer who
    `complains` by sending them back is heard as one who complains (F56).
    """
    require_any(actor, "create", Return)
    require(actor, "view", source if source is not None else customer)
    given = _filled(dict(values))
    responsible = owner or customer.owner or actor
    row = Return(
        **given, customer=customer, owner=responsible, department=responsible.department, created_at=now, created_by=actor,
        source_kind=kind_of(source) if source is not None else "", source_id=source.pk if source is not None else None,
        number=next_number(KIND, at=now), **people_of(held(customer)),
    )
    _require_sense(row)
    row.save()
    engine.start(row, procedure=RETURN.key, actor=actor, now=now, owner=responsible)
    facts = {"number": row.number, "title": str(row)}
    timeline.record("returns.registered", row, actor=actor, at=now, text=row.defect or row.reason, data=facts, main=row.main_object)
    if complains and source is None:
        events.emit("returns.complained", record=row, text=row.defect or row.reason, actor=actor, now=now)
    return row


def attach(record: Return, *, to: Any, actor: Employee | None, now: datetime) -> None:
    """From now on the goods belong to the record that was opened for them."""
    record.source_kind, record.source_id = kind_of(to), to.pk
    record.save(update_fields=["source_kind", "source_id"])
    timeline.record("returns.attached", record, actor=actor, at=now, data={"title": str(to)}, main=record.main_object)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """What the order or the product says already."""
    order, product = values.get("order"), values.get("product")
    if not values.get("what"):
        values["what"] = (str(product) if product else order.name if order else "")[:160]
    if not values.get("unit") and product:
        values["unit"] = product.unit
    return values


def _require_sense(row: Return) -> None:
    if not row.what:
        raise ValidationError({"what": _("Which goods come back?")})
    if row.quantity is None or Decimal(row.quantity) <= 0:
        raise ValidationError({"quantity": _("How many pieces come back?")})
    if not row.reason:
        raise ValidationError({"reason": _("Why do they come back?")})
    if row.order is not None and row.order.customer_id != row.customer.pk:
        raise Refusal(_("This order is another customer's."), field="order", code="other_customer")
    if row.contact is not None and row.contact.customer_id != row.customer.pk:
        raise Refusal(_("This person is another customer's."), field="contact", code="other_customer")


@whole
def write_inspection(record: Return, *, rows: Iterable[Mapping[str, Any]], actor: Employee, now: datetime) -> list[InspectionLine]:
    """The lines of the inspection report (成品检验报告), while the goods are isolated (F56.6)."""
    require(actor, "edit", record)
    locked = Return.objects.select_for_update(of=("self",)).get(pk=record.pk)
    if locked.state != "isolated":
        raise Refusal(_("Lines are written while the goods are isolated for inspection."), code="not_isolated")
    made = [InspectionLine(record=locked, position=place, **_line(row, locked)) for place, row in enumerate(rows, 1)]
    if not made:
        raise ValidationError(_("Write at least one line."))
    locked.lines.all().delete()
    InspectionLine.objects.bulk_create(made)
    timeline.record("returns.lines", locked, actor=actor, at=now, data={"count": len(made)}, main=locked.main_object)
    return made


def _line(row: Mapping[str, Any], record: Return) -> dict[str, Any]:
    given = dict(row) | {"defective": row.get("defective") or Decimal(0)}
    if given["inspected"] > record.quantity:
        raise ValidationError(_("%(item)s: only %(quantity)s pieces came back.") % {"item": given["item"], "quantity": f"{record.quantity.normalize():f}"})
    if given["defective"] > given["inspected"]:
        raise ValidationError(_("%(item)s: more defective pieces than were inspected.") % {"item": given["item"]})
    if given["defective"] and not given.get("defect"):
        raise ValidationError(_("%(item)s: which defect?") % {"item": given["item"]})
    return given

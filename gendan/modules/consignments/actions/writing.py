"""A consignment is begun; note and packing list are written; the customer objects (F68.6, F68.7)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.consignments import queries, rules
from gendan.modules.consignments.access import KIND
from gendan.modules.consignments.models import Consignment, Packed
from gendan.modules.consignments.procedure import CONSIGNMENT
from gendan.modules.consignments.words import NOTED, WRITTEN, Freight
from gendan.modules.customers.under import held, people_of
from gendan.modules.orders.models import Order
from gendan.modules.orders.queries import lines_of
from gendan.modules.orders.words import Market
from gendan.modules.quotes.words import PREPAID
from gendan.spine import events
from gendan.spine.access.queries import require
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


@whole
def begin_consignment(order: Order, *, actor: Employee | None, now: datetime, **values: Any) -> Consignment:
    """Follow the goods of an export order out of the country; without an actor its notice began it."""
    if actor is not None:
        require(actor, "view", order)
    if order.market != Market.EXPORT or order.state not in ("running", "shipped"):
        raise Refusal(_("Only an export order whose notice is issued is consigned."), code="not_noticed")
    begun = rules.why_no_part(order)
    if begun:
        raise Refusal(begun, code="begun")
    owner = order.owner or actor or order.created_by
    row = Consignment(
        number=next_number(KIND, at=now), order=order, customer=order.customer, owner=owner, department=owner.department if owner else order.department,
        created_at=now, created_by=actor, **_known(order) | values, **people_of(held(order.customer)),
    )
    if actor is not None:
        require(actor, "create", row)
    row.save(force_insert=True)
    engine.start(row, procedure=CONSIGNMENT, actor=actor, now=now, owner=owner)
    timeline.record("consignments.begun", row, actor=actor, at=now, data={"title": str(row)}, system=actor is None, main=row.main_object)
    return row


def _known(order: Order) -> dict[str, Any]:
    """What order, customer and the quotation of its contract say already."""
    customer = order.customer
    quote = order.contract.quote if order.contract else None
    offered = quote.current if quote else None
    found: dict[str, Any] = {
        "contact": order.contact, "goods": order.name, "expected_on": order.promised_on, "latest_on": order.promised_on,
        "consignee": "\n".join(one for one in (customer.name, customer.address) if one),
        "sample": queries.confirmed_samples(customer.pk).first(), "marks": order.customer_number or order.number,
    }
    if offered is not None and offered.incoterm:
        freight = Freight.PREPAID if offered.incoterm in PREPAID else Freight.COLLECT
        found |= {"incoterm": offered.incoterm, "freight": freight, "carrier": offered.carrier}
    return found


def _lock(consignment: Consignment) -> Consignment:
    rows = Consignment.objects.select_for_update(of=("self",)).select_related("order", "customer", "owner", "department", "case")
    found: Consignment = rows.get(pk=consignment.pk)
    return found


def _writable(consignment: Consignment, *, actor: Employee) -> Consignment:
    locked = _lock(consignment)
    require(actor, "edit", locked)
    if locked.state not in WRITTEN:
        raise Refusal(
            _("The document clerk has the note already."), who=_("%s sends it back to be corrected.") % (locked.clerk or _("the document clerk")),
            code="handed_over",
        )
    return locked


@whole
def write_note(consignment: Consignment, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Consignment:
    """What the note says, until the document clerk has it."""
    unknown = set(values).difference(NOTED)
    if unknown:
        raise ValueError(f"not changeable: {unknown}")
    locked = _writable(consignment, actor=actor)
    changed = {name: value for name, value in values.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    fields = {name: [str(getattr(locked, name) or ""), str(value or "")] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(locked, name, value)
    locked.clean_fields(exclude={one.name for one in locked._meta.fields if one.name not in changed})
    locked.save(update_fields=list(changed))
    facts = {"title": str(locked), "fields": fields}
    timeline.record("consignments.noted", locked, actor=actor, at=now, data=facts, system=True, main=locked.main_object)
    return locked


@whole
def write_packing(consignment: Consignment, *, rows: Iterable[Mapping[str, Any]], actor: Employee, now: datetime) -> Consignment:
    """The packing list, in the order of its packages."""
    locked = _writable(consignment, actor=actor)
    lines = {line.key: line for line in lines_of(locked.order)}
    listed = [dict(row) for row in rows]
    unknown = [str(row["line_key"]) for row in listed if row["line_key"] not in lines]
    if unknown:
        raise ValidationError({"line_key": _("The order has no such line: %(keys)s.") % {"keys": "、".join(unknown)}})
    if any(row["gross_kg"] < row["net_kg"] for row in listed):
        raise ValidationError({"gross_kg": _("It weighs less with its package than without.")})
    locked.packed.all().delete()
    Packed.objects.bulk_create(
        Packed(consignment=locked, position=position, name=lines[row["line_key"]].name, unit=lines[row["line_key"]].unit, **row)
        for position, row in enumerate(listed, 1)
    )
    facts = {"title": str(locked), "count": sum(row["packages"] for row in listed)}
    timeline.record("consignments.packed", locked, actor=actor, at=now, data=facts, main=locked.main_object)
    return locked


@whole
def object_to(consignment: Consignment, *, objection: str, actor: Employee, now: datetime) -> Consignment:
    """The customer objects: it becomes a complaint, of which the manager hears at once (F68.7)."""
    locked = _lock(consignment)
    require(actor, "edit", locked)
    timeline.record("consignments.objected", locked, actor=actor, at=now, text=objection, data={"title": str(locked)}, main=locked.main_object)
    events.emit("consignments.objected", consignment=locked, text=objection, actor=actor, now=now)
    return locked

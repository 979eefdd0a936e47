"""Reads of incidents: above all whether charges of an order may be asked for (F34.5)."""

from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gendan.modules.customers.holds import FREE, Hold
from gendan.modules.incidents.access import INCIDENT
from gendan.modules.incidents.models import Incident, Notice, Shipment
from gendan.modules.orders.models import Order
from gendan.spine.rows import KEY, Reading

OPEN = Q(notice__incident__state_kind="open")


def hold(order: Order) -> Hold:
    """Whether the charges of this order may be asked for; if not, why, and who can lift it. Whoever duns asks here."""
    return _hold(_held_orders().one(order.pk))


def hold_on(customer: Any, about: Any = None) -> Hold:
    """The same for a customer: for one order where the contact is about it, else for any of his."""
    if isinstance(about, Order):
        return hold(about)
    return _hold(_held_customers().one(customer.pk))


@cache
def _held_orders() -> Reading:
    return _held(order=KEY)


@cache
def _held_customers() -> Reading:
    return _held(order__customer=KEY)


def _held(**of: int) -> Reading:
    rows = Shipment.objects.filter(OPEN, **of).select_related("notice__incident__owner", "order")
    return Reading(rows.order_by("notice__incident", "pk")[:1])


def _hold(row: Shipment | None) -> Hold:
    if row is None:
        return FREE
    incident = row.notice.incident
    facts = {"incident": str(incident), "number": incident.number, "order": row.order.number}
    why = _("Charges of the order %(order)s are not asked for until the incident %(number)s (%(incident)s) is closed: tell first, bill later.")
    return Hold(True, why % facts, str(incident.owner or ""), INCIDENT, incident.pk)


def held_customers(incident: Incident) -> list[int]:
    """The customers whose goods were on board."""
    return list(incident.notices.values_list("customer_id", flat=True))


def untold(incident: Incident) -> list[Notice]:
    """Customers who have not been told yet."""
    return list(incident.notices.filter(told_at=None).select_related("customer"))


def unheard(incident: Incident) -> list[Notice]:
    """Customers who have not heard yet how their goods are."""
    return list(incident.notices.exclude(state="reported").select_related("customer"))


def orders_of(incident: Incident) -> QuerySet[Order]:
    """All affected orders."""
    return Order.objects.filter(incident_shipments__notice__incident=incident)


def of(kind: str, pk: int) -> QuerySet[Incident]:
    """The incidents of an order or of a customer."""
    names = {"orders.order": "notices__shipments__order", "customers.customer": "notices__customer"}
    return Incident.objects.filter(**{names[kind]: pk}).distinct()

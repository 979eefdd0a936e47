"""Reads of export consignments."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from gendan.modules.consignments.models import Consignment, Packed
from gendan.modules.consignments.words import UNDER_WAY
from gendan.modules.orders.models import Order
from gendan.modules.orders.queries import lines_of
from gendan.modules.samples.models import SampleRequest

SUMS = ("packages", "quantity", "net_kg", "gross_kg", "volume_m3")


def of(order: Order) -> QuerySet[Consignment]:
    """All consignments of an order, the newest first."""
    rows: QuerySet[Consignment] = Consignment.objects.filter(order=order).select_related("case", "owner").order_by("-pk")
    return rows


def running(order: Order) -> QuerySet[Consignment]:
    """Those that have not come to an end."""
    return of(order).filter(state__in=UNDER_WAY)


def sums_of(rows: Iterable[Packed]) -> dict[str, Decimal]:
    """What the packages come to."""
    listed = list(rows)
    return {name: sum((Decimal(getattr(row, name)) for row in listed), Decimal(0)) for name in SUMS}


def packed_before(consignment: Consignment) -> dict[int, Decimal]:
    """By line of the order what its other consignments hold."""
    others = Packed.objects.filter(consignment__order=consignment.order_id).exclude(consignment=consignment.pk).exclude(consignment__state="dropped")
    return dict(others.values_list("line_key").annotate(all=Sum("quantity")).order_by())


def left_to_pack(consignment: Consignment) -> list[tuple[Any, Decimal]]:
    """The lines of the order with what lies in no consignment yet; less than nothing where too much was packed."""
    before, here = packed_before(consignment), _packed_here(consignment)
    return [(line, line.quantity - before.get(line.key, Decimal(0)) - here.get(line.key, Decimal(0))) for line in lines_of(consignment.order)]


def _packed_here(consignment: Consignment) -> dict[int, Decimal]:
    return dict(consignment.packed.values_list("line_key").annotate(all=Sum("quantity")).order_by())


def confirmed_samples(customer_id: int) -> QuerySet[SampleRequest]:
    """Samples that the customer has confirmed, the newest first."""
    rows: QuerySet[SampleRequest] = SampleRequest.objects.filter(customer=customer_id, state="confirmed").order_by("-pk")
    return rows

"""Reads of export consignments."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from django.db.models import Q, QuerySet, Sum

from gendan.modules.consignments.models import Consignment, Packed
from gendan.modules.consignments.words import UNDER_WAY
from gendan.modules.orders.models import Order
from gendan.modules.orders.queries import lines_of
from gendan.modules.samples.models import SampleRequest

SUMS = ("packages", "quantity", "net_kg", "gross_kg", "volume_m3")


def running(order: Order) -> QuerySet[Consignment]:
    """The consignments of an order that have not come to an end, the newest first."""
    rows = Consignment.objects.filter(order=order, state__in=UNDER_WAY).select_related("case", "owner").order_by("-pk")
    return cast(QuerySet[Consignment], rows)


def sums_of(rows: Iterable[Packed]) -> dict[str, Decimal]:
    """What the packages come to."""
    listed = list(rows)
    return {name: sum((Decimal(getattr(row, name)) for row in listed), Decimal(0)) for name in SUMS}


def left_to_pack(consignment: Consignment) -> list[tuple[Any, Decimal]]:
    """The lines of the order with what lies in no consignment yet; less than nothing where too much was packed."""
    counted = Q(consignment=consignment.pk) | ~Q(consignment__state="dropped")
    rows = Packed.objects.filter(counted, consignment__order=consignment.order_id)
    packed = dict(rows.values_list("line_key").annotate(all=Sum("quantity")).order_by())
    return [(line, line.quantity - packed.get(line.key, Decimal(0))) for line in lines_of(consignment.order)]


def confirmed_samples(customer_id: int) -> QuerySet[SampleRequest]:
    """Samples that the customer has confirmed, the newest first."""
    rows: QuerySet[SampleRequest] = SampleRequest.objects.filter(customer=customer_id, state="confirmed").order_by("-pk")
    return rows

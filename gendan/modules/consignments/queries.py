"""Reads of export consignments."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, cast

from django.db.models import Q, QuerySet, Sum

from gendan.modules.consignments.models import Consignment, Packed
from gendan.modules.consignments.words import GOING_ALONG, TRAVELLING, UNDER_WAY
from gendan.modules.orders.models import Order
from gendan.modules.orders.queries import lines_of
from gendan.modules.samples.models import SampleRequest
from gendan.spine.documents.models import MadePaper
from gendan.spine.documents.papering import made_for

SUMS = ("packages", "quantity", "net_kg", "gross_kg", "volume_m3")


def running(order: Order) -> QuerySet[Consignment]:
    """The consignments of an order that have not come to an end, the newest first."""
    rows = Consignment.objects.filter(order=order, state__in=UNDER_WAY).select_related("case", "owner").order_by("-pk")
    return cast(QuerySet[Consignment], rows)


def travelling(order: Order) -> QuerySet[Consignment]:
    """Those of which the customer may know how they travel, the first to leave first."""
    rows = Consignment.objects.filter(order=order, state__in=TRAVELLING).prefetch_related("packed").order_by("sails_on", "pk")
    return cast(QuerySet[Consignment], rows)


def papers_for_customer(consignment: Consignment) -> list[MadePaper]:
    """The papers that go with loaded goods, each in its newest version; what was printed before may still have changed."""
    if consignment.loaded_on is None:
        return []
    newest: dict[tuple[str, str], MadePaper] = {}
    for made in made_for(consignment).filter(paper__in=GOING_ALONG):
        newest.setdefault((made.paper, made.language), made)
    return list(newest.values())


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

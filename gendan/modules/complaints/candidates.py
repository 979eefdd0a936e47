"""Which open complaints may be about the same matter: the same customer or telephone, no other order or product, near in time."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.numbers import KEY, SAME_DAYS
from gendan.spine.org.queries import number

MOST = 5


def same_matter(
    rows: QuerySet[Complaint], *, customer_id: int | None = None, phone: str = "", order_id: int | None = None, product_id: int | None = None,
    at: datetime,
) -> QuerySet[Complaint]:
    """Those of the rows that are still open and may be the same; nothing where neither customer nor telephone is known."""
    person = Q(pk__in=[])
    if customer_id:
        person |= Q(customer=customer_id)
    if phone:
        person |= Q(phone=phone)
    days = timedelta(days=int(number(f"{KEY}.{SAME_DAYS.key}", SAME_DAYS.default, at=at)))
    found = rows.filter(person, state_kind__in=("open", "waiting"), received_at__gte=at - days, received_at__lte=at + days)
    if order_id:
        found = found.filter(Q(order=order_id) | Q(order=None))
    if product_id:
        found = found.filter(Q(product=product_id) | Q(product=None))
    return found.order_by("-received_at", "-pk")


def same_as(rows: QuerySet[Complaint], complaint: Any) -> list[Complaint]:
    """The open complaints that may be the same as this one."""
    found = same_matter(
        rows, customer_id=complaint.customer_id, phone=complaint.phone, order_id=complaint.order_id, product_id=complaint.product_id,
        at=complaint.received_at,
    )
    return list(found.exclude(pk=complaint.pk).select_related("customer", "owner", "order", "product")[:MOST])

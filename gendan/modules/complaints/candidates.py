"""Which open complaints may be about the same matter: the same customer or telephone, no other order, product or batch, near in time."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.numbers import KEY, SAME_DAYS
from gendan.modules.customers import names
from gendan.spine.org.queries import number

MOST = 5
ABOUT = ("order", "product", "batch")


def same_matter(
    rows: QuerySet[Complaint], *, customer_id: int | None = None, phone: str = "", order_id: int | None = None, product_id: int | None = None,
    batch: str = "", defect: str = "", at: datetime,
) -> QuerySet[Complaint]:
    """Those of the rows that are still open and may be the same, the same defect first; nothing where neither customer nor telephone is known."""
    days = timedelta(days=int(number(f"{KEY}.{SAME_DAYS.key}", SAME_DAYS.default, at=at)))
    found = rows.filter(
        _of(customer_id, phone), state_kind__in=("open", "waiting"), received_at__gte=at - days, received_at__lte=at + days,
    )
    for name, value in zip(ABOUT, (order_id, product_id, batch.strip()), strict=True):
        if value:
            found = found.filter(Q(**{name: value}) | Q(**{name: "" if name == "batch" else None}))
    return found.annotate(far=_far(defect.strip())).order_by("far", "-received_at", "-pk")


def _of(customer_id: int | None, phone: str) -> Q:
    """The same person: the customer, or the number however it is written."""
    person = Q(customer=customer_id) if customer_id else Q(pk__in=[])
    if text := phone.strip():
        key = names.phone_key(text)
        person |= Q(phone__in={text, key, names.shown_phone(key)} - {""})
    return person


def _far(defect: str) -> Any:
    """0 for complaints of this defect, 1 for others."""
    if not defect:
        return Value(1)
    return Case(When(defect__iexact=defect, then=Value(0)), default=Value(1), output_field=IntegerField())


def same_as(rows: QuerySet[Complaint], complaint: Any) -> list[Complaint]:
    """The open complaints that may be the same as this one."""
    found = same_matter(
        rows, customer_id=complaint.customer_id, phone=complaint.phone, order_id=complaint.order_id, product_id=complaint.product_id,
        batch=complaint.batch, defect=complaint.defect, at=complaint.received_at,
    )
    return list(found.exclude(pk=complaint.pk).select_related("customer", "owner", "order", "product")[:MOST])

"""What returns add to the pages of customers and orders."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gendan.modules.capa.subjects import Fault
from gendan.modules.customers.models import Customer
from gendan.modules.orders.models import Order
from gendan.modules.returns.access import RETURN as KIND
from gendan.modules.returns.models import Return
from gendan.spine.access.queries import may_any
from gendan.ui.detail.declare import Button
from gendan.ui.listing.filters import Asked


def _button(customer_id: int, asked: Asked, tail: str = "") -> list[Button]:
    if not may_any(asked.user, "create", KIND):
        return []
    return [Button(key="return", title=_("Goods come back"), icon="truck-return", url=reverse("returns:create", args=[customer_id]) + tail)]


def of_customer(record: Customer, asked: Asked) -> list[Button]:
    """Register a return of this customer."""
    return _button(record.pk, asked)


def of_order(record: Order, asked: Asked) -> list[Button]:
    """Register a return of what was shipped."""
    return _button(record.customer.pk, asked, f"?order={record.pk}") if record.state in ("running", "shipped", "closed") else []


def faults_since(moment: datetime) -> Iterable[Fault]:
    """Faults of ours that came back since, by product and defect, for the search for repeated ones."""
    rows = Return.objects.filter(verdict_at__gte=moment, product__isnull=False, fault="ours").order_by("pk")
    for row in rows:
        yield Fault(KIND, row.pk, row.product_id, row.defect or row.reason, "", str(row), row.created_at)

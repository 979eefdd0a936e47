"""What bids add to the pages of customers and opportunities."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.tenders.access import KIND
from gendan.modules.tenders.models import Tender
from gendan.spine.access.queries import may, may_any
from gendan.ui.detail.declare import Button, Tab
from gendan.ui.listing.filters import Asked


def _button(customer: Customer, asked: Asked, *, tail: str = "") -> list[Button]:
    if not may_any(asked.user, "create", KIND):
        return []
    answer = may(asked.user, "follow", customer)
    url = reverse("tenders:create", args=[customer.pk]) + tail
    return [Button(key="tender", title=_("Register a bid"), icon="gavel", url=url, allowed=answer.allowed, reason=answer.reason, who=answer.who)]


def of_customer(record: Customer, asked: Asked) -> list[Button]:
    """Register a bid."""
    return _button(record, asked)


def of_opportunity(record: Opportunity, asked: Asked) -> list[Button]:
    """The same for an open opportunity."""
    if record.customer is None or record.state_kind != "open":
        return []
    return _button(record.customer, asked, tail=f"?opportunity={record.pk}")


def tab_context(record: Opportunity, asked: Asked) -> dict[str, Any]:
    """The bids of the opportunity."""
    rows = Tender.objects.visible_to(asked.user).filter(opportunity=record).select_related("owner", "case")
    return {"tenders": rows.order_by("-created_at")[:50]}


def count(record: Opportunity, asked: Asked) -> QuerySet[Tender]:
    """The bids."""
    return Tender.objects.visible_to(asked.user).filter(opportunity=record)


TAB = Tab(key="tenders", title=gettext_lazy("Bids"), template="tenders/tab_of_opportunity.html", context=tab_context, count=count)

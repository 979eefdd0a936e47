"""What quotations add to the pages of opportunities and customers."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.quotes.access import KIND
from gendan.modules.quotes.models import Quote
from gendan.spine.access.queries import may_any
from gendan.ui.detail.declare import Button, Card
from gendan.ui.listing.filters import Asked

SHOWN = 8


def card_context(record: Opportunity, asked: Asked) -> dict[str, Any]:
    """Its quotations, the newest first."""
    rows = Quote.objects.visible_to(asked.user).filter(opportunity=record).select_related("case")
    may_create = may_any(asked.user, "create", KIND) and record.customer_id is not None and record.state_kind == "open"
    return {
        "quotes": rows.order_by("-enquired_at", "-pk")[:SHOWN], "may_create": may_create,
        "create_url": f"{reverse('quotes:create')}?opportunity={record.pk}",
    }


def of_customer(record: Customer, asked: Asked) -> list[Button]:
    """Quote this customer."""
    allowed = may_any(asked.user, "create", KIND)
    return [Button(
        key="quote", title=_("New quotation"), icon="file-dollar", url=f"{reverse('quotes:create')}?customer={record.pk}",
        allowed=allowed, reason="" if allowed else _("None of your roles quotes prices."),
    )]


CARD = Card(template="quotes/card_of_opportunity.html", context=card_context)

"""What orders add to the pages of customers, opportunities and contracts: a tab of all papers, figures and buttons."""

from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.contracts.models import STANDING, Contract
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.orders.access import ORDER as KIND
from gendan.modules.orders.models import Order
from gendan.modules.quotes.models import Quote
from gendan.spine.access.queries import may_any
from gendan.ui.detail.declare import Button, Counted, Figure, Tab
from gendan.ui.listing.filters import Asked

ROOM = 50


def _seen(model: Any, record: Customer, asked: Asked) -> Any:
    return model.objects.visible_to(asked.user).filter(customer=record)


def tab_context(record: Customer, asked: Asked) -> dict[str, Any]:
    """All of the customer that the person may see, the newest first."""
    return {
        "customer": record, "quotes": _seen(Quote, record, asked).select_related("owner", "case").order_by("-pk")[:ROOM],
        "contracts": _seen(Contract, record, asked).select_related("owner", "case").order_by("-pk")[:ROOM],
        "orders": _seen(Order, record, asked).select_related("owner", "case").order_by("-pk")[:ROOM],
        "may_order": may_any(asked.user, "create", KIND), "now": asked.now,
    }


def _sums(record: Customer, asked: Asked) -> dict[str, Any]:
    found: dict[str, Any] = asked.once(("orders", record.pk), lambda: _seen(Order, record, asked).aggregate(
        all=Count("id"), open=Count("id", filter=Q(state_kind="open")), amount=Sum("amount_cny", filter=Q(state_kind="open")),
    ))
    return found


def count(record: Customer, asked: Asked) -> Counted:
    """Papers of all three kinds."""
    return int(_sums(record, asked)["all"]), _seen(Quote, record, asked), _seen(Contract, record, asked)


def figures(record: Customer, asked: Asked) -> list[Figure]:
    """Orders in hand."""
    found = _sums(record, asked)
    return [Figure(label=_("orders in hand"), value=found["open"], note=_("%s yuan") % f"{found['amount'] or 0:,.0f}", url="?tab=orders")]


def buttons(record: Customer, asked: Asked) -> list[Button]:
    """Enter an order of this customer."""
    allowed = may_any(asked.user, "create", KIND)
    return [
        Button(
            key="order", title=_("New order"), icon="clipboard-list", url=f"{reverse('orders:create')}?customer={record.pk}",
            allowed=allowed, reason="" if allowed else _("None of your roles enters orders."),
        )
    ]


def _from(name: str, pk: int, asked: Asked) -> Button:
    allowed = may_any(asked.user, "create", KIND)
    return Button(
        key="order", title=_("Enter its order"), icon="clipboard-list", url=f"{reverse('orders:create')}?{name}={pk}", allowed=allowed,
        reason="" if allowed else _("None of your roles enters orders."),
    )


def opportunity_buttons(record: Opportunity, asked: Asked) -> list[Button]:
    """An opportunity that is won is carried out by an order."""
    return [_from("opportunity", record.pk, asked)] if record.state == "won" else []


def contract_buttons(record: Contract, asked: Asked) -> list[Button]:
    """So is a signed contract."""
    return [_from("contract", record.pk, asked)] if record.state in STANDING else []


TAB = Tab(
    key="orders", title=gettext_lazy("Quotations, contracts, orders"), template="orders/tab_of_customer.html", context=tab_context, count=count,
)

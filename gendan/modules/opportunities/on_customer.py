"""What opportunities add to the customer's page: a tab, a key figure and a button."""

from typing import Any

from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.access.queries import may_any
from gendan.ui.detail.declare import Button, Figure, Tab
from gendan.ui.listing.filters import Asked

KIND = "opportunities.opportunity"


def _visible(record: Customer, asked: Asked) -> Any:
    return Opportunity.objects.visible_to(asked.user).filter(customer=record, deleted_at=None)


def tab_context(record: Customer, asked: Asked) -> dict[str, Any]:
    """All opportunities of the customer that the person may see, the open ones first."""
    rows = _visible(record, asked).select_related("owner", "case").order_by("closed_on", "-created_at")
    return {
        "opportunities": rows[:100],
        "may_create": may_any(asked.user, "create", KIND),
        "create_url": f"{reverse('opportunities:create')}?customer={record.pk}",
    }


def count(record: Customer, asked: Asked) -> int:
    """How many of them."""
    return int(_sums(record, asked)["all"])


def _sums(record: Customer, asked: Asked) -> dict[str, Any]:
    """Numbers and amounts, for the figures and the tab in one query."""
    found: dict[str, Any] = asked.once(("opportunities", record.pk), lambda: _visible(record, asked).aggregate(
        all=Count("id"),
        open=Count("id", filter=Q(state_kind="open")),
        amount=Sum("amount", filter=Q(state_kind="open")),
        won=Sum("contract_amount", filter=Q(state="won")),
        times=Count("id", filter=Q(state="won")),
    ))
    return found


def figures(record: Customer, asked: Asked) -> list[Figure]:
    """Opportunities in hand and what was won."""
    found = _sums(record, asked)
    return [
        Figure(label=_("opportunities in hand"), value=found["open"], note=_("%s yuan") % f"{found['amount'] or 0:,.0f}",
               url="?tab=opportunities"),
        Figure(label=_("won so far"), value=found["won"] or 0, note=_("%d times") % found["times"]),
    ]


def buttons(record: Customer, asked: Asked) -> list[Button]:
    """Register an opportunity of this customer."""
    allowed = may_any(asked.user, "create", KIND)
    return [
        Button(
            key="opportunity", title=_("Register an opportunity"), icon="target",
            url=f"{reverse('opportunities:create')}?customer={record.pk}", allowed=allowed,
            reason="" if allowed else _("None of your roles registers opportunities."),
        )
    ]


TAB = Tab(
    key="opportunities", title=gettext_lazy("Opportunities"), template="opportunities/tab_of_customer.html",
    context=tab_context, count=count,
)

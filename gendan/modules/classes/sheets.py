"""What the archive card tells beside the customer's own data: class and turnover, purchases, the last follow-ups (F49)."""

from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy

from gendan.modules.classes import queries
from gendan.modules.customers.models import Customer
from gendan.modules.customers.page import Sheet
from gendan.modules.followups.models import Activity
from gendan.modules.opportunities.models import Opportunity
from gendan.ui.listing.filters import Asked

PURCHASES, FOLLOWUPS = 15, 10


def class_sheet(record: Customer, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """Class and turnover, and why it is set by hand."""
    return {"standing": queries.standing_of(record), "override": queries.override_of(record)}


def purchases_sheet(record: Customer, asked: Asked) -> dict[str, Any]:
    """What was bought, delivered and paid, and what is open."""
    rows = Opportunity.objects.visible_to(asked.user).filter(customer=record)
    won = rows.filter(state="won")
    return {
        "purchases": won.annotate(paid=Sum("payments__amount")).order_by("-signed_on", "-pk")[:PURCHASES],
        "whole": won.aggregate(count=Count("pk"), amount=Sum("contract_amount")),
        **rows.aggregate(open=Count("pk", filter=Q(state_kind="open")), lost=Count("pk", filter=Q(state="lost"))),
    }


def followups_sheet(record: Customer, asked: Asked) -> dict[str, Any]:
    """The last follow-ups."""
    rows = Activity.objects.visible_to(asked.user).filter(customer=record).select_related("owner", "contact")
    return {"followups": rows.order_by("-at", "-pk")[:FOLLOWUPS]}


SHEETS = (
    Sheet(key="class", title=gettext_lazy("Class and turnover"), template="classes/sheet_class.html", context=class_sheet),
    Sheet(key="purchases", title=gettext_lazy("Purchases"), template="classes/sheet_purchases.html", context=purchases_sheet),
    Sheet(key="followups", title=gettext_lazy("Last follow-ups"), template="classes/sheet_followups.html", context=followups_sheet),
)

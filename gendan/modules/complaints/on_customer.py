"""What complaints add to a customer's page: the tab of service and complaints, the open ones as a figure, and a button."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.capa.models import Capa
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.models import Complaint, Enquiry
from gendan.modules.customers.models import Customer
from gendan.modules.incidents.models import Notice
from gendan.modules.returns.models import Return
from gendan.spine.access.queries import may_any
from gendan.ui.detail.declare import Button, Figure, Tab
from gendan.ui.listing.filters import Asked

ROOM = 50


def _seen(model: Any, record: Customer, asked: Asked) -> Any:
    return model.objects.visible_to(asked.user).filter(customer=record)


def tab_context(record: Customer, asked: Asked) -> dict[str, Any]:
    """Everything the person may see, the newest first."""
    return {
        "customer": record, "complaints": _seen(Complaint, record, asked).select_related("owner", "case").order_by("-received_at")[:ROOM],
        "capas": _seen(Capa, record, asked).select_related("owner", "case").order_by("-pk")[:ROOM],
        "notices": _seen(Notice, record, asked).select_related("incident", "owner", "case").order_by("-pk")[:ROOM],
        "enquiries": _seen(Enquiry, record, asked).select_related("owner", "case").order_by("-received_at")[:ROOM],
        "returns": _seen(Return, record, asked).select_related("owner", "case").order_by("-created_at")[:ROOM],
    }


def _numbers(record: Customer, asked: Asked) -> dict[str, int]:
    """For the figure and the tab in one query."""
    found: dict[str, int] = asked.once(("complaints", record.pk), lambda: _seen(Complaint, record, asked).aggregate(
        all=Count("id"), open=Count("id", filter=Q(state_kind__in=("open", "waiting"))),
    ))
    return found


def count(record: Customer, asked: Asked) -> int:
    """How many complaints there are."""
    return _numbers(record, asked)["all"]


def figures(record: Customer, asked: Asked) -> list[Figure]:
    """Complaints that are not closed (F54.2)."""
    return [Figure(label=_("open complaints"), value=_numbers(record, asked)["open"], url="?tab=service")]


def buttons(record: Customer, asked: Asked) -> list[Button]:
    """Write down a complaint of this customer."""
    if not may_any(asked.user, "create", KIND):
        return []
    url = f"{reverse('complaints:create')}?customer={record.pk}"
    form = f"{reverse('complaints:form_link')}?customer={record.pk}"
    return [
        Button(key="complaint", title=_("Write a complaint down"), icon="message-exclamation", url=url),
        Button(key="complaint_form", title=_("Complaint form"), icon="qrcode", url=form, dialog=True),
    ]


TAB = Tab(key="service", title=gettext_lazy("Service and complaints"), template="complaints/tab_of_customer.html", context=tab_context, count=count)

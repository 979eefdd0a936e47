"""What samples add to the pages of customers and opportunities: buttons, and the tab of an opportunity's samples."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.samples.access import PROJECT, REQUEST
from gendan.modules.samples.models import Project, SampleRequest
from gendan.spine.access.queries import may, may_any
from gendan.ui.detail.declare import Button, Tab
from gendan.ui.listing.filters import Asked


def _buttons(customer: Customer, asked: Asked, *, tail: str = "") -> list[Button]:
    answer = may(asked.user, "follow", customer)
    rights: dict[str, Any] = {"allowed": answer.allowed, "reason": answer.reason, "who": answer.who}
    found = []
    if may_any(asked.user, "create", REQUEST):
        url = reverse("samples:request_new", args=[customer.pk]) + tail
        found.append(Button(key="sample", title=_("Ask for a sample"), icon="package", url=url, **rights))
    if may_any(asked.user, "create", PROJECT):
        url = reverse("samples:project_new", args=[customer.pk]) + tail
        found.append(Button(key="uniforms", title=_("Uniforms made to measure"), icon="shirt", url=url, **rights))
    return found


def of_customer(record: Customer, asked: Asked) -> list[Button]:
    """Ask for a sample, begin with uniforms."""
    return _buttons(record, asked)


def of_opportunity(record: Opportunity, asked: Asked) -> list[Button]:
    """The same for an opportunity, while it is open."""
    if record.customer is None or record.state_kind != "open":
        return []
    return _buttons(record.customer, asked, tail=f"?opportunity={record.pk}")


def tab_context(record: Opportunity, asked: Asked) -> dict[str, Any]:
    """Samples and uniforms of the opportunity."""
    rows = SampleRequest.objects.visible_to(asked.user).filter(opportunity=record).select_related("customer", "owner", "case")
    uniforms = Project.objects.visible_to(asked.user).filter(opportunity=record).select_related("owner", "case")
    return {"requests": rows.order_by("-created_at")[:50], "uniforms": uniforms.order_by("-created_at")[:50]}


def count(record: Opportunity, asked: Asked) -> QuerySet[SampleRequest]:
    """The samples."""
    return SampleRequest.objects.visible_to(asked.user).filter(opportunity=record)


TAB = Tab(key="samples", title=gettext_lazy("Samples"), template="samples/tab_of_opportunity.html", context=tab_context, count=count)

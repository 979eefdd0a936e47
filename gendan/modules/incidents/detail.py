"""The pages of an incident, and of the notice to one customer."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gendan.modules.followups.detail import story_tab
from gendan.modules.incidents.access import INCIDENT as KIND
from gendan.modules.incidents.access import NOTICE as NOTICE_KIND
from gendan.modules.incidents.models import Incident, Notice
from gendan.spine.access.queries import may
from gendan.ui.detail.declare import Button, Detail, Figure, Tab
from gendan.ui.detail.files import UNCOUNTED
from gendan.ui.detail.story import STORY
from gendan.ui.detail.topics import TOPICS
from gendan.ui.listing.filters import Asked
from gendan.ui.records import record_url


def _yes_no(answer: bool | None) -> str:
    return {True: _("yes"), False: _("no"), None: _("not asked yet")}[answer]


def figures(record: Incident, asked: Asked) -> list[Figure]:
    """Where and when, insured or not, how the goods are, and whether charges wait."""
    return [
        Figure(label=_("port or place"), value=record.place, note=record.voyage),
        Figure(label=_("happened at"), value=record.occurred_at),
        Figure(label=_("carrier"), value=record.carrier),
        Figure(label=_("cargo insured"), value=_yes_no(record.insured), note=record.policy),
        Figure(label=_("state of the goods"), value=record.get_damage_display(), note=record.damage_text[:40]),
        Figure(label=_("charges"), value=pgettext("charges", "held") if record.state_kind == "open" else _("may be asked for"),
               note=_("until the incident is closed") if record.state_kind == "open" else ""),
    ]


def buttons(record: Incident, asked: Asked) -> list[Button]:
    """The log with the carrier, and more orders, while it is open."""
    if record.state_kind != "open":
        return []
    answer = may(asked.user, "edit", record)
    why: dict[str, Any] = {"dialog": True, "allowed": answer.allowed, "reason": answer.reason, "who": answer.who}
    return [
        Button(key="enquiry", title=_("Log with the carrier"), icon="message-dots", url=reverse("incidents:enquiry", args=[record.pk]), **why),
        Button(key="orders", title=_("More orders on board"), icon="plus", url=reverse("incidents:orders", args=[record.pk]), **why),
    ]


def customers_tab(record: Incident, asked: Asked) -> dict[str, Any]:
    """The notices that the person may see, with orders and the last word."""
    rows = Notice.objects.visible_to(asked.user).filter(incident=record).select_related("customer", "owner", "case")
    return {"notices": rows.prefetch_related("shipments__order", "told").order_by("told_at", "pk"), "all": record.notices.count()}


def count_customers(record: Incident, asked: Asked) -> int:
    found: int = Notice.objects.visible_to(asked.user).filter(incident=record).count()
    return found


def carrier_tab(record: Incident, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """The carrier's notice, and the log."""
    return {"record": record, "enquiries": record.enquiries.select_related("noted_by")}


def count_enquiries(record: Incident, asked: Asked) -> int:  # noqa: ARG001
    return record.enquiries.count()


INCIDENT_PAGE = Detail(
    kind=KIND, title=gettext_lazy("Transport incidents"), listing="incidents", url_name="incidents:detail", name=str, number="number",
    related=("owner", "department", "case"), path_states=("noticed", "asked", "assessed", "closed"), figures=figures, buttons=buttons, moves_first=True,
    tabs=(
        Tab(key="customers", title=gettext_lazy("Customers concerned"), template="incidents/tab_customers.html", context=customers_tab, count=count_customers),
        Tab(key="carrier", title=gettext_lazy("Log with the carrier"), template="incidents/tab_carrier.html", context=carrier_tab, count=count_enquiries),
        STORY, UNCOUNTED,
    ),
    cards=(TOPICS,),
)


def notice_figures(record: Notice, asked: Asked) -> list[Figure]:
    """The incident, the customer, and what he said of his insurance."""
    incident = record.incident
    orders = "、".join(one.order.number for one in record.shipments.select_related("order"))
    return [
        Figure(label=_("transport incident"), value=incident.number, note=str(incident), url=record_url(KIND, incident.pk)),
        Figure(label=_("customer"), value=str(record.customer), url=reverse("customers:detail", args=[record.customer_id])),
        Figure(label=_("affected orders"), value=orders or "—"),
        Figure(label=pgettext("incident", "told at"), value=record.told_at or "—", note=str(record.told_by or "")),
        Figure(label=_("customer is insured"), value=_yes_no(record.insured), note=record.policy),
        Figure(label=_("state of the goods"), value=incident.get_damage_display(), note=incident.damage_text[:40]),
    ]


def said_tab(record: Notice, asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """Every word with time and channel."""
    return {"said": record.told.select_related("contact", "by")}


def count_said(record: Notice, asked: Asked) -> int:  # noqa: ARG001
    return record.told.count()


NOTICE_PAGE = Detail(
    kind=NOTICE_KIND, title=gettext_lazy("Customers to be told"), listing="incident_notices", url_name="incidents:notice", name=str,
    badge="customer.abc", related=("owner", "department", "case", "customer", "contact", "incident", "told_by"),
    path_states=("untold", "told", "news", "reported", "settled"), figures=notice_figures, moves_first=True,
    tabs=(
        story_tab(),
        Tab(key="said", title=gettext_lazy("Words to the customer"), template="incidents/tab_said.html", context=said_tab, count=count_said),
        UNCOUNTED,
    ),
    cards=(TOPICS,),
)

"""Complaints beside other modules: what follows from one; a button on orders, samples, returns and mails; faults for the search."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.capa import queries as capas
from gendan.modules.capa.access import KIND as CAPA
from gendan.modules.capa.models import Capa
from gendan.modules.capa.subjects import Fault
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.words import Klass
from gendan.modules.incidents import queries as incidents
from gendan.modules.incidents.access import INCIDENT
from gendan.modules.incidents.models import Incident
from gendan.modules.mails.models import Thread
from gendan.modules.orders.models import Order
from gendan.modules.returns.models import Return
from gendan.modules.samples.models import SampleRequest
from gendan.spine.access.queries import may, may_any
from gendan.ui.detail.declare import Button, Figure, Tab
from gendan.ui.listing.filters import Asked

OPEN = ("open", "waiting")


def faults_since(moment: datetime) -> Iterable[Fault]:
    """What was complained about since, by product and defect, for the search for repeated faults."""
    rows = Complaint.objects.filter(received_at__gte=moment, product__isnull=False).exclude(defect="").exclude(state__in=("joined", "withdrawn"))
    for row in rows.exclude(fault__in=("not_ours", "misuse")):
        yield Fault(KIND, row.pk, row.product_id, row.defect, "", str(row), row.received_at)


# -- on a complaint -----------------------------------------------------------------------------------------------------


def _capas(record: Complaint, asked: Asked) -> Any:
    seen = Capa.objects.visible_to(asked.user).filter(pk__in=capas.of(KIND, record.pk).values("pk"))
    return seen.select_related("owner", "responsible", "case").order_by("-pk")


def _incidents(record: Complaint, asked: Asked) -> Any:
    if record.order_id is None:
        return Incident.objects.none()
    found = incidents.of("orders.order", record.order_id).values("pk")
    return Incident.objects.visible_to(asked.user).filter(pk__in=found).select_related("owner", "case").order_by("-pk")


def measures_context(record: Complaint, asked: Asked) -> dict[str, Any]:
    """What follows from it, as far as the person may see it."""
    return {"record": record, "capas": _capas(record, asked)[:50], "incidents": _incidents(record, asked)[:50]}


def count(record: Complaint, asked: Asked) -> int:
    """How much follows from it."""
    return int(_capas(record, asked).count()) + int(_incidents(record, asked).count())


MEASURES = Tab(key="measures", title=gettext_lazy("What follows"), template="complaints/tab_measures.html", context=measures_context, count=count)


def measures(record: Complaint, asked: Asked) -> list[Button]:
    """Ask for corrective action; report what happened on the way."""
    if record.state_kind not in OPEN:
        return []
    found = []
    if record.state != "received" and may_any(asked.user, "create", CAPA):
        answer = may(asked.user, "edit", record)
        found.append(Button(
            key="capa", title=_("Ask for corrective action"), icon="checklist", post=True, url=reverse("complaints:capa", args=[record.pk]),
            allowed=answer.allowed, reason=answer.reason, who=answer.who,
        ))
    if record.klass == Klass.TRANSPORT and record.order_id and may_any(asked.user, "create", INCIDENT):
        found.append(Button(
            key="incident", title=_("Report an incident on the way"), icon="alert-triangle",
            url=f"{reverse('incidents:create')}?order={record.order_id}",
        ))
    return found


# -- on an order, a sample, a return --------------------------------------------------------------------------------------------------------


def of_order(record: Order, asked: Asked) -> list[Button]:
    """Write down a complaint about it."""
    return _written(f"order={record.pk}", asked)


def of_sample(record: SampleRequest, asked: Asked) -> list[Button]:
    """The customer is not content with a sample."""
    return _written(f"sample={record.pk}", asked)


def of_return(record: Return, asked: Asked) -> list[Button]:
    """Goods that came back by themselves are a way of complaining, too."""
    return [] if record.source_kind else _written(f"return={record.pk}", asked)


def _written(about: str, asked: Asked) -> list[Button]:
    if not may_any(asked.user, "create", KIND):
        return []
    url = f"{reverse('complaints:create')}?{about}"
    return [Button(key="complaint", title=_("Write a complaint down"), icon="message-exclamation", url=url)]


def figures_of_order(record: Order, asked: Asked) -> list[Figure]:
    """Complaints about it, where there are any."""
    rows = Complaint.objects.visible_to(asked.user).filter(order=record).order_by("-pk")
    found = list(rows.values_list("pk", "number", "state_kind")[:50])
    if not found:
        return []
    return [Figure(label=_("complaints"), value=len(found), note=found[0][1], url=reverse("complaints:detail", args=[found[0][0]]))]


# -- on a mail ----------------------------------------------------------------------------------------------------------


def from_mail(record: Thread, asked: Asked) -> list[Button]:
    """As long as it is about nothing else."""
    if record.record_kind or not may_any(asked.user, "create", KIND):
        return []
    return [Button(key="complaint", title=_("It is a complaint"), icon="message-exclamation", url=reverse("complaints:from_mail", args=[record.pk]), post=True)]

"""What incidents add to the pages of orders and customers: whether charges are held, and the way to report one."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gendan.modules.customers.holds import Hold, dunning
from gendan.modules.customers.models import Customer
from gendan.modules.incidents import queries
from gendan.modules.incidents.access import INCIDENT
from gendan.modules.orders.models import Order
from gendan.spine.access.queries import may_any
from gendan.ui.detail.declare import Button, Card, Figure
from gendan.ui.listing.filters import Asked
from gendan.ui.records import record_url


def _figure(hold: Hold) -> list[Figure]:
    if not hold:
        return []
    return [Figure(label=_("charges"), value=pgettext("charges", "held"), note=_("%s can lift this") % hold.who, url=record_url(hold.kind, hold.pk))]


def of_order(record: Order, asked: Asked) -> list[Figure]:  # noqa: ARG001
    """Whether charges of the order may be asked for."""
    return _figure(queries.hold(record))


def of_customer(record: Customer, asked: Asked) -> list[Figure]:
    """Whether the customer may be asked for money."""
    return _figure(_hold(record, asked))


def _hold(record: Customer, asked: Asked) -> Hold:
    found: Hold = asked.once(("hold", record.pk), lambda: dunning(record))
    return found


def _context(record: Customer, asked: Asked) -> dict[str, Any]:
    return {"hold": _hold(record, asked)}


CARD = Card(template="incidents/card_hold.html", context=_context, shown=lambda record, asked: bool(_hold(record, asked)))
ORDER_CARD = Card(
    template="incidents/card_hold.html", context=lambda record, asked: {"hold": queries.hold(record)},
    shown=lambda record, asked: bool(queries.hold(record)),
)


def buttons(record: Order, asked: Asked) -> list[Button]:
    """Something happened to the goods on their way."""
    if record.state not in ("running", "shipped", "closed") or not may_any(asked.user, "create", INCIDENT):
        return []
    url = f"{reverse('incidents:create')}?order={record.pk}"
    return [Button(key="incident", title=_("Report an incident on the way"), icon="alert-triangle", url=url)]

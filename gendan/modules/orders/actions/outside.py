"""What the customer does on the order's page."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.orders import queries
from gendan.modules.orders.models import Change, Order
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal
from gendan.spine.whole import whole


@whole
def confirm_online(order: Order, *, link: Link, values: dict[str, Any], now: datetime) -> Change | None:
    """The customer confirms the change that waits for it; sent twice, it counts once (F58.5)."""
    if not links.first_sent(link, token=values.get("once", ""), now=now):
        return None
    change = queries.to_confirm(order)
    if change is None:
        raise Refusal(_("Nothing waits for your confirmation any more."), code="nothing")
    data = {"confirmed_by": values["name"], "confirmed_how": _("order page")}
    engine.perform(change, "confirm_online", actor=None, data=data, now=now)
    return change

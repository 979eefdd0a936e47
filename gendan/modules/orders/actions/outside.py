"""What the customer does on the order's page, and what he is told unasked of his own order."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers.queries import consents
from gendan.modules.mails.actions.approaching import number_of
from gendan.modules.orders import queries
from gendan.modules.orders.actions.progress import mark_told
from gendan.modules.orders.models import Change, Order
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.messages import queries as messages
from gendan.spine.messages.actions import tell_outside
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


def tell_customer(*, order: Order, old: date, new: date, now: datetime, **_facts: Any) -> None:
    """Listener of "orders.promise_moved": whoever agreed to short messages has one at once; the others the salesperson tells."""
    contact = order.contact
    waiting = order.promise_moves.filter(told_at=None, new=new)
    if contact is None or not waiting.exists() or not messages.sms_is_set_up() or not consents(contact, channel="sms"):
        return
    address = number_of(contact)
    if not address:
        return
    text = _("Order %(number)s will be ready on %(new)s instead of %(old)s.") % {"number": order.number, "new": new, "old": old}
    try:
        tell_outside(address, topic="orders.progress", text=text, once=f"orders.{order.pk}.{new}", now=now)
    except Refusal:
        return  # the month's limit is reached: the to-do stays with the salesperson
    mark_told(order, how=_("short message"), actor=None, now=now)

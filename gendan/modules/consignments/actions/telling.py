"""After loading the customer has the shipping data by mail, where he agreed to be written to; else the to-do stays (F68.6)."""

from datetime import date, datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gendan.modules.consignments.models import Consignment
from gendan.modules.mails import actions as mails
from gendan.modules.mails.queries import box_of
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.whole import whole

TOPIC = "consignments.shipped"
LANGUAGE = "en"


@whole
def send_shipping_data(consignment: Consignment, *, actor: Employee | None, now: datetime) -> None:
    """A mail from the owner's own box; what is told is written down."""
    contact, owner = consignment.contact, consignment.owner
    box = box_of(owner)
    if contact is None or box is None:
        return
    with translation.override(LANGUAGE):
        subject, text = letter(consignment)
    if mails.send_news(contact, box=box, subject=subject, text=text, topic=TOPIC, actor=owner or actor, now=now).ok:
        consignment.told_at, consignment.told_how = now, f"{contact.name} {contact.email}"[:120]
        consignment.save(update_fields=["told_at", "told_how"])
        engine.perform(consignment, "told_by_mail", actor=None, now=now)


def letter(consignment: Consignment) -> tuple[str, str]:
    """Subject and text in the language that is active."""
    order = consignment.order
    facts = [
        (_("Order"), order.customer_number or order.number), (_("vessel"), f"{consignment.vessel} {consignment.voyage}".strip()),
        (_("port of loading"), consignment.from_port), (_("port of destination"), consignment.to_port),
        (_("sails on"), _day(consignment.sails_on)), (_("expected to arrive on"), _day(consignment.arrives_on)),
        (_("container"), consignment.container), (_("seal"), consignment.seal), (_("bill of lading"), consignment.bill_number),
    ]
    lines = "\n".join(f"{label}: {value}" for label, value in facts if value)
    subject = _("Shipping data of your order %(number)s") % {"number": order.customer_number or order.number}
    return subject, f"{_('Your goods have been loaded. The shipping data:')}\n\n{lines}"


def _day(day: date | None) -> str:
    return date_format(day) if day else ""

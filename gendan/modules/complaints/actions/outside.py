"""Complaints that come by themselves: over the public form, and by e-mail; each tells the complainant when he hears next."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.complaints import outward
from gendan.modules.complaints.actions.intake import take_complaint
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.words import Channel
from gendan.modules.customers.models import Customer
from gendan.modules.orders.models import Order
from gendan.spine.access.queries import require_any
from gendan.spine.links import actions as links
from gendan.spine.links.models import Link
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.ui.records import record_url

FORM, STATUS = "complaint_form", "complaint_status"
STATUS_DAYS = 365
FORM_YEARS = timedelta(days=5 * 365)
SUBJECT = 60


@whole
def receive(
    subject: Any, *, link: Link, values: Mapping[str, Any], photos: list[Any], now: datetime
) -> str:
    """Take a complaint from the public form of a company, a customer or an order; answers the address of its status page.

    A form that is sent twice is taken once: the second sending answers nothing.
    """
    handler = outward.desk_of(subject, on=timezone.localdate(now))
    if handler is None:
        raise Refusal(_("Please call us: nobody can take it here just now."), code="no_desk")
    if not links.first_sent(link, token=values.get("once", ""), now=now):
        return ""
    complaint = take_complaint(_values(subject, values), actor=None, owner=handler, now=now)
    for photo in photos:
        timeline.keep_file(complaint, upload=photo, uploader=handler, now=now)
    tell_desk(complaint, handler, now=now)
    return open_status(complaint, now=now)


def _values(subject: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    order = subject if isinstance(subject, Order) else None
    customer = order.customer if order else subject if isinstance(subject, Customer) else None
    text, goods = values["text"].strip(), values.get("goods", "").strip()
    return {
        "subject": _first_line(text), "text": f"{text}\n\n{_('Goods')}: {goods}" if goods else text, "complainant_name": values["name"],
        "phone": values.get("phone", ""), "email": values.get("email", ""), "channel": Channel.ONLINE, "order": order, "customer": customer,
    }


def _first_line(text: str) -> str:
    line = next((one.strip() for one in text.splitlines() if one.strip()), "")
    return line if len(line) <= SUBJECT else f"{line[:SUBJECT - 1]}…"


def open_form(subject: Any, *, actor: Employee, now: datetime) -> tuple[str, datetime]:
    """The path of a new public form for a customer, an order, or (None) the company; shown this once, and when it ends."""
    require_any(actor, "create", Complaint)
    if subject is None:
        require_any(actor, "configure", Complaint)
    of = subject or outward.company()
    if of is None:
        raise Refusal(_("There is no company yet."), code="no_company")
    expires_at = now + FORM_YEARS
    return links.issue(of, purpose=FORM, expires_at=expires_at, actor=actor if subject else None, now=now), expires_at


def close_form(link: Link, *, actor: Employee, now: datetime) -> None:
    """Nobody opens it any more."""
    require_any(actor, "configure", Complaint)
    links.revoke(link, actor=None, now=now)


def open_status(complaint: Complaint, *, now: datetime) -> str:
    """A signed address on which the complainant sees where it stands."""
    return links.issue(complaint, purpose=STATUS, expires_at=now + timedelta(days=STATUS_DAYS), actor=None, now=now)


def tell_desk(complaint: Complaint, handler: Employee, *, now: datetime) -> None:
    """Somebody waits for first words."""
    facts = {"number": complaint.number, "name": complaint.who}
    tell(
        handler, topic="complaints.came", title=lambda: _("Complaint %(number)s of %(name)s has come in") % facts, body=complaint.subject,
        url=record_url("complaints.complaint", complaint.pk), now=now,
    )

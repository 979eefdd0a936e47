"""What mails add to the customer's page: a tab, a figure, and buttons to write and to text."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gendan.modules.customers.models import Customer
from gendan.modules.customers.queries import contacts_of
from gendan.modules.mails import actions, queries
from gendan.modules.mails.forms import ManyForm
from gendan.modules.mails.models import Bounce, Mailbox, Thread
from gendan.spine.access.queries import may
from gendan.spine.messages.queries import sms_is_set_up
from gendan.spine.org.models import Employee
from gendan.spine.refusal import Refusal
from gendan.ui.detail.declare import Button, Card, Tab
from gendan.ui.listing.declare import Bulk
from gendan.ui.listing.each import one_by_one
from gendan.ui.listing.filters import Asked


def _visible(record: Customer, asked: Asked) -> QuerySet[Thread]:
    return queries.threads_of(Thread.objects.visible_to(asked.user), record)


def tab_context(record: Customer, asked: Asked) -> dict[str, Any]:
    """All threads with the customer that the person may see, the newest first."""
    return {
        "threads": _visible(record, asked)[:100], "may_write": bool(may(asked.user, "follow", record)),
        "new_url": f"{reverse('mails:new')}?customer={record.pk}",
    }


def count(record: Customer, asked: Asked) -> QuerySet[Thread]:
    """How many of them."""
    return _visible(record, asked)


def buttons(record: Customer, asked: Asked) -> list[Button]:
    """Write to the customer; off for those who may not follow it."""
    answer = may(asked.user, "follow", record)
    rights: dict[str, Any] = {"allowed": answer.allowed, "reason": answer.reason, "who": answer.who}
    found = [Button(key="mail", title=_("Write an e-mail"), icon="send", url=f"{reverse('mails:new')}?customer={record.pk}", **rights)]
    main = record.contacts.filter(is_active=True).exclude(mobile="").first() if sms_is_set_up() else None
    if main is not None:
        title = _("Short message to %s") % main.name
        found.append(Button(key="text", title=title, icon="message", url=reverse("mails:text", args=[main.pk]), dialog=True, **rights))
    return found


def mail_one(record: Customer, *, mailbox: Mailbox, subject: str, text: str, actor: Employee, now: datetime) -> None:
    """A mailing to the first person at a customer who has an address; why not, as a Refusal."""
    contact = record.contacts.filter(is_active=True).exclude(email="").select_related("customer").first()
    if contact is None:
        raise Refusal(_("no e-mail address"), code="no_address")
    found = actions.send_to_each([contact], box=mailbox, subject=subject, text=text, actor=actor, now=now)
    if not found[0].ok:
        raise Refusal(found[0].reason, code="not_sent")


def bounces(record: Customer, _asked: Asked) -> dict[str, Any]:
    """Addresses of the customer's people that send mail back."""
    return {"bounces": _bounces(record)}


def _bounces(record: Customer) -> list[Bounce]:
    addresses = [person.email for person in contacts_of(record) if person.email]
    return list(queries.bounced([*addresses, record.email] if record.email else addresses).values())


MAILING = Bulk(
    key="mailing", title=gettext_lazy("E-mail one by one"), icon="send", action="follow", form=ManyForm,
    run=one_by_one("customers.customer", mail_one, action="follow"),
)
TAB = Tab(
    key="mails", title=gettext_lazy("E-mails"), template="mails/tab_of_customer.html", context=tab_context, count=count,
)
CARD = Card(template="mails/card_bounces.html", context=bounces, shown=lambda record, _asked: bool(_bounces(record)))

"""What care adds to a customer's page."""

from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gendan.modules.care import actions, almanac, queries
from gendan.modules.care.forms import NothingForm
from gendan.modules.care.models import CareDate, Gift, GiftTerms, Reader, Referral
from gendan.modules.customers.models import Customer
from gendan.modules.customers.queries import contacts_of
from gendan.spine.access.queries import may, may_any
from gendan.spine.rows import KEY, Count, Counting
from gendan.ui.detail.declare import Button, Tab
from gendan.ui.listing.declare import Bulk
from gendan.ui.listing.each import one_by_one
from gendan.ui.listing.filters import Asked


def tab_context(record: Customer, asked: Asked) -> dict[str, Any]:
    """The days to remember, what people may be given and were given, and whom they introduced."""
    people = contacts_of(record)
    terms = {row.contact_id: row for row in GiftTerms.objects.filter(contact__in=people)}
    readers = set(Reader.objects.filter(contact__in=people, stopped_at=None).values_list("contact", flat=True))
    gifts = Gift.objects.visible_to(asked.user).filter(customer=record).select_related("contact", "owner", "case")
    referrals = Referral.objects.visible_to(asked.user).filter(customer=record).select_related("contact", "case", "introduced")
    dates = [{"row": row, "said": almanac.said(row.yearly), "closed": queries.is_closed(row)} for row in queries.dates_of(record)]
    return {"customer": record, "dates": dates, "may_edit": bool(may(asked.user, "edit", record)),
            "people": [(person, terms.get(person.pk)) for person in people], "readers": readers,
            "may_follow": bool(may(asked.user, "follow", record)), "gifts": gifts.order_by("-created_at", "-pk")[:50],
            "referrals": referrals.order_by("-introduced_on", "-pk")[:50]}


def count(record: Customer, _asked: Asked) -> Count:
    """How many days are remembered."""
    return _dates().asked(record.pk)


@cache
def _dates() -> Counting:
    return Counting(CareDate.objects.filter(customer=KEY))


READERS = Bulk(
    key="letters", title=_("Add to the letters of the year"), icon="mail-opened", action="follow", form=NothingForm,
    run=one_by_one("customers.customer", actions.add_first_reader, action="follow"),
    question=_("The first person at each who agreed to e-mails or short messages gets the letters."),
)
TAB = Tab(key="care", title=_("Care"), template="care/tab_of_customer.html", context=tab_context, count=count)


def buttons(record: Customer, asked: Asked) -> list[Button]:
    """Ask for a gift, note whom somebody introduced."""
    if not may_any(asked.user, "create", "care.gift") or record.owner_id is None:
        return []
    answer = may(asked.user, "follow", record)
    rights: dict[str, Any] = {"allowed": answer.allowed, "reason": answer.reason, "who": answer.who, "dialog": True}
    return [
        Button(key="gift", title=_("Ask for a gift"), icon="gift", url=reverse("care:gift_new", args=[record.pk]), **rights),
        Button(key="referral", title=_("Note a referral"), icon="users-plus", url=reverse("care:referral_new", args=[record.pk]), **rights),
        Button(key="survey", title=_("Ask how satisfied they are"), icon="message-question", url=reverse("care:survey_new", args=[record.pk]), **rights),
        Button(key="clipping", title=_("News clipping"), icon="news", url=reverse("care:clipping", args=[record.pk]), **rights),
    ]

"""The quotation on paper: what the customer is offered, without anything that it costs."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from gendan.modules.catalog.papers import LINE, SUMS, lines_on, sums_on
from gendan.modules.customers.papers import CONTACT, CUSTOMER, contact_on, customer_on
from gendan.modules.quotes import naming
from gendan.modules.quotes.access import KIND
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.rules import present
from gendan.spine.documents.papers import Paper

TERMS = {
    "incoterm": (_("terms of delivery"), "FOB"), "incoterm_place": (pgettext_lazy("incoterm", "place"), "上海"),
    "payment_terms": (_("terms of payment"), "款到发货"), "delivery_terms": (_("time of delivery"), "收到定金后 30 天"),
    "valid_until": (_("valid until"), "2026-10-24"), "note": (_("note to the customer"), ""),
}
FIELDS = {
    "name": (_("what is quoted"), "轴承座"), "edition": (pgettext_lazy("quote", "version"), "1"), "round": (pgettext_lazy("quote", "round"), "1"),
    "quoted_on": (_("quoted on"), "2026-09-24"), "customer": CUSTOMER, "contact": CONTACT, "lines": [LINE], **SUMS, **TERMS,
    "seller": {"name": (_("our salesperson"), "何川"), "phone": (_("telephone"), "139 0000 0002"), "email": (_("e-mail"), "he@example.com")},
}


def context(quote: Quote, *, language: str) -> dict[str, Any]:  # noqa: ARG001  all its words are the layout's own
    """The present version: terms, lines, sums; costs and margins are not among them."""
    version = present(quote)
    lines, seller = list(version.lines.all()), quote.owner
    return {
        "name": quote.name, "edition": version.number, "round": version.round, "quoted_on": version.sent_at or version.created_at,
        "customer": customer_on(quote.customer), "contact": contact_on(quote.contact), "lines": lines_on(lines),
        **sums_on(lines, currency=version.currency), **{name: getattr(version, name) for name in TERMS},
        "seller": {name: getattr(seller, name, "") for name in ("name", "phone", "email")},
    }


def file_name(quote: Quote, *, at: datetime) -> str:
    """As the version is called (F05.11); before it is sent it says that it is a draft."""
    version = present(quote)
    return version.file_name or pgettext("paper", "%(name)s draft") % {"name": naming.file_name(version, at=at)}


QUOTATION = Paper(
    key="quotation", label=_("Quotation"), kind=KIND, context=context, layout="quotes/papers/quotation.typ", name=file_name,
    fields=FIELDS, shows=("amount",),
)

"""The papers of a bid as one list to hand in: what is enclosed, who saw to it, and what is offered."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from gendan.modules.customers.papers import CONTACT, CUSTOMER, contact_on, customer_on
from gendan.modules.tenders.access import KIND
from gendan.modules.tenders.models import Document, Tender
from gendan.spine.documents.papers import Paper

ENCLOSED = {
    "name": (_("paper"), "营业执照"), "needed": (_("without it the bid is not valid"), "是"), "responsible": (_("who sees to it"), "何苗"),
    "due_on": (_("needed by"), "2026-10-19"), "file": (_("file"), "营业执照.pdf"), "note": (_("note"), "副本加盖公章"),
}
ROUND = {"number": (_("round"), "1"), "offered_on": (_("offered on"), "2026-10-15"), "change": (_("what changed, and why"), "")}
FIELDS = {
    "name": (_("tender"), "滨江二期集采"), "reference": (_("number of the tender at the customer's"), "ZB-2026-118"),
    "scope": (_("what is to be supplied"), "轴承座 1,200 件"), "submit_on": (_("quotation due on"), "2026-10-20"),
    "evaluation": (_("how it is evaluated"), "综合评分法"), "amount": (_("amount"), "880000.00"), "customer": CUSTOMER, "contact": CONTACT,
    "documents": [ENCLOSED], "rounds": [ROUND], "seller": (_("our salesperson"), "何苗"), "phone": (_("telephone"), "139 0000 0002"),
}


def _enclosed(row: Document) -> dict[str, Any]:
    return {
        "name": row.name, "needed": row.needed, "responsible": str(row.responsible), "due_on": row.due_on, "note": row.note,
        "file": row.attachment.name if row.attachment else "",
    }


def context(tender: Tender, *, language: str) -> dict[str, Any]:  # noqa: ARG001  the language is active
    """What the tender asks for, paper by paper, and the rounds of our quotation (F18)."""
    own = ("name", "reference", "scope", "submit_on", "evaluation", "amount")
    return {
        **{name: getattr(tender, name) for name in own}, "customer": customer_on(tender.customer), "contact": contact_on(tender.contact),
        "documents": [_enclosed(row) for row in tender.documents.select_related("responsible", "attachment")],
        "rounds": [{"number": row.number, "offered_on": row.offered_on, "change": row.change} for row in tender.offers.all()],
        "seller": str(tender.owner or ""), "phone": tender.owner.phone if tender.owner else "",
    }


def name(tender: Tender, *, at: datetime) -> str:
    """The number, the tender, and the day."""
    return f"{tender.number} {tender.name} {at:%y%m%d}"


BID_FILE = Paper(
    key="bid_file", label=_("List of the papers of a bid"), kind=KIND, context=context, layout="tenders/papers/bid.typ", name=name, fields=FIELDS,
    shows=("amount",),
)

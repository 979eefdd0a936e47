"""What is ticked before a contact, and the routine of a visit, in our own words (F31, F63, F66)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

#: F31.5 … F31.9: a contact is prepared when all five are ticked.
PREPARATION: dict[str, Any] = {
    "customer": _("Material about the customer: record read, way in chosen"),
    "product": _("Product material and samples: manual, pictures"),
    "papers": _("All documents and bills"),
    "cards": _("Business cards, seals, stationery"),
    "transport": _("Means of transport"),
}
#: F63 steps 1 … 3: checked before one leaves for a visit.
CHECKS: dict[str, Any] = {
    "agreed": _("Time and place agreed with the customer"),
    "route": _("Route looked up"),
    "id": _("Identity card at hand, for the gate"),
}
#: Said on the way; it is no condition of being prepared.
ON_LEAVING: dict[str, Any] = {"told": _("Customer told when to expect us")}
ALL = PREPARATION | CHECKS | ON_LEAVING

#: F63 steps 3 … 17, shown on the phone at the door.
ROUTINE: tuple[Any, ...] = (
    _("Be there about ten minutes early, hardly more; register at the gate, call when you stand before it."),
    _("Introduce yourself with card and handshake, then those who came along with name and duty."),
    _("A little small talk; smile, look people in the eye; take what is offered, water is best."),
    _("Ask what each of the others is responsible for, and write it down."),
    _("Let the customer tell the project to its end; do not interrupt."),
    _("Present the company in few words; discuss with many questions; add suggestions."),
    _("One topic at a time, and say which; notice what is stressed and what is only hinted at."),
    _("What you cannot answer is written down at once: “we will check with our engineers and answer by …”."),
    _("Your companion takes notes; record only if the customer agrees."),
    _("At the end show the customer the open questions with their dates; ask, whatever came of it, whom else we could help."),
)


def needed(way: str) -> dict[str, Any]:
    """What has to be ticked before a contact of this way counts as prepared."""
    return PREPARATION | CHECKS if way == "visit" else PREPARATION

"""What quotations do when others have done something, and what others hear of them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.catalog.money import shown
from gendan.modules.opportunities.actions import follow_quote
from gendan.modules.quotes.models import Quote
from gendan.spine import events
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": what waits for the leaver's decision waits for the successor's."""
    Quote.objects.filter(approver=employee, state__in=("approval", "cut")).update(approver=successor)


def follow_moves(*, case: Any, transition: Any, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """Listener of "procedures.moved": the opportunity walks along (F52), and others hear what was accepted."""
    if case.procedure != "quote":
        return
    quote = Quote.objects.select_related("opportunity", "customer", "owner", "current").get(pk=case.record_id)
    stage = _stage(quote, transition.target)
    if stage and quote.opportunity is not None:
        follow_quote(quote.opportunity, stage=stage, amount=quote.amount_cny, actor=actor, now=now)
    if transition.target == "accepted":
        events.emit("quotes.accepted", quote=quote, actor=actor, now=now)


@whole
def tell_opportunity(*, quote: Quote, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """Listener of "quotes.accepted": it stands on the opportunity's story, and whoever is responsible for that hears of it."""
    deal = quote.opportunity
    if deal is None:
        return
    facts = {"number": quote.number, "amount": shown(quote.amount, quote.currency), "title": deal.name}
    timeline.record("opportunity.quote_accepted", deal, actor=actor, at=now, text=quote.answer, data=facts, main=deal.main_object)
    if deal.owner is not None and deal.owner not in (actor, quote.owner):
        title = _("Quotation accepted: %(name)s") % {"name": quote}
        tell([deal.owner], topic="quotes.decided", title=title, url=f"/opportunities/{deal.pk}", now=now)


def _stage(quote: Quote, target: str) -> str:
    if target == "sent":
        return "quote" if quote.round == 1 else "price"
    return {"cut": "price", "accepted": "sign"}.get(target, "")

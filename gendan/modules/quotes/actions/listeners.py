"""What quotations do when others have done something, and what others hear of them."""

from datetime import datetime
from typing import Any

from gendan.modules.opportunities.actions import follow_quote
from gendan.modules.quotes.models import Quote
from gendan.spine import events
from gendan.spine.org.models import Employee


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


def _stage(quote: Quote, target: str) -> str:
    if target == "sent":
        return "quote" if quote.round == 1 else "price"
    return {"cut": "price", "accepted": "sign"}.get(target, "")

"""What contracts do when others have done something."""

from datetime import datetime
from typing import Any

from gendan.modules.contracts.actions.drafting import BEGIN
from gendan.modules.contracts.actions.reviewing import ask_stock
from gendan.modules.contracts.actions.signing import stop_asking
from gendan.modules.contracts.models import Contract
from gendan.modules.contracts.procedure import BEGIN_DAYS, CONTRACT
from gendan.modules.quotes.models import Quote
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, number
from gendan.spine.procedures import todos
from gendan.spine.procedures.due import later
from gendan.spine.procedures.models import SignOff
from gendan.spine.procedures.numbers import setting_key
from gendan.spine.whole import whole
from gendan.spine.words import say


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": approvals that waited for whoever left."""
    Contract.objects.filter(approver=employee, state__in=("review_up", "approval")).update(approver=successor)


@whole
def ask_for_contract(*, quote: Quote, now: datetime, **_facts: Any) -> None:
    """Listener of "quotes.accepted": the salesperson begins the contract with what was quoted, or says why there is none (F68.4)."""
    if quote.owner is None or quote.contracts.exclude(state="dropped").exists():
        return
    days = number(setting_key(CONTRACT, BEGIN_DAYS), BEGIN_DAYS.default, at=now)
    due_at = later(now, days, BEGIN_DAYS.unit, calendar=calendar_of(quote.owner))
    todos.add(quote, title=say("todo.contract_begin", quote.number), assignee=quote.owner, due_at=due_at, actor=None, now=now, key=BEGIN)


def _show_to_reviewers(case: Any) -> None:
    """Whoever is asked for an opinion sees the contract, also after having given it."""
    asked = SignOff.objects.filter(case=case, verdict=SignOff.Verdict.PENDING).values_list("todo__assignee", flat=True)
    row = Contract.objects.get(pk=case.record_id)
    Contract.objects.filter(pk=row.pk).update(related_ids=sorted({*row.related_ids, *asked} - {row.owner_id}))


def follow_moves(*, case: Any, transition: Any, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """Listener of "procedures.moved": the warehouse is asked once a review has passed, and until it has answered (F59.7)."""
    if case.procedure != "contract":
        return
    if transition.target in ("review", "review_up"):
        _show_to_reviewers(case)
    elif transition.target in ("approved", "in_force"):
        ask_stock(Contract.objects.get(pk=case.record_id), actor=actor, now=now)
    elif transition.target in ("replaced", "ended"):
        stop_asking(Contract.objects.get(pk=case.record_id), outcome=str(transition.title), actor=None, now=now)

"""What orders do when others have done something."""

from datetime import datetime
from typing import Any

from gendan.modules.contracts.models import Contract
from gendan.modules.orders.actions.entering import ASKED, stop_asking
from gendan.modules.orders.checking import value
from gendan.modules.orders.effects.planning import within
from gendan.modules.orders.models import Order
from gendan.modules.orders.numbers import ORDER_DAYS
from gendan.spine import words
from gendan.spine.org.models import Employee
from gendan.spine.procedures import todos


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": what the leaver was to receive is received."""
    Order.objects.filter(receiver=employee, state="received").update(receiver=successor)


def ask_for_order(*, contract: Contract, now: datetime, **_facts: Any) -> None:
    """Listener of "contracts.signed": the salesperson enters its order, or says why there is none; a change of it takes the question over."""
    if contract.owner is None or contract.no_order_reason or Order.objects.filter(contract__number=contract.number).exists():
        return
    if contract.amends is not None:
        stop_asking(contract.amends, outcome=contract.title_number, now=now)
    todos.add(
        contract, title=words.say("orders.from_contract", contract.title_number), assignee=contract.owner, actor=None, now=now,
        key=ASKED, due_at=within(value(ORDER_DAYS, at=now), contract.owner, now=now),
    )


def ask_no_more(*, contract: Contract, reason: str, now: datetime, **_facts: Any) -> None:
    """Listener of "contracts.without_order": the reason is known."""
    stop_asking(contract, outcome=reason, now=now)

"""What export consignments do when something happens elsewhere."""

from datetime import datetime
from typing import Any

from gendan.modules.consignments import queries
from gendan.modules.consignments.access import KIND
from gendan.modules.consignments.actions.telling import send_shipping_data
from gendan.modules.consignments.actions.writing import begin_consignment
from gendan.modules.consignments.models import Consignment
from gendan.modules.orders.access import ORDER
from gendan.modules.orders.models import Order
from gendan.modules.orders.words import Market
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Case


def follow_moves(*, case: Case, actor: Employee | None, now: datetime, **_facts: Any) -> None:
    """Listener of "procedures.moved": export orders begin one with their notice, cancelled ones end it; what is loaded is told."""
    if case.record_kind == ORDER and case.state == "running":
        _follow_notice(case.record_id, now=now)
    elif case.record_kind == ORDER and case.state == "cancelled":
        for row in queries.running(Order(pk=case.record_id)):
            engine.perform(row, "drop_with_order", actor=None, now=now)
    elif case.record_kind == KIND and case.state == "loaded":
        row = Consignment.objects.select_related("order", "contact", "owner", "customer", "case").get(pk=case.record_id)
        send_shipping_data(row, actor=actor, now=now)


def _follow_notice(pk: Any, *, now: datetime) -> None:
    """The goods of an export order are followed from its notice on."""
    unfollowed = Order.objects.filter(pk=pk, market=Market.EXPORT, consignments=None)
    order = unfollowed.select_related("customer", "owner", "contract__quote__current").first()
    if order is not None:
        begin_consignment(order, actor=None, now=now)


def pass_on(*, employee: Employee, successor: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_left": what the clerk has to book goes to the successor."""
    Consignment.objects.filter(clerk=employee, state_kind="open").update(clerk=successor)

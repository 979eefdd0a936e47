"""Customers with classes, and months, for the stories of planning."""

from datetime import date, datetime
from typing import Any

from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.plans import actions
from gendan.modules.plans.models import Plan
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import SignOff

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


def classed(owner: Employee, now: datetime, name: str, abc: str = "B", **options: Any) -> Customer:
    """A customer in hand with a class."""
    return customer(owner, now, name, abc=abc, state="follow", duplicate_reason="另一家", **options)


def month(owner: Employee, now: datetime, *, of: date = OCTOBER) -> Plan:
    """The owner's plan, generated."""
    return actions.begin_month(owner, month=of, actor=owner, now=now)


def sign(plan: Plan, actor: Employee, now: datetime, *, verdict: str = "agreed", opinion: str = "") -> Plan:
    """The market manager's word."""
    signoff = SignOff.objects.get(case=plan.case, verdict="pending")
    engine.sign(signoff, verdict=verdict, opinion=opinion, actor=actor, now=now)
    plan.refresh_from_db()
    return plan


def approved(owner: Employee, head: Employee, now: datetime, *, of: date = OCTOBER) -> Plan:
    """Submitted and approved."""
    plan = month(owner, now, of=of)
    engine.perform(plan, "submit", actor=owner, now=now)
    return sign(plan, head, now)

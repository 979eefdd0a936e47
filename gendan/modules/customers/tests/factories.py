"""Customers for tests, made through the public door."""

from datetime import datetime
from typing import Any

from gendan.modules.customers.actions import add_contact, register_customer
from gendan.modules.customers.models import Contact, Customer
from gendan.spine.org.models import Employee


def customer(actor: Employee, now: datetime, name: str = "青屿重工（苏州）有限公司", **options: Any) -> Customer:
    """A registered customer; `state`, `contact`, `next_step` and `duplicate_reason` go to the verb, the rest are fields."""
    verb = {key: options.pop(key) for key in ("state", "contact", "next_step", "duplicate_reason", "owner") if key in options}
    return register_customer({"name": name, **options}, actor=actor, now=now, **verb)


def contact(of: Customer, actor: Employee, now: datetime, name: str = "高鹏", **values: Any) -> Contact:
    """A person at the customer."""
    return add_contact(of, values={"name": name, **values}, actor=actor, now=now)

"""Bare records for tests of rights: no procedure, only who is tied to them."""

import itertools
from datetime import UTC, datetime
from typing import Any

from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.access.models import Rule
from gendan.spine.org.models import Employee, Role

THEN = datetime(2026, 9, 1, 1, tzinfo=UTC)
_numbers = itertools.count(1)
CUSTOMER, ACTIVITY, OPPORTUNITY = "customers.customer", "followups.activity", "opportunities.opportunity"


def customer(**fields: Any) -> Customer:
    """A customer nobody is tied to, unless said."""
    number = next(_numbers)
    fields.setdefault("name", f"客户{number}")
    return Customer.objects.create(code=f"T{number:05}", created_at=THEN, updated_at=THEN, **fields)


def under(main: Customer) -> dict[str, Any]:
    """The columns that follow the customer."""
    return {
        "customer": main, "main_owner_id": main.owner_id, "main_department_id": main.department_id,
        "main_related_ids": main.related_ids,
    }


def activity(main: Customer, *, created_by: Employee, **fields: Any) -> Activity:
    """A contact with a customer."""
    return Activity.objects.create(**under(main), at=THEN, created_at=THEN, created_by=created_by, **fields)


def opportunity(main: Customer, **fields: Any) -> Opportunity:
    """An opportunity of a customer."""
    number = next(_numbers)
    return Opportunity.objects.create(
        **under(main), number=f"O{number:05}", name=f"商机{number}", created_at=THEN, updated_at=THEN, **fields
    )


def allow(role: str, kind: str, scope: int, action: str = "view") -> None:
    """Set a rule without asking who may."""
    Rule.objects.update_or_create(
        role=Role.objects.get(key=role), kind=kind, action=action, defaults={"scope": scope}
    )


def sees(user: Any, record: Any, action: str = "view") -> bool:
    """Whether the list of the kind holds the record."""
    return type(record).objects.visible_to(user, action).filter(pk=record.pk).exists()

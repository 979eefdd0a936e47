"""What the stories of this module begin with: a customer, and an opportunity ready to submit."""

from datetime import datetime
from typing import Any

from gendan.modules.customers.models import Customer
from gendan.modules.opportunities import actions
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine

COMPLETE: dict[str, Any] = {
    "contact_name": "高建平",
    "phone": "13801974426",
    "source": "exhibition",
    "region": "江苏 苏州",
    "initiation": "展会上看了轴承座样品，新产线要配套。",
}


def draft(customer: Customer, *, actor: Employee, now: datetime, **values: Any) -> Opportunity:
    """A draft with the six mandatory fields."""
    return actions.draft_opportunity(
        actor=actor, now=now, customer=customer, **({"name": "轴承座新产线配套"} | COMPLETE | values)
    )


def registered(customer: Customer, *, actor: Employee, reviewer: Employee, now: datetime, **values: Any) -> Opportunity:
    """Submitted by one, approved by another: in the first stage of the funnel."""
    opportunity = draft(customer, actor=actor, now=now, **values)
    engine.perform(opportunity, "submit", actor=actor, now=now)
    engine.perform(opportunity, "approve", actor=reviewer, now=now)
    opportunity.refresh_from_db()
    return opportunity

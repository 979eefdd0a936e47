"""Reads of follow-ups: attempts so far."""

from datetime import datetime
from typing import Any

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.models import NOT_REACHED, Activity, Way


def failed_attempts(customer: Customer, *, contact: Contact | None, before: datetime) -> int:
    """How many calls in a row did not reach this person (F03: "the fourth try"); a reached call starts anew."""
    calls = Activity.objects.filter(customer=customer, contact=contact, way=Way.CALL, at__lt=before)
    results = calls.order_by("-at", "-id").values_list("result", flat=True)[:50]
    count = 0
    for result in results:
        if result not in NOT_REACHED:
            break
        count += 1
    return count


def activity_by_token(token: Any) -> Activity | None:
    """The activity that a form with this token has already written: a double click writes one."""
    return Activity.objects.filter(once=token).first() if token else None

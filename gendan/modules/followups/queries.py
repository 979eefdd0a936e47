"""Reads of follow-ups: attempts so far, scripts for a moment."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import translation

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.models import NOT_REACHED, Activity, Script, Way


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


def scripts_for(scene: str) -> QuerySet[Script]:
    """The words that help at this moment, in the language of the page."""
    return Script.objects.filter(scene=scene, is_active=True, language=translation.get_language() or "zh-hans")


def activity_by_token(token: Any) -> Activity | None:
    """The activity that a form with this token has already written: a double click writes one."""
    return Activity.objects.filter(once=token).first() if token else None

"""Reads of follow-ups: attempts so far, scripts for a moment, promises still open."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import translation

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.models import NOT_REACHED, Activity, Promise, Script, Way
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Todo


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


def last_activity(customer: Customer) -> Activity | None:
    """The newest contact with the customer, whoever had it."""
    return Activity.objects.filter(customer=customer).order_by("-at", "-id").first()


def open_promises(promises: QuerySet[Promise]) -> QuerySet[Promise]:
    """Promises without an answer, the most urgent first."""
    return promises.filter(state_kind="open").order_by("due_at", "id")


def activity_by_token(token: Any) -> Activity | None:
    """The activity that a form with this token has already written: a double click writes one."""
    return Activity.objects.filter(once=token).first() if token else None


def own_todo(pk: int, *, assignee: Employee) -> Todo | None:
    """The to-do that a contact carries out, if it is this person's and not yet done."""
    return Todo.objects.filter(pk=pk, assignee=assignee, status__in=(Todo.Status.OPEN, Todo.Status.PAUSED)).first()

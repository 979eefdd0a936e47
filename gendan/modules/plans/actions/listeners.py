"""What happens elsewhere and concerns plans: contacts, customers that change hands, people who move or leave."""

from datetime import datetime
from functools import cache
from typing import Any

from django.utils import timezone

from gendan.modules.followups.models import NOT_REACHED, Activity
from gendan.modules.plans import queries, rules
from gendan.modules.plans.actions.generating import begin_month, go_on
from gendan.modules.plans.actions.marking import tick
from gendan.modules.plans.models import Action, Plan, Result
from gendan.modules.plans.procedure import LIVE
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.rows import KEY, Reading
from gendan.spine.whole import whole


@whole
def note_followup(*, activity: Activity, now: datetime) -> None:
    """Listener of "followups.logged": the contact carries out the oldest that was planned for its day or before (F85.5)."""
    if activity.result in NOT_REACHED:
        return
    on, mine = timezone.localdate(activity.at), [activity.way, *(queries.IN_PERSON if activity.way in queries.IN_PERSON else ())]
    due = (row for row in _planned().of(activity.customer_id) if row.plan.owner_id == activity.owner_id and row.day <= on)
    row = next((row for row in due if row.way in mine), None)
    if row is not None:
        tick(row, result=Result.DONE, note=activity.text, actor=activity.owner, now=now, activity=activity)


@cache
def _planned() -> Reading:
    rows = Action.objects.filter(customer=KEY, result=Result.OPEN, plan__state__in=LIVE).select_related("plan")
    return Reading(rows.order_by("day", "pk").select_for_update(no_key=True, of=("self",)))


@whole
def follow_owner(
    *, customer_ids: list[int], owner: Employee | None, now: datetime, **_facts: Any
) -> None:
    """Listener of "customers.owner_changed": what is still planned this month goes on in the new owner's plan."""
    month = rules.month_of(timezone.localdate(now))
    rows = Action.objects.filter(customer__in=customer_ids, result=Result.OPEN, plan__month__gte=month, plan__state__in=LIVE)
    left = list(rows.exclude(plan__owner=owner).order_by("pk").select_for_update(no_key=True, of=("self",)).select_related("plan"))
    if owner is None or owner.status != Employee.Status.ACTIVE:
        return
    for old in left:
        plan = begin_month(owner, month=old.plan.month, actor=None, now=now, generate=False)
        go_on(old, plan, day=old.day, result=Result.PASSED_ON, now=now)


def follow_transfer(*, employee: Employee, **_facts: Any) -> None:
    """Listener of "org.employee_transferred": running plans go along."""
    Plan.objects.filter(owner=employee, state__in=LIVE).update(department=employee.department_id)


def pass_on(*, employee: Employee, now: datetime, **_facts: Any) -> None:
    """Listener of "org.employee_left": the customers have gone with what was planned; the leaver's months end."""
    ids = list(Plan.objects.filter(owner=employee, state__in=LIVE).values_list("pk", flat=True))
    engine.end_many("plans.plan", ids, "end", procedure="monthly_plan", actor=None, now=now)

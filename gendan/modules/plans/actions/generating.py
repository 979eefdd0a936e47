"""At the start of a month: what was not finished is carried over, and what the classes ask for is placed (F85.1)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.plans import numbers, queries, rules
from gendan.modules.plans.models import Action, Plan, Result
from gendan.modules.plans.procedure import MONTHLY_PLAN
from gendan.modules.plans.rules import Room
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import next_month
from gendan.spine.procedures import engine, settling
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

MOST = 2000


def begin_months(*, now: datetime, people: Iterable[Employee] | None = None) -> int:
    """The clock's errand: whoever cares for customers gets this month's plan, once, with what the last one left undone.

    Returns how many plans were made. What a plan that was begun early did not carry yet is carried now.
    """
    month = rules.month_of(timezone.localdate(now))
    have = set(Plan.objects.filter(month=month).values_list("owner_id", flat=True))
    wanted = [one for one in (queries.managers() if people is None else people) if one.pk not in have]
    for owner in wanted:
        begin_month(owner, month=month, actor=None, now=now)
    queries.ownerless_before(month).update(result=Result.DROPPED, note=_("Nobody is responsible for the customer any more."))
    for owner in queries.with_something_left(month):
        carry_over(owner, month=month, now=now)
    return len(wanted)


@whole
def begin_month(owner: Employee, *, month: date, actor: Employee | None, now: datetime, generate: bool = True) -> Plan:
    """The plan of a month: the one there is, else a new one; with `generate` what is due by class is placed."""
    Employee.objects.select_for_update(no_key=True, of=("self",)).get(pk=owner.pk)
    known = queries.plan_of(owner, month)
    if known is not None:
        return known
    today = timezone.localdate(now)
    if next_month(month) <= today:
        raise Refusal(_("This month is over."), field="month")
    plan = Plan.objects.create(
        owner=owner, department=owner.department, month=month, created_at=now,
        results_due_on=rules.last_working_day(month, calendar_of(owner)),
    )
    engine.start(plan, procedure=MONTHLY_PLAN, actor=actor, now=now, owner=owner)
    room = _room(plan, now=now)
    carried = _carry(plan, room, now=now) if month <= today else []
    made = _generate(plan, room, carried, now=now) if generate else 0
    timeline.record("plans.begun", plan, actor=actor, at=now, data={"carried": len(carried), "generated": made}, system=True)
    return plan


@whole
def carry_over(owner: Employee, *, month: date, now: datetime) -> int:
    """What earlier months left undone with the owner's customers goes on in this month's plan, which is made if need be."""
    plan = begin_month(owner, month=month, actor=None, now=now, generate=False)
    return len(_carry(plan, _room(plan, now=now), now=now))


def _room(plan: Plan, *, now: datetime) -> Room:
    """The working days that are left of the month, with what is on them already."""
    assert plan.owner is not None
    today = timezone.localdate(now)
    days = [day for day in rules.working_days(plan.month, calendar_of(plan.owner)) if day >= today] or [plan.results_due_on]
    taken = queries.in_the_plan(plan).values_list("day", flat=True)
    return Room(days, taken=taken, most=int(numbers.value(numbers.PER_DAY, at=now)))


def _carry(plan: Plan, room: Room, *, now: datetime) -> list[Action]:
    """What earlier months left undone goes on here, each action in exactly one other (F85.1)."""
    assert plan.owner is not None
    rows = queries.unfinished_before(plan.owner, plan.month).order_by("day", "pk")
    old = list(rows.select_for_update(no_key=True, of=("self",)))
    plan.carried_at = now
    Plan.objects.filter(pk=plan.pk).update(carried_at=now)
    return [go_on(one, plan, day=room.place(room.days[0], within=7) or room.days[-1], result=Result.CARRIED, now=now) for one in old]


def go_on(old: Action, plan: Plan, *, day: date, result: Result, now: datetime) -> Action:
    """Let an action go on in a plan, with its to-do if one is still open; the old one counts no more as open."""
    waiting = settling.live(old.todo_id)
    new = Action.objects.create(
        plan=plan, customer_id=old.customer_id, day=day, way=old.way, title=old.title, kind=old.kind, by_system=True,
        carried_from=old, created_at=now, todo_id=waiting.pk if waiting else None,
    )
    old.result = result
    old.save(update_fields=["result"])
    return new


def _generate(plan: Plan, room: Room, carried: Iterable[Action], *, now: datetime) -> int:
    """F89.3: as many days as the class asks for, the classes in their order and who waits longest first."""
    assert plan.owner is not None
    every = numbers.intervals(at=now)
    rows = list(queries.cared_for(plan.owner).order_by("abc", "pk").values_list("pk", "abc")[:MOST])
    last: dict[int, Any] = queries.seen_last([pk for pk, _abc in rows])
    last |= {one.customer_id: max(one.day, last.get(one.customer_id, one.day)) for one in carried}
    rows.sort(key=lambda row: (row[1], last.get(row[0]) or date.min, row[0]))
    made, left_out = [], 0
    for pk, abc in rows:
        for due in rules.due_days(last.get(pk), every=every[abc], first=room.days[0], end=room.days[-1]):
            day = room.place(due, within=max(1, every[abc] // 2))
            left_out += day is None
            if day is not None:
                made.append(Action(plan=plan, customer_id=pk, day=day, by_system=True, created_at=now))
    Action.objects.bulk_create(made)
    Plan.objects.filter(pk=plan.pk).update(left_out=left_out)
    plan.left_out = left_out
    return len(made)

"""The months of some customer managers: one approved and lived through, one waiting at the market manager, one rejected."""

from datetime import date, datetime, timedelta

from gendan.demo.world import World
from gendan.modules.plans import actions, queries, rules
from gendan.modules.plans.models import Plan, Result
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import SignOff

MANAGER, WAITING, REJECTED = "zhou", "gao", "he"
ANALYSIS = "华东主机厂四季度排产偏满，备件急单多；友商降价 3%，A 类客户本月都要见面，B 类补技术交流。"
WHY_NOT = ("客户出差，改下月", "停产检修", "改为电话沟通")


def of_the_day(world: World, day: date, *, now: datetime) -> None:
    """At the start of a month, as soon as there are customers, the month before is closed and the new one begins."""
    month, owner = rules.month_of(day), world.people[MANAGER]
    if queries.plan_of(owner, month) is not None or not queries.cared_for(owner).exists():
        return
    last = Plan.objects.filter(owner=owner, state="approved").first()
    if last is not None:
        close(last, now=now)
    if actions.begin_months(now=now, people=[owner]):
        plan = submit(owner, month, now=now + timedelta(minutes=20))
        sign(plan, now=now + timedelta(minutes=50))


def at_the_end(world: World, *, now: datetime) -> None:
    """What the market manager finds on the board."""
    month = rules.month_of(now.astimezone(world.calendar.tz).date())
    people = [world.people[login] for login in (WAITING, REJECTED)]
    for owner, verdict in zip(people, ("", "refused"), strict=True):
        actions.begin_months(now=now, people=[owner])
        plan = submit(owner, month, now=now)
        if verdict and plan.state == "submitted":
            sign(plan, now=now, verdict=verdict, opinion="C 类排得太密，先保 A 类每周一次。")


def submit(owner: Employee, month: date, *, now: datetime) -> Plan:
    """Written down and handed in, if there is anything in it."""
    plan = queries.plan_of(owner, month)
    assert plan is not None
    actions.write_analysis(plan, analysis=ANALYSIS, actor=owner, now=now)
    if plan.actions.exists():
        engine.perform(plan, "submit", actor=owner, now=now)
    return plan


def sign(plan: Plan, *, now: datetime, verdict: str = "agreed", opinion: str = "") -> None:
    """The market manager's word, where it is asked for."""
    signoff = SignOff.objects.filter(case=plan.case, verdict="pending").first()
    if signoff is not None:
        engine.sign(signoff, verdict=verdict, opinion=opinion, actor=signoff.todo.assignee, now=now)


def close(plan: Plan, *, now: datetime) -> None:
    """What was not done says why; the results go to the market manager."""
    assert plan.owner is not None
    for number, action in enumerate(plan.actions.filter(result=Result.OPEN)):
        actions.finish_action(action, result=Result.NOT_DONE, note=WHY_NOT[number % len(WHY_NOT)], actor=plan.owner, now=now)
    engine.perform(plan, "submit_results", actor=plan.owner, now=now)
    sign(plan, now=now)

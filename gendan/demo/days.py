"""One day in the company: what is due is done, new things come in, and in the evening the clock runs."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache, partial

from gendan.demo import archives, caring, company, selling, tending, visiting
from gendan.demo.talk import ANSWERS
from gendan.demo.world import World
from gendan.modules.customers import actions as customers
from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Promise
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, escalate, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.rows import KEY, Reading

Deed = Callable[[], object]
CUSTOMER, OPPORTUNITY, PROMISE = "customers.customer", "opportunities.opportunity", "followups.promise"
AFTER_SALE, REFERRAL, OCCASION, VISIT = "care.aftersale", "care.referral", "care.occasion", "plans.visit"


def live_day(world: World, day: date, *, number: int) -> None:
    """Live through one working day, as far as it has come."""
    until = world.ends(day)
    plan = [*due_work(world, day, until), *newcomers(world, day, number)]
    for _moment, _order, deed in sorted((moment, order, deed) for order, (moment, deed) in enumerate(plan) if moment < until):
        deed()
    if number % 4 == 2:
        postpone_some(world, now=until)
    escalate.tick(until)


# -- what is due ----------------------------------------------------------------------------------------------


def due_work(world: World, day: date, until: datetime) -> list[tuple[datetime, Deed]]:
    """Each to-do due by this evening gets its moment, unless somebody leaves it lying."""
    rows = Todo.objects.filter(status=Todo.Status.OPEN, due_at__lte=max(until, world.moment(day, share=0.999)))
    plan: list[tuple[datetime, Deed]] = []
    for todo in rows.select_related("assignee").order_by("due_at", "id"):
        if (todo.record_kind, todo.record_id) in world.left_alone or not _is_done_today(world, todo, day):
            continue
        moment = _when(world, todo, day)
        plan.append((moment, partial(do, world, todo.pk, day=day, now=moment)))
    return plan


def _is_done_today(world: World, todo: Todo, day: date) -> bool:
    last = world.days[-1] == day
    late = todo.due_at is not None and todo.due_at.date() < day
    care = world.care(todo.assignee) - (0.1 if day in world.days[-2:] else 0)
    if late:
        care = 0.45 if last or world.days[-2] == day else 0.8
    return world.chance.random() < care


def _when(world: World, todo: Todo, day: date) -> datetime:
    """Before the due time, mostly; what is late first thing in the morning."""
    due_at = todo.due_at
    if due_at is None or due_at.date() < day:
        return world.moment(day, share=world.chance.random() * 0.4)
    morning = world.moment(day, share=0.02)
    span = max((due_at - morning).total_seconds(), 600)
    if world.chance.random() < 0.06:
        return min(due_at + timedelta(minutes=world.chance.randint(10, 90)), world.moment(day, share=0.999))
    share = 1 - world.chance.random() ** 1.6 * 0.9
    return morning + timedelta(seconds=int(span * share) - 60)


def do(world: World, todo_id: int, *, day: date, now: datetime) -> None:
    """Carry out one to-do, if it is still open and somebody is there."""
    todo = _open_todo().one(todo_id)
    actor = world.acts_for(todo.assignee_id, on=day) if todo else None
    if todo is None or actor is None:
        return
    if todo.record_kind == CUSTOMER:
        at_customer(world, todo, actor=actor, now=now)
    elif todo.record_kind == OPPORTUNITY:
        selling.follow(world, _opportunity().one(todo.record_id), todo, actor=actor, now=now)
    elif todo.record_kind == AFTER_SALE:
        caring.after_sale(world, todo, actor=actor, now=now)
    elif todo.record_kind == REFERRAL:
        caring.referral(todo, actor=actor, now=now)
    elif todo.record_kind == OCCASION:
        caring.occasion(todo, actor=actor, now=now)
    elif todo.record_kind == VISIT:
        visiting.visit(world, todo, actor=actor, now=now)
    elif todo.record_kind == PROMISE:
        promise = Promise.objects.get(pk=todo.record_id)
        engine.perform(promise, "answer", actor=actor, data={"answer": world.chance.choice(ANSWERS) + "。"}, now=now)


@cache
def _open_todo() -> Reading:
    return Reading(Todo.objects.filter(pk=KEY, status=Todo.Status.OPEN).select_related("assignee__department", "case"))


@cache
def _customer() -> Reading:
    return Reading(Customer.objects.filter(pk=KEY).select_related("owner__department", "department"))


@cache
def _opportunity() -> Reading:
    return Reading(Opportunity.objects.filter(pk=KEY).select_related("customer", "owner__department", "department"))


def at_customer(world: World, todo: Todo, *, actor: Employee, now: datetime) -> None:
    """A request to work together is answered; everything else is a conversation."""
    row = _customer().one(todo.record_id)
    if todo.key == "collaboration":
        if todo.created_by is not None:
            customers.add_related(row, employees=[todo.created_by], actor=actor, now=now, reason="一起跟，注意口径一致。")
        tending.finish(todo, actor=actor, now=now + timedelta(minutes=1))
        return
    tending.tend(world, row, todo, actor=actor, now=now)


# -- what is new ----------------------------------------------------------------------------------------------


def newcomers(world: World, day: date, number: int) -> list[tuple[datetime, Deed]]:
    """New customers week by week; opportunities all the time."""
    plan: list[tuple[datetime, Deed]] = []
    for _one in range(_how_many(world)):
        moment = world.moment(day)
        plan.append((moment, partial(enter_customer, world, now=moment)))
    for _one in range(_opportunities_today(world, number)):
        moment = world.moment(day)
        plan.append((moment, partial(enter_opportunity, world, now=moment)))
    return plan


def _how_many(world: World) -> int:
    return _spread(world, world.scale.customers * (1 - archives.SHARE) / len(world.days))


def _opportunities_today(world: World, number: int) -> int:
    if number < 2:
        return 0
    return _spread(world, world.scale.opportunities / max(1, len(world.days) - 2))


def _spread(world: World, mean: float) -> int:
    whole = int(mean)
    return whole + (world.chance.random() < mean - whole)


def somebody(world: World) -> Employee:
    """A seller, by share of the work, who is there."""
    known = [person for person in company.PEOPLE if person.share and world.people[person.login].is_active]
    chosen = world.chance.choices(known, weights=[person.share for person in known])[0]
    return world.people[chosen.login]


def enter_customer(world: World, *, now: datetime) -> None:
    """Somebody writes a firm down, with what is known so far."""
    owner, chance = somebody(world), world.chance
    firm = next(world.firms[owner.department.name])
    state = chance.choices(("search", "phone", "visit", "follow"), (3, 4, 2, 2))[0]
    abc = chance.choices(("B", "C", ""), (2, 3, 5))[0]
    tending.register(world, owner, firm, state=state, now=now, abc=abc, duplicate_reason="同一集团的另一家公司")


def enter_opportunity(world: World, *, now: datetime) -> None:
    """Somebody hears that a customer of his wants something."""
    owner = somebody(world)
    rows = Customer.objects.filter(owner=owner, state_kind="open", deleted_at=None).exclude(state="search").exclude(id__in=world.twins)
    ids = list(rows.order_by("id").values_list("pk", flat=True))
    if ids:
        selling.register(world, _customer().one(world.chance.choice(ids)), actor=owner, now=now)


# -- evening --------------------------------------------------------------------------------------------------


def postpone_some(world: World, *, now: datetime) -> None:
    """What nobody will come to today is moved, with a reason."""
    rows = Todo.objects.filter(status=Todo.Status.OPEN, key="next_step", due_at__gt=now, due_at__lt=now + timedelta(days=1))
    for todo in rows.select_related("assignee").order_by("id")[:2]:
        reason = world.chance.choice(("客户改时间", "等技术部的图纸", "出差调整"))
        todos.postpone(todo, due_at=world.later(now, days=2), reason=reason, actor=todo.assignee, now=now)


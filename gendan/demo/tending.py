"""How people work on customers: register them, speak with them, and carry them through their life-cycle."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from gendan.demo.firms import Firm
from gendan.demo.talk import MATERIALS, QUESTIONS
from gendan.demo.world import World
from gendan.modules.customers import actions as customers
from gendan.modules.customers.actions.registration import NextStep as FirstStep
from gendan.modules.customers.models import Customer
from gendan.modules.followups import actions as followups
from gendan.modules.followups.actions import NextStep
from gendan.modules.followups.models import Activity
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.rows import KEY, Reading

PHASES = {"search": "phone", "dormant": "maintain"}
# state: (chance, move) tried in this order after a conversation
MOVES: dict[str, tuple[tuple[float, str], ...]] = {
    "search": ((0.9, "found"),),
    "phone": ((0.4, "arranged"), (0.3, "interested"), (0.05, "sleep"), (0.03, "give_up")),
    "visit": ((0.8, "visited"),),
    "follow": ((0.05, "agreed"), (0.03, "visit_again"), (0.025, "sleep"), (0.015, "give_up")),
    "sign": ((0.35, "signed"),),
    "collect": ((0.4, "collected"),),
    "maintain": ((0.02, "ordered_again"), (0.01, "sleep")),
    "dormant": ((0.15, "wake"),),
}
REASONS = {
    "sleep": ("今年没有预算，明年再谈", "扩产计划推迟到明年", "刚和别家签了年度框架，到期前再联系", "搬厂期间不采购"),
    "give_up": ("改用进口整机配套，不再外购", "付款信用差，不跟了", "停产转型", "只要非标小件，我们做不了"),
}
WAYS = {"visit": ("visit", "visit", "call"), "sign": ("call", "visit", "mail"), "maintain": ("call", "call", "chat", "visit"),
        "follow": ("call", "call", "chat", "chat", "mail", "visit"), "solution": ("call", "visit", "mail", "demonstration"),
        "price": ("call", "visit", "meeting", "chat")}
GAPS = {"phone": (2, 6), "search": (1, 3), "visit": (4, 9), "follow": (10, 32), "sign": (4, 10), "collect": (10, 24),
        "maintain": (28, 75), "dormant": (30, 60)}
NO_NEXT = ("近期没有需求", "等客户年度预算", "客户让等通知", "已从别家采购")
SITUATIONS = ("现有产线 {q} 台设备，{line}年用量约 {money} 元，目前两家供货。", "新厂房{month}月投产，{line}随主机配套，图纸由设计院定。",
              "老设备多，备件以{thing}为主，库存管理比较乱，急件多。", "出口机型要求全套检测报告，{thing}现用进口件。")
ANALYSES = ("决策在采购，技术有否决权；价格敏感，交期更敏感。", "设备部认可我们的样件，采购压价，先从备件切入再谈框架。",
            "现供应商关系深，但交货不稳，可从急件打开。", "关键看热处理质量和追溯，建议质量部一起拜访。")


def register(world: World, owner: Employee, firm: Firm, *, state: str, now: datetime, abc: str = "", **more: Any) -> Customer:
    """Write a firm down with its people and the first step."""
    first, *others = firm.people
    slots = world.talk.slots(who=first["name"], industry=firm.industry)
    phase = PHASES.get(state, state)
    step = FirstStep(world.talk.next_step(phase, slots), _first_due(world, state, now), way="visit" if state == "visit" else "call")
    customer = customers.register_customer(
        {**firm.values, "abc": abc}, actor=owner, now=now, contact=first, state=state, next_step=step, **more
    )
    for values in others:
        customers.add_contact(customer, values=values, actor=owner, now=now)
    return customer


def _first_due(world: World, state: str, now: datetime) -> datetime:
    return world.later(now, days=world.chance.randint(1, GAPS[state][1]))


def talk_with(
    world: World, customer: Customer, *, actor: Employee, now: datetime, phase: str, gap: tuple[int, int],
    subject: Any = None, completes: Todo | None = None,
) -> Activity:
    """One conversation with its next step; now and then nobody is there, or nothing is planned."""
    chance, talk = world.chance, world.talk
    contact = world.contact_of(customer)
    slots = talk.slots(who=contact.name if contact else "", industry=customer.industry)
    way = chance.choice(WAYS.get(phase, ("call", "call", "call", "chat", "chat", "mail")))
    missed = chance.choice(("not_in", "not_in", "out", "in_meeting", "no_answer")) if way == "call" and chance.random() < 0.15 else ""
    days = 1 + (chance.random() < 0.4) if missed else chance.randint(*gap)
    step = NextStep(talk.next_step(phase, slots), world.later(now, days=days), way="call" if missed else "")
    if phase in ("maintain", "phone") and subject is None and not missed and chance.random() < 0.03:
        step = NextStep(no_next_reason=chance.choice(NO_NEXT))
    words = talk.missed(missed, slots) if missed else talk.happened(phase, key=customer.pk, way=way, slots=slots)
    promise: dict[str, Any] = {}
    if not missed and chance.random() < 0.05:
        promise = _promise(world, slots, now)
    return followups.log_activity(
        customer, actor=actor, now=now, next_step=step, way=way, text=words, contact=contact,
        result=missed or _result(world, phase), attitude="" if missed else chance.choice(("warm", "neutral", "neutral", "warm", "cold")),
        seconds=chance.randint(25, 480) if way == "call" else None, number=contact.mobile if contact and way == "call" else "",
        at=now - timedelta(minutes=chance.randint(1, 6)), subject=subject, completes=completes, **promise,
    )


def _promise(world: World, slots: dict[str, object], now: datetime) -> dict[str, Any]:
    from_texts = world.talk.any_of(QUESTIONS, slots)
    return {"promise_question": from_texts, "promise_due_at": world.later(now, days=world.chance.randint(1, 5))}


def _result(world: World, phase: str) -> str:
    if phase in ("quote", "price"):
        return world.chance.choice(("price", "price", "progress", "no_progress"))
    if phase == "solution":
        return world.chance.choice(("sample", "progress", "progress"))
    return world.chance.choice(("progress", "progress", "no_progress", "sample", "progress"))


def tend(world: World, customer: Customer, todo: Todo, *, actor: Employee, now: datetime) -> None:
    """Do what is due at a customer: speak, agree on the next step, and move on where the talk allows it."""
    stands = customer.state
    phase = PHASES.get(stands, stands)
    own = completes_own(todo, actor)
    activity = talk_with(
        world, customer, actor=actor, now=now, phase=phase, gap=GAPS.get(stands, (5, 10)), completes=None if own else todo
    )
    if activity.result in ("not_in", "out", "in_meeting", "no_answer"):
        finish(todo, actor=actor, now=now)
        return
    _move(world, customer, actor=actor, now=now + timedelta(seconds=40))
    finish(todo, actor=actor, now=now + timedelta(seconds=50))
    _beside(world, customer, actor=actor, now=now + timedelta(minutes=1))


def completes_own(todo: Todo, actor: Employee) -> bool:
    """Whether logging closes the to-do by itself, as the actor's own next step."""
    return todo.assignee_id == actor.pk


def finish(todo: Todo, *, actor: Employee, now: datetime) -> None:
    """Tick the to-do off where the conversation or the move has not done so."""
    current = _status().one(todo.pk)
    if current is not None and current.status == Todo.Status.OPEN:
        todos.complete(current, actor=actor, now=now)


@cache
def _status() -> Reading:
    return Reading(Todo.objects.filter(pk=KEY))


def _move(world: World, customer: Customer, *, actor: Employee, now: datetime) -> None:
    for share, key in MOVES.get(customer.state, ()):
        if world.chance.random() < share:
            data: dict[str, Any] = {}
            if key == "visited":
                data = findings(world, customer)
            if key in REASONS:
                data = {"reason": world.chance.choice(REASONS[key])}
            if key in REASONS and customer.opportunities.filter(state_kind="open").exists():
                return
            engine.perform(customer, key, actor=actor, data=data, now=now)
            return


def findings(world: World, customer: Customer) -> dict[str, Any]:
    """What a visit found."""
    slots = world.talk.slots(who="", industry=customer.industry)
    return {"situation": world.talk.any_of(SITUATIONS, slots), "analysis": world.talk.any_of(ANALYSES, slots),
            "rating": world.chance.choice((2, 3, 3, 4, 4, 5))}


def _beside(world: World, customer: Customer, *, actor: Employee, now: datetime) -> None:
    """Material on its way, and what becomes known on the way."""
    chance = world.chance
    slots = world.talk.slots(who="", industry=customer.industry)
    if chance.random() < 0.025 and customer.state_kind == "open":
        carrier = f"顺丰 SF{chance.randint(10**11, 10**12 - 1)}"
        followups.send_material(
            customer, what=world.talk.any_of(MATERIALS, slots), carrier=carrier,
            arrives_at=world.later(now, days=chance.randint(2, 4)), actor=actor, now=now,
        )
    if chance.random() < 0.02 and actor.pk == customer.owner_id:
        note = chance.choice(("月结 30 天", "月结 60 天，额度 300,000 元", "款到发货", "票到 45 天"))
        customers.change_customer(customer, values={"settlement_note": note}, actor=actor, now=now)


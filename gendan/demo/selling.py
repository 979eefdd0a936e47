"""How people work on opportunities: register, review, follow stage by stage, and close."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from gendan.demo import tending
from gendan.demo.world import World
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities import actions as opportunities
from gendan.modules.opportunities.models import STAGES, Competitor, Opportunity
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo

PHASES = {"sign": "order"}
FORWARD = {"target": 0.75, "won_chance": 0.72, "need": 0.7, "solution": 0.6, "quote": 0.6, "price": 0.6, "sign": 0.7}
NAMES = ("{thing}年度框架", "{thing}替换进口", "{line}新线配套", "{thing} {n} 月批次", "{thing}试单", "{line}备件包", "{thing}二期", "{thing}大修更换",
         "出口机型{line}配套", "{thing}国产化验证")
BEGINNINGS = ("展会后回访时提到", "老客户介绍，采购主动来电询价", "拜访时看到现用件交期长", "设备部反映现用件磨损快", "新产线配套，采购发来清单",
              "年度框架到期，重新比价", "售后回访时提出新需求", "技术交流会上设计院推荐")
SUPPLIERS = ("", "", "恒岳传动", "北辰精工", "贸易商代理进口件", "Altmeier Antriebe", "本地小厂")
LOSSES = ("价格高于对手", "交期赶不上投产", "客户项目取消", "设计院指定进口品牌", "付款条件谈不拢", "样件试机振动超标")
LESSONS = ("选型阶段就要见到设计院。", "交期承诺要先和生产确认。", "报价前先摸清预算，不要一次让到底。", "样件要先自检动平衡。", "应更早让质量部参与。")
SUMMARIES = ("从{beginning}到签约共 {n} 次沟通，关键是技术交流和样件试机。", "靠交期和炉号追溯打动客户，价格没有再降。", "先做备件再进框架，客户内部设备部支持最大。")
COUNTERS = ("强调炉号追溯和第三方硬度报告", "用交期和备库换价格", "请技术部讲同类案例", "首批带一套备件")
RETURNS = ("联系人电话缺区号，请补全", "起因写得太简单，请写清来源和时间", "金额和产品数量对不上，请核对")


def register(world: World, customer: Customer, *, actor: Employee, now: datetime, **more: Any) -> Opportunity:
    """Draft and submit with products and amount; the head or assistant reviews it."""
    chance = world.chance
    contact = world.contact_of(customer)
    product = chance.choice(world.products)
    slots: dict[str, object] = {"thing": f"{product.line.name} {product.model}" if chance.random() < 0.3 else product.name, "line": product.line.name,
             "n": chance.choice(("九", "十", "十一", "十二"))}
    opportunity = opportunities.draft_opportunity(
        actor=actor, now=now, customer=customer, name=_name(world, slots), contact=contact,
        contact_name=contact.name if contact else "", phone=contact.mobile if contact else customer.phone,
        source=customer.source or "telephone", region=f"{customer.province} {customer.city}".strip(),
        initiation=chance.choice(BEGINNINGS) + "。", expected_on=_expected(world, now),
        current_supplier=chance.choice(SUPPLIERS), **more,
    )
    opportunities.set_lines(opportunity, lines=_lines(world, product), actor=actor, now=now + timedelta(minutes=2))
    opportunity.refresh_from_db()
    opportunities.submit_opportunity(opportunity, actor=actor, now=now + timedelta(minutes=4))
    return opportunity


def _name(world: World, slots: dict[str, object]) -> str:
    return world.chance.choice(NAMES).format(**slots)


def _expected(world: World, now: datetime) -> date:
    return now.date() + timedelta(days=world.chance.randint(35, 120))


def _lines(world: World, product: Any) -> list[tuple[Any, Decimal, Decimal | None]]:
    chance = world.chance
    rows = [product, *(chance.sample([one for one in world.products if one.line_id == product.line_id and one != product], chance.choice((0, 0, 1, 2))))]
    found = []
    for row in rows:
        aim = chance.choice((20_000, 40_000, 60_000, 90_000, 140_000, 220_000, 380_000))
        quantity = max(2, round(aim / float(row.list_price)))
        found.append((row, Decimal(quantity), (row.list_price * Decimal(chance.choice(("0.9", "0.93", "0.95", "1")))).quantize(Decimal(1))))
    return found


def follow(world: World, opportunity: Opportunity, todo: Todo, *, actor: Employee, now: datetime) -> None:
    """Do what is due at an opportunity, by the state it stands in."""
    state = opportunity.state
    if state in STAGES:
        _talk(world, opportunity, todo, actor=actor, now=now)
    elif state == "submitted":
        review(world, opportunity, actor=actor, now=now)
    elif state in ("draft", "returned"):
        opportunities.change_opportunity(opportunity, actor=actor, now=now, initiation=opportunity.initiation + "已补充联系人和数量。")
        opportunity.refresh_from_db()
        opportunities.submit_opportunity(opportunity, actor=actor, now=now + timedelta(minutes=3))
    elif state == "rejected":
        engine.perform(opportunity, "accept_rejection", actor=actor, now=now)


def review(world: World, opportunity: Opportunity, *, actor: Employee, now: datetime) -> None:
    """The reviewer registers it; now and then something is missing."""
    if world.chance.random() < 0.08:
        engine.perform(opportunity, "return", actor=actor, data={"reason": world.chance.choice(RETURNS)}, now=now)
        return
    engine.perform(opportunity, "approve", actor=actor, now=now)


def _talk(world: World, opportunity: Opportunity, todo: Todo, *, actor: Employee, now: datetime) -> None:
    customer, state, chance = opportunity.customer, opportunity.state, world.chance
    if customer is None:
        return
    own = tending.completes_own(todo, actor)
    activity = tending.talk_with(
        world, customer, actor=actor, now=now, phase=PHASES.get(state, state), gap=_gap(world, now), subject=opportunity,
        completes=None if own else todo,
    )
    later = now + timedelta(seconds=45)
    if activity.result in ("not_in", "out", "in_meeting", "no_answer"):
        tending.finish(todo, actor=actor, now=later)
        return
    if chance.random() < 0.05:
        _meet_rival(world, opportunity, actor=actor, now=later)
    if chance.random() < (0.06 if state in ("solution", "quote", "price") else 0.02):
        lose(world, opportunity, actor=actor, now=later)
    elif chance.random() < FORWARD[state]:
        _forward(world, opportunity, actor=actor, now=later)
    tending.finish(todo, actor=actor, now=later + timedelta(seconds=20))


def _gap(world: World, now: datetime) -> tuple[int, int]:
    """Working days to the next talk; in the last two weeks things are pressed on."""
    return (2, 6) if now.date() >= world.days[-10:][0] else (3, 11)


def _meet_rival(world: World, opportunity: Opportunity, *, actor: Employee, now: datetime) -> None:
    if opportunity.owner_id != actor.pk:
        return
    rival = world.chance.choice(list(Competitor.objects.all()))
    note = world.chance.choice(("报价低约 5%", "承诺 10 天交货", "带了样件试装", "和设计院有合作", "免费质保两年"))
    opportunities.meet_competitor(
        opportunity, competitor=rival, note=note, countermeasure=world.chance.choice(COUNTERS), actor=actor, now=now
    )


def _forward(world: World, opportunity: Opportunity, *, actor: Employee, now: datetime) -> None:
    at = STAGES.index(opportunity.state)
    if at + 1 < len(STAGES):
        skip = 2 if at + 2 < len(STAGES) and world.chance.random() < 0.12 else 1
        engine.perform(opportunity, f"to_{STAGES[at + skip]}", actor=actor, now=now)
        return
    win(world, opportunity, actor=actor, now=now)


def win(world: World, opportunity: Opportunity, *, actor: Employee, now: datetime) -> None:
    """Signed."""
    world.contracts += 1
    amount = (opportunity.amount or Decimal(50_000)) * Decimal(world.chance.choice(("0.94", "0.96", "0.98", "1")))
    summary = world.chance.choice(SUMMARIES).format(beginning="登记", n=world.chance.randint(7, 18))
    data = {"contract_number": f"LC{now:%y%m}-{world.contracts:03d}", "contract_amount": amount.quantize(Decimal("0.01")),
            "signed_on": now.date(), "summary": summary}
    engine.perform(opportunity, "win", actor=actor, data=data, now=now)


def lose(world: World, opportunity: Opportunity, *, actor: Employee, now: datetime) -> None:
    """Gone, and why."""
    chance = world.chance
    rival = chance.choice([*Competitor.objects.values_list("pk", flat=True), None])
    data = {"loss_reason": chance.choice(LOSSES), "lost_to": rival, "lesson": chance.choice(LESSONS),
            "summary": f"跟进到{opportunity.state_since:%m}月，最后输在关键一条上。" if opportunity.state_since else "没有走到报价。"}
    engine.perform(opportunity, "lose", actor=actor, data=data, now=now)

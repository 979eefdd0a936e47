"""Samples and bids of the made-up company: a library by permit, samples at every step, uniforms made to measure, a bid with its papers."""

from datetime import datetime
from decimal import Decimal
from random import Random

from gendan.demo.papers import paper
from gendan.demo.world import World
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import STAGES, Opportunity
from gendan.modules.samples import actions as samples
from gendan.modules.samples.models import Sample, SampleRequest
from gendan.modules.tenders import actions as tenders
from gendan.modules.tenders.models import Tender
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine

KINDS = ("联轴器", "丝杠导轨", "轴承座与轴", "减速机")
SHELF = (
    ("膜片联轴器 MP-160 剖切样", "联轴器", "MP-160", "45 钢 / 301 膜片", "A-01"), ("鼓形齿联轴器 GICL-5", "联轴器", "GICL-5", "42CrMo", "A-02"),
    ("滚珠丝杠 SFU4010 短样", "丝杠导轨", "SFU4010 L=300", "GCr15", "B-01"), ("直线导轨副 H35 样段", "丝杠导轨", "H35 L=240", "S55C", "B-03"),
    ("轴承座 SNL 518", "轴承座与轴", "SNL 518", "HT250", "C-01"), ("行星减速机 P120 剖切样", "减速机", "P120 i=5", "20CrMnTi", "D-01"),
)
PAYERS = {"fee": "260", "fee_payer": "customer", "freight": "45", "freight_payer": "us"}
SENT = {"way": "carrier", "carrier": "顺丰", "waybill": "SF14000921"}
UNIFORMS = (
    ("talk", {"listened": "装配车间 200 套冬装，耐磨、袖口收紧", "observed": "油污多，现服袖口易挂", "quantity": "200", "answer_factory": "自有车间 60 人"}),
    ("fix_style", {"style_source": "existing", "style": "按现有夹克打版，袖口改松紧"}),
    ("fix_fabric", {"fabric": "涤棉纱卡 240 g", "trimmings": "金属拉链", "colour": "藏青", "quality": "水洗 50 次不褪色", "budget": "180"}),
    ("set_price", {"quantity": "200", "decoration": "embroidery", "style_cost": "3", "fabric_cost": "62.5", "trimmings_cost": "9",
                   "decoration_cost": "6", "making_cost": "38", "price": "168"}),
    ("order_sample", {"details": "胸前绣标 6 厘米，左袖笔袋", "quantity": "2", "fee": "300"}),
)
PEOPLE = (    ("钱主任", "采购部", "采购主任", 4, 1, True), ("孙总工", "技术部", "总工程师", 5, 0, False), ("吴工", "设备部", "设备工程师", 2, 2, False),
    ("郑经理", "财务部", "财务经理", 3, -1, False),
)
CRITERIA = [{"name": "价格", "weight": 50, "estimate": 75}, {"name": "技术与样板", "weight": 35, "estimate": 90}, {"name": "交付与服务", "weight": 15, "estimate": 80}]


def show(world: World, *, now: datetime) -> None:
    """Made in the last days, chosen by order, so that the other days go on as without it."""
    begun = world.moment(world.days[-6], share=0.2) if len(world.days) > 6 else now
    shelf = _library(world, now=begun)
    sellers = [world.people[login] for login in ("zhou", "shen", "he", "su")]
    for step, seller in enumerate(sellers):
        deal = _deal_of(seller)
        if deal is not None and deal.customer is not None:
            _request(world, deal, shelf[step % len(shelf)], seller, steps=step, begun=begun, now=now)
    deal = _deal_of(sellers[0])
    if deal is not None and deal.customer is not None:
        _uniforms(deal.customer, deal, sellers[0], begun=begun)
    deal = _deal_of(world.people["lin"])
    if deal is not None and deal.customer is not None:
        _bid(deal.customer, deal, world.people["lin"], begun=begun, now=now)


def _deal_of(seller: Employee) -> Opportunity | None:
    rows = Opportunity.objects.filter(owner=seller, state__in=STAGES, customer__owner=seller, customer__deleted_at=None, deleted_at=None)
    return rows.select_related("customer", "owner__department", "case").order_by("pk").first()


def _library(world: World, *, now: datetime) -> list[Sample]:
    """F45: Xu enters samples by the word of the system operator."""
    clerk, chance = world.people["xu"], Random(45)  # noqa: S311 drawings, not secrets
    samples.authorise_clerk(clerk, reason="样品间由她管理", actor=world.people["admin"], now=now)
    kinds = {name: samples.write_kind(None, values={"name": name, "position": place}, actor=clerk, now=now) for place, name in enumerate(KINDS)}
    made = []
    for name, kind, specification, material, place in SHELF:
        row = samples.enter_sample(values={"name": name, "kind": kinds[kind], "place": place}, picture=paper("png", chance), actor=clerk, now=now)
        made.append(samples.write_master(row, values={"specification": specification, "material": material, "unit": "件"}, actor=clerk, now=now))
    return made


def _request(
    world: World, deal: Opportunity, sample: Sample, seller: Employee, *, steps: int, begun: datetime, now: datetime
) -> SampleRequest:
    """One waits for the manager, one for quality, one for the customer, one is confirmed."""
    assert deal.customer is not None
    values = {"origin": "stock", "what": f"{sample.name} 送样", "sample": sample, "opportunity": deal, "fee": 260, "freight": 45}
    if steps == 1:  # this customer is abroad, and pays in dollars
        values |= {"currency": "USD", "fee": 40, "freight": 65}
    row = samples.ask_sample(deal.customer, values=values, actor=seller, now=begun if steps else now)
    head, maker = seller.department.head, world.people["han"]
    moves = (
        ("decide", head, PAYERS | {"maker": maker.pk, "fee": str(row.fee), "freight": str(row.freight)}), ("ready", maker, {"batch": "P2611", "quantity": "1"}),
        ("send", seller, SENT | {"sent_on": begun.date()}), ("confirm", seller, {"accepted_by": "技术部", "stated": "随货附材质报告\n按确认样供货"}),
    )
    for key, actor, data in moves[: (0, 1, 3, 4)[steps]]:
        engine.perform(row, key, actor=actor, data=data, now=begun)
    return row


def _uniforms(customer: Customer, deal: Opportunity, seller: Employee, *, begun: datetime) -> None:
    """F24: one project waits for its sample, the next for the need talk."""
    values = {"product_type": "workwear", "opportunity": deal}
    project = samples.begin_project(customer, values={"name": "装配车间冬装", **values}, actor=seller, now=begun)
    for key, data in UNIFORMS:
        engine.perform(project, key, actor=seller, data=data, now=begun)
    samples.begin_project(customer, values={"name": "开放日讲解服", **values}, actor=seller, now=begun)


def _bid(customer: Customer, deal: Opportunity, owner: Employee, *, begun: datetime, now: datetime) -> None:
    """F18: some of the work before the tender is done."""
    bid = tenders.register_tender(customer, values={"name": "年度传动件集采", "opportunity": deal, "reference": "ZB-2026-118"}, actor=owner, now=begun)
    for task, hours in zip(bid.tasks.filter(letter__in="ABG"), (6, 8, 3), strict=True):
        tenders.finish_task(task, state="done", note="已当面介绍，资料已留", hours=Decimal(hours), actor=owner, now=now)
    tenders.set_criteria(bid, rows=CRITERIA, actor=owner, now=now)
    hub = None
    for name, department, title, influence, attitude, is_hub in PEOPLE:
        values = {"name": name, "department": department, "title": title, "influence": influence, "attitude": attitude, "is_hub": is_hub, "introduced_by": hub}
        person = tenders.write_stakeholder(bid, None, values=values, actor=owner, now=now)
        hub = hub or person
    _bid_papers(bid, owner, now=now)


def _bid_papers(bid: Tender, owner: Employee, *, now: datetime) -> None:
    """What the tender asks for; two papers lie there already."""
    papers = tenders.ask_usual_documents(bid, actor=owner, now=now)
    for one in papers[:2]:
        tenders.attach_document(one, upload=paper("pdf", Random(one.pk)), actor=owner, now=now)  # noqa: S311 drawings, not secrets

"""Corrective actions of the made-up company: one proven and closed, one that goes into a second round, and two that are under way."""

from datetime import datetime, timedelta
from typing import Any

from gendan.demo.world import World
from gendan.modules.capa import actions as capas
from gendan.modules.capa import queries
from gendan.modules.capa.models import Bone, Capa, Why
from gendan.modules.customers.models import Customer
from gendan.spine.org.models import Department
from gendan.spine.procedures import engine

HOUR = timedelta(hours=1)
WHYS = ("内孔镗削后超上差", "镗刀磨损到限仍在使用", "换刀只凭手感，没有刀具寿命台账")
BONES = (
    ("man", "新手顶岗，未做首件互检", False), ("machine", "镗刀磨损到限", True), ("material", "毛坯硬度波动", False),
    ("method", "没有按寿命换刀的规定", True), ("measurement", "内径表未按期校准", False),
)
PROBLEM = {
    "problem": "装配时轴承压不进去，实测内孔超上差 0.02", "defect": "内孔超差", "found_where": "客户装配线", "extent": "同批 24 件",
    "found_on": None, "clause": "",
}
CAUSE = {"factor": "method", "cause": "没有按寿命换刀的规定和台账", "escaped": "首检后没有巡检"}
ACTIONS = {
    "containment": ("隔离库存同批，逐件复检", "复检 86 件，挑出 3 件"), "corrective": ("按刀具寿命换刀并记台账", "台账两周记录齐全"),
    "preventive": ("同类机床一并执行，写入作业指导书", "WI-023 第 4 版已发到工位"),
}


class Life:
    """One corrective action that is lived step by step; each step takes an hour of `at`."""

    def __init__(self, world: World, row: Capa, at: datetime) -> None:
        self.world, self.row, self.at = world, row, at
        self.head, self.hand, self.judge = (world.people[login] for login in ("shi", "kuang", "han"))

    def move(self, key: str, actor: Any = None, **data: Any) -> None:
        engine.perform(self.row, key, actor=actor or self.head, data=data, now=self.at)

    def act(self, kind: str, *, done: bool = True) -> None:
        text, evidence = ACTIONS[kind]
        due = self.world.later(self.at, days=3)
        action = capas.add_action(self.row, kind=kind, text=text, owner=self.hand, due_at=due, actor=self.head, now=self.at)
        if done:
            capas.finish_action(action, evidence=evidence, actor=self.hand, now=self.at)

    def analyse(self) -> None:
        whys = [Why(position=place, text=text) for place, text in enumerate(WHYS, start=1)]
        bones = [Bone(factor=factor, position=1, text=text, is_root=root) for factor, text, root in BONES]
        revision = queries.round_of(self.row).revision
        capas.write_analysis(self.row, whys=whys, bones=bones, revision=revision, actor=self.head, now=self.at)

    def to_cause(self) -> None:
        self.move("gather", team=[self.hand.pk, self.world.people["wen"].pk], checker=self.judge.pk)
        self.move("describe", **PROBLEM)
        self.act("containment")
        self.move("contain")

    def to_carry(self) -> None:
        self.to_cause()
        self.analyse()
        self.move("find_cause", **CAUSE)
        self.act("corrective")
        self.move("choose")

    def to_check(self) -> None:
        self.to_carry()
        self.move("carry_out")
        self.act("preventive")
        self.move("make_rule", standard="作业指导书 WI-023 第 4 版")


def show(world: World, *, now: datetime) -> None:
    """Begun weeks ago and in the last days; where the company is younger than that, only what is under way."""
    works = Department.objects.filter(name="生产部").first()
    customer = Customer.objects.filter(owner=world.people["lin"], deleted_at=None).select_related("owner", "department").order_by("pk").first()
    if works is None:
        return
    if len(world.days) > 45:
        closed = _asked(world, works, customer, world.days[-40], title="轴承座内孔超差", origin="complaint")
        _close(closed, now=now)
        again = _asked(world, works, None, world.days[-22], title="检验发现同批内孔超差", origin="inspection")
        again.to_check()
        again.at = world.moment(world.days[-4], share=0.3)
        again.move("again", again.judge, evidence="抽检 50 件仍有 2 件超差", why_again="台账有记录，但夜班没有执行")
    if len(world.days) > 6:
        _asked(world, works, customer, world.days[-2], title="联轴器包装破损", origin="complaint").to_cause()
        _asked(world, works, None, world.days[-1], title="审核发现旧版图纸仍在工位", origin="audit")


def _asked(world: World, works: Department, customer: Customer | None, day: Any, **values: Any) -> Life:
    at = min(world.moment(day, share=0.4), world.until - HOUR)
    row = capas.open_capa(values={"responsible": works, "customer": customer, "grade": 2, **values}, actor=world.people["han"], now=at)
    return Life(world, row, at)


def _close(life: Life, *, now: datetime) -> None:
    """The customer has the answer, and quality the proof."""
    life.to_check()
    if life.row.customer is not None:
        answer = capas.draft_answer(life.row, text=capas.first_words(life.row), actor=life.head, now=life.at)
        assert answer.version == 1
    life.at = min(life.row.check_from or now, now)
    if life.row.check_from is None or life.row.check_from > now:
        return
    life.move("prove", life.judge, evidence="连续三批 360 件，内孔全部合格")
    life.move("close", thanks="感谢小组，台账做法已推广到同类机床")

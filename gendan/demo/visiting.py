"""Visits of the made-up company: appointments, the arrival at the door, what came of it, the evening's report and the meetings."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from gendan.demo import tending
from gendan.demo.world import World
from gendan.modules.customers.models import Customer
from gendan.modules.customers.queries import contacts_of
from gendan.modules.followups.actions import NextStep
from gendan.modules.plans import actions, words
from gendan.modules.plans.actions.reporting import Decision
from gendan.modules.plans.actions.visiting import Question, Where
from gendan.modules.plans.models import Meeting, Urgency, Visit, VisitReport
from gendan.modules.plans.procedure import UNREPORTED
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.models import Todo

GOERS = ("zhou", "lin", "gao", "su", "yan")
FOCUS = ("看新产线的安装位置，谈四季度用量", "送样件试装，量端面跳动", "谈年度框架和备件清单", "拜访设备部，了解检修计划", "处理毛刺反馈，看现场")
WORDS = ("看了现场，安装空间够，等设计院出图。", "样件试装顺利，操作工满意，要两套正式报价。", "框架按季度下单，价格再谈一轮。", "检修排在下月中旬，先备六套弹性体。")
TOPICS = "用量与排产；交期；备件库存"
NOTES = "各人过一遍 A 类客户：进展、卡点、下周动作。备件急单优先排。"
DECISIONS = ("整理三家 A 类客户的备件清单", "约设计院看新厂房图纸", "把端面毛刺的处理结果写成一页给客户")
EVERY = 9  # working days between two appointments of a person


def of_the_day(world: World, day: date, *, number: int, now: datetime) -> None:
    """Appointments every few days; a meeting each week; in the last days the evening's reports."""
    for turn, login in enumerate(GOERS):
        if number > 5 and number % EVERY == turn:
            plan(world, world.people[login], number=number, now=now + timedelta(minutes=6 * turn))
    if day.weekday() == 0 and number > len(world.days) // 2:
        meet(world, held_at=now, now=now + timedelta(minutes=35))
    if number >= len(world.days) - 2:
        report_evening(world, now=world.ends(world.days[number - 1]))


def plan(world: World, person: Employee, *, number: int, now: datetime, days: int = 2) -> Visit | None:
    """An appointment with a customer that is to be kept, another one each time, with what has to be taken along."""
    rows = Customer.objects.filter(owner=person, state__in=("maintain", "follow"), deleted_at=None).exclude(visits__state__in=UNREPORTED)
    listed = list(rows.exclude(id__in=world.twins).order_by("abc", "id")[:12])
    if not listed:
        return None
    row = listed[number // EVERY % len(listed)]
    people = contacts_of(row)
    made = actions.plan_visit(
        row, at=world.later(now, days=days), focus=FOCUS[number % len(FOCUS)], actor=person, now=now, contact=people[0] if people else None,
        expected_items=f"弹性体 {4 + number % 9} 套", expected_amount=Decimal(6000 + 1500 * (number % 7)),
    )
    ticked = list(words.ALL) if number % 4 else list(words.PREPARATION)[:3]
    actions.tick_preparation(made, ticked=ticked, actor=person, now=now + timedelta(minutes=3))
    return made


def visit(world: World, todo: Todo, *, actor: Employee, now: datetime) -> None:
    """Be there, and write down what came of it."""
    record = Visit.objects.select_related("customer", "owner", "department").get(pk=todo.record_id)
    if record.state not in ("planned", "prepared", "under_way") or actor.pk != record.owner_id:
        return
    if record.arrived_at is None:
        actions.arrive(record, actor=actor, now=now, where=Where(place=record.place))
    slots = world.talk.slots(who="", industry=record.customer.industry)
    step = NextStep(world.talk.next_step("maintain", slots), world.later(now, days=5), way="call")
    told = {"topics": TOPICS, "participants": "设备主任、采购", "referral_asked": record.pk % 2 == 0, "actual_items": record.expected_items}
    told |= {"problem": "端面毛刺，客户停机等处理", "urgency": Urgency.URGENT} if record.pk % 9 == 4 else {}
    questions = [Question("第三方硬度报告何时能给", world.later(now, days=3))] if record.pk % 3 == 0 else []
    actions.report(
        record, text=WORDS[record.pk % len(WORDS)], next_step=step, actor=actor, now=now + timedelta(minutes=50), result="progress",
        questions=questions, told=told,
    )
    tending.finish(todo, actor=actor, now=now + timedelta(minutes=51))


def report_evening(world: World, *, now: datetime) -> None:
    """Who met customers submits the day's report; the assistant collates some."""
    actions.begin_reports(now=now)
    drafts = VisitReport.objects.filter(state="draft", kind="daily").select_related("owner", "department").order_by("id")
    known = [(row, row.owner) for row in drafts if row.owner and row.owner.is_active and row.owner.username in GOERS]
    for step, (row, owner) in enumerate(known[:3]):
        actions.write_report(row, text="今天的拜访都有下一步，备件需求偏急。", actor=owner, now=now)
        engine.perform(row, "submit", actor=owner, now=now)
        if step == 0:
            engine.perform(row, "collate", actor=_collator(row), now=now)


def _collator(row: VisitReport) -> Employee:
    todo = Todo.objects.select_related("assignee").filter(record_kind="plans.visitreport", record_id=row.pk, status="open").get()
    return todo.assignee


def meet(world: World, *, held_at: datetime, now: datetime) -> Meeting:
    """The week's sales situation meeting, with who does what by when; what the last one decided is done."""
    for todo in Todo.objects.filter(record_kind="plans.meeting", status=Todo.Status.OPEN).select_related("assignee"):
        todos.complete(todo, actor=todo.assignee, now=now, outcome="已完成，会上通报")
    people = [world.people[login] for login in ("zhou", "gao", "shen")]
    decided = [Decision(title, one, world.later(now, days=2 + step)) for step, (title, one) in enumerate(zip(DECISIONS, people, strict=True))]
    return actions.hold_meeting(
        kind="weekly", held_at=held_at, notes=NOTES, people=people, actor=world.people["lin"], now=now, decisions=decided[:2],
    )


def at_the_end(world: World, *, now: datetime) -> None:
    """What lies ahead when somebody looks: an appointment for each, one of them being kept just now."""
    kept = False
    for turn, login in enumerate(GOERS):
        person = world.people[login]
        made = plan(world, person, number=len(world.days) + turn * EVERY, now=now, days=1 + turn % 3)
        if made is not None and not kept:
            kept = True
            actions.arrive(made, actor=person, now=now + timedelta(minutes=8), where=Where(place=made.place))

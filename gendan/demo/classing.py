"""The classes by turnover at each month's beginning, one set by hand, and the stores' customer data by the 25th; one store is late."""

from datetime import date, datetime, timedelta

from gendan.demo.world import World
from gendan.modules.classes import actions, queries
from gendan.modules.classes.models import Standing, Submission
from gendan.spine.org.models import Department
from gendan.spine.procedures import engine, todos
from gendan.spine.refusal import Refusal

STEWARD, LATE = "bai", "gu"
AIM = "今年不求客户数量，求留住：前两百家老客户一家不丢，每家多买一类产品。"
COMMON = "不分等级：询问当天答复，承诺给出日期，投诉两小时内回电，到货后必回访。"
MEASURES = (
    ("understanding", "", "补齐老客户的产线与备件清单，登记谁需要哪类产品", "lin", 21), ("competition", "A", "遇到远岭报价的商机，当周由主管一起拜访", "lin", 30),
    ("attraction", "A", "每季度登门一次，请使用车间的人谈谈感受", "zhou", 45), ("attraction", "", "老客户试用减速机样机，按样机流程登记", "su", 35),
    ("serving", "", "质量与技术每月各跟一次客户回访", "han", 28),
)
FINDINGS = ("电话抽查，地址两处有误，已更正", "与名片一致", "一家已搬迁，新地址已补")


def of_the_day(world: World, day: date, *, now: datetime) -> None:
    """Stores are named on the first day; each month's errands happen as the clock does them; on the last day most submit."""
    if day == world.days[0]:
        for department in Department.objects.filter(name__endswith="销售部"):
            actions.save_duty(department=department, holder=None, actor=world.people[STEWARD], now=now)
    if all(other >= day for other in world.days if other.month == day.month):
        actions.open_submissions(now=now)
        while actions.reckon_when_due(now=now):
            pass
        for step, row in enumerate(Submission.objects.filter(due_on__lt=day, state="draft").select_related("owner", "department")):
            _submit(world, row, number=step, now=now + timedelta(minutes=4 * step))
    for step, row in enumerate(Submission.objects.filter(due_on=day, state="draft").select_related("owner", "department")):
        if row.owner != world.people[LATE]:
            _submit(world, row, number=step, now=now + timedelta(minutes=7 * step))


def _submit(world: World, row: Submission, *, number: int, now: datetime) -> None:
    """Submitted, accepted, looked at on tour, and filed."""
    try:
        engine.perform(row, "submit", actor=row.owner, now=now)
    except Refusal:
        return
    steward = world.people[STEWARD]
    engine.perform(row, "enter", actor=steward, now=now + timedelta(minutes=2))
    if number < len(FINDINGS):
        found = {"sampled": "5", "correct": str(5 - number % 2), "finding": FINDINGS[number]}
        engine.perform(row, "spot_check", actor=steward, data=found, now=now + timedelta(minutes=3))
        engine.perform(row, "file", actor=steward, now=now + timedelta(minutes=4))


def at_the_end(world: World, *, now: datetime) -> None:
    """One customer is more than its turnover says; the strategy of the year is broken down into measures."""
    _write_strategy(world, now=now)
    actions.ask_to_reckon(actor=world.people[STEWARD], now=now)
    actions.reckon_when_due(now=now)
    row = Standing.objects.filter(abc="C", customer__owner__isnull=False).select_related("customer__owner").order_by("rank").first()
    if row is not None and queries.override_of(row.customer) is None:
        until, reason = now.date() + timedelta(days=180), "新产线明年投产，年用量约三百套"
        actions.set_class(row.customer, abc="A", reason=reason, until=until, actor=row.customer.owner, now=now)


def _write_strategy(world: World, *, now: datetime) -> None:
    """What is wanted this year, and who does what by when; the first is done already."""
    steward = world.people[STEWARD]
    strategy = actions.write_strategy(year=now.year, aim=AIM, common=COMMON, actor=steward, now=now)
    for step, (element, abc, what, login, days) in enumerate(MEASURES):
        row = actions.add_measure(
            strategy, element=element, abc=abc, what=what, assignee=world.people[login], due_at=now + timedelta(days=days), actor=steward,
            now=now + timedelta(minutes=step),
        )
        if step == 0 and row.todo is not None:
            todos.complete(row.todo, actor=row.todo.assignee, now=now + timedelta(hours=1), outcome="前五十家已补齐")

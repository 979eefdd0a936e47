"""The classes by turnover at each month's beginning, one set by hand, and the stores' customer data by the 25th; one store is late."""

from datetime import date, datetime, timedelta

from gendan.demo.world import World
from gendan.modules.classes import actions, queries
from gendan.modules.classes.models import Standing, Submission
from gendan.spine.org.models import Department
from gendan.spine.procedures import engine
from gendan.spine.refusal import Refusal

STEWARD, LATE = "bai", "gu"
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
    """One customer is more than its turnover says."""
    actions.ask_to_reckon(actor=world.people[STEWARD], now=now)
    actions.reckon_when_due(now=now)
    row = Standing.objects.filter(abc="C", customer__owner__isnull=False).select_related("customer__owner").order_by("rank").first()
    if row is not None and queries.override_of(row.customer) is None:
        until, reason = now.date() + timedelta(days=180), "新产线明年投产，年用量约三百套"
        actions.set_class(row.customer, abc="A", reason=reason, until=until, actor=row.customer.owner, now=now)

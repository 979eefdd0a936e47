"""Whatever happens in the months: no planned action is lost, none counts twice, and the doctor is content."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.modules.customers.actions import change_owner
from gendan.modules.customers.models import Customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.plans import actions, queries, reports, rules
from gendan.modules.plans.models import Action, Plan, Result
from gendan.modules.plans.models.plan import GOES_ON
from gendan.modules.plans.rules import Room
from gendan.modules.plans.tests.story import classed
from gendan.modules.pools.actions import give_back
from gendan.modules.pools.tests.factories import pool
from gendan.spine.org.queries import company_calendar
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import SignOff
from gendan.spine.refusal import Refusal

PEOPLE = ("he", "zhou")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["month", "days", "submit", "sign", "refuse", "add", "tick", "miss", "drop", "visit", "hand_over", "pool", "results"]
        ),
        st.integers(0, 3), st.sampled_from(PEOPLE),
    ),
    min_size=6, max_size=18,
)


class World:
    """Four customers of two people, three months."""

    def __init__(self, cast, now) -> None:
        self.cast, self.now = cast, now
        self.place = pool(cast)
        self.ids = [classed(getattr(cast, PEOPLE[n % 2]), now, f"第{n}机械有限公司", "ABC"[n % 3]).pk for n in range(4)]

    def do(self, what: str, which: int, who: str) -> None:
        person, row = getattr(self.cast, who), Customer.objects.get(pk=self.ids[which])
        self.now += timedelta(hours=2)
        try:
            with transaction.atomic():
                getattr(self, what)(row, person)
        except Refusal:
            return

    def _plan(self, person) -> Plan | None:
        return queries.plan_of(person, rules.month_of(timezone.localdate(self.now)))

    def _action(self, person, which: int) -> Action | None:
        plan = self._plan(person)
        rows = list(plan.actions.exclude(result__in=GOES_ON).order_by("pk")) if plan else []
        return rows[which % len(rows)] if rows else None

    def month(self, row, person) -> None:
        self.now = (self.now.replace(day=1) + timedelta(days=32)).replace(day=1, hour=7)
        actions.begin_months(now=self.now)
        actions.begin_months(now=self.now)

    def days(self, row, person) -> None:
        self.now += timedelta(days=3)
        actions.begin_months(now=self.now)
        actions.make_todos(now=self.now)

    def submit(self, row, person) -> None:
        plan = self._plan(person) or actions.begin_month(person, month=self.now.date().replace(day=1), actor=person, now=self.now)
        engine.perform(plan, "submit", actor=person, now=self.now)

    def results(self, row, person) -> None:
        if plan := self._plan(person):
            engine.perform(plan, "submit_results", actor=person, now=self.now)

    def sign(self, row, person, verdict: str = "agreed") -> None:
        plan = self._plan(person)
        signoff = SignOff.objects.filter(case=plan.case, verdict="pending").first() if plan else None
        if signoff:
            engine.sign(signoff, verdict=verdict, opinion="再看", actor=self.cast.lin, now=self.now)

    def refuse(self, row, person) -> None:
        self.sign(row, person, "refused")

    def add(self, row, person) -> None:
        if plan := self._plan(person):
            actions.add_action(plan, customer=row, day=timezone.localdate(self.now), actor=person, now=self.now)

    def tick(self, row, person, result: str = "done") -> None:
        if one := self._action(person, row.pk):
            actions.finish_action(one, result=result, note="说明", actor=person, now=self.now)

    def miss(self, row, person) -> None:
        self.tick(row, person, "not_done")

    def drop(self, row, person) -> None:
        if one := self._action(person, row.pk):
            actions.drop_action(one, reason="不需要", actor=person, now=self.now)

    def visit(self, row, person) -> None:
        if row.owner:
            step = NextStep("再联系", self.now + timedelta(days=9))
            log_activity(row, actor=row.owner, now=self.now, text="走访", way="visit", next_step=step)

    def hand_over(self, row, person) -> None:
        change_owner(row, owner=person, reason="调整", actor=self.cast.bai, now=self.now)

    def pool(self, row, person) -> None:
        if row.owner:
            give_back(row, pool=self.place, reason="不对路", actor=row.owner, now=self.now, include_open=True)

    def chains(self) -> list[list[Action]]:
        """Each action that was planned anew, with those in which it went on."""
        following = {one.carried_from_id: one for one in Action.objects.exclude(carried_from=None)}
        chains = [[one] for one in Action.objects.filter(carried_from=None)]
        for chain in chains:
            while chain[-1].pk in following:
                chain.append(following[chain[-1].pk])
        return chains


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_nothing_planned_is_lost_and_nothing_counts_twice(cast, now, steps):
    with transaction.atomic():
        world = World(cast, now)
        for step in steps:
            before = set(Action.objects.values_list("pk", flat=True))
            world.do(*step)
            gone = before - set(Action.objects.values_list("pk", flat=True))
            assert step[0] == "drop" or not gone
        chains = world.chains()
        assert sum(map(len, chains)) == Action.objects.count()
        for chain in chains:
            assert all(one.result in GOES_ON for one in chain[:-1])
            assert chain[-1].result not in GOES_ON
        done = sum(row["done"] for row in reports.completion(Plan.objects.all()))
        assert done == sum(chain[-1].result == Result.DONE for chain in chains) <= len(chains)
        assert not doctor.run()
        transaction.set_rollback(True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dues=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 40)), max_size=60), most=st.integers(1, 5),
    month=st.dates(date(2026, 1, 1), date(2027, 12, 1)),
)
def test_no_working_day_is_filled_beyond_its_share(db, dues, most, month):
    days = rules.working_days(rules.month_of(month), company_calendar())
    room = Room(days, taken=(), most=most)
    placed = [room.place(days[0] + timedelta(days=day), within=within) for day, within in dues]
    assert all(count <= most for count in room.load.values())
    assert set(room.load) <= set(days)
    assert placed.count(None) == max(0, len(dues) - most * len(days))


@given(last=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)), every=st.integers(1, 90))
def test_nobody_is_due_sooner_than_the_class_asks(last, every):
    first, end = date(2026, 10, 1), date(2026, 10, 31)
    days = rules.due_days(last, every=every, first=first, end=end)
    assert all(first <= day <= end for day in days)
    assert all((b - a).days == every for a, b in zip(days, days[1:], strict=False))
    assert last is None or all((day - last).days >= every for day in days)

"""Whatever happens between owners and pools: no customer is lost or owned twice, and the doctor is content."""

from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.modules.customers.actions import change_owner
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.opportunities.tests.story import registered
from gendan.modules.pools import actions, queries
from gendan.modules.pools.models import Pooled, Run
from gendan.modules.pools.tests.factories import pool, rule
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal

PEOPLE = ("he", "zhou", "lin")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["night", "claim", "assign", "give_back", "put_back", "hand_over", "follow", "undo", "business"]),
        st.integers(0, 3), st.sampled_from(PEOPLE),
    ),
    min_size=4, max_size=14,
)


class World:
    """Four customers of three people, a pool with a quick rule, and a clock."""

    def __init__(self, cast, now) -> None:
        self.cast, self.now = cast, now
        self.pool = pool(cast, cool_down_days=2, claims_per_day=2)
        rule(self.pool, cast.bai, days=4, warn_days=1, spare_open=False)
        self.ids = [
            customer(getattr(cast, PEOPLE[n % 3]), now, f"第{n}机械有限公司", duplicate_reason="演示").pk for n in range(4)
        ]

    def do(self, what: str, which: int, who: str) -> None:
        row, person = Customer.objects.get(pk=self.ids[which]), getattr(self.cast, who)
        self.now += timedelta(hours=1)
        try:
            getattr(self, what)(row, person)
        except Refusal:
            return

    def night(self, row, person) -> None:
        self.now = (self.now + timedelta(days=1)).replace(hour=3)
        actions.recycle(now=self.now)

    def claim(self, row, person) -> None:
        if stay := queries.stay_of(row):
            actions.claim(stay, actor=person, now=self.now)

    def assign(self, row, person) -> None:
        if stay := queries.stay_of(row):
            actions.assign(stay, owner=person, reason="分给他", actor=self.cast.gao, now=self.now)

    def put_back(self, row, person) -> None:
        if stay := queries.stay_of(row):
            actions.put_back(stay, actor=self.cast.bai, now=self.now)

    def give_back(self, row, person) -> None:
        actions.give_back(row, pool=self.pool, reason="不对路", actor=row.owner or person, now=self.now, include_open=True)

    def hand_over(self, row, person) -> None:
        change_owner(row, owner=person, reason="调整", actor=self.cast.bai, now=self.now)

    def follow(self, row, person) -> None:
        if row.owner:
            step = NextStep("再联系", self.now + timedelta(days=2))
            log_activity(row, actor=row.owner, now=self.now, text="问候", way="call", next_step=step)

    def business(self, row, person) -> None:
        if row.owner:
            registered(row, actor=row.owner, reviewer=self.cast.gao, now=self.now)

    def undo(self, row, person) -> None:
        if run := Run.objects.filter(undo_asked_at=None).last():
            actions.ask_undo(run, actor=self.cast.bai, now=self.now)
            while actions.carry_on(now=self.now):
                pass

    def check(self) -> None:
        assert doctor.run() == []
        rows = list(Customer.objects.filter(pk__in=self.ids))
        assert len(rows) == 4
        for row in rows:
            lying = Pooled.objects.filter(customer=row, left_at=None).count()
            assert (row.owner is None) == (lying == 1) == (row.state == "pool")
        left = Todo.objects.filter(main_id__in=self.ids, status="open").exclude(assignee__status="left")
        assert set(left.values_list("main_id", flat=True)) >= {row.pk for row in rows if row.state_kind == "open"}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_no_customer_is_lost_between_owners_and_pool(cast, now, steps):
    example = transaction.savepoint()
    try:
        world = World(cast, now)
        for step in steps:
            world.do(*step)
            world.check()
    finally:
        transaction.savepoint_rollback(example)

"""Whatever hangs on customers: a merge and its undo lose nothing, double nothing, and the doctor is content."""

from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.followups.actions import NextStep, log_activity, make_promise
from gendan.modules.followups.models import Activity, Promise
from gendan.modules.merges import actions
from gendan.modules.merges.models import Merge
from gendan.modules.merges.people import people_of
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal
from gendan.spine.timeline.actions import add_comment
from gendan.spine.timeline.models import Comment

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["contact", "business", "promise", "call", "comment", "merge", "merge", "unmerge"]),
        st.integers(0, 2), st.integers(0, 2),
    ),
    min_size=4, max_size=14,
)
UNDER = (Contact, Activity, Promise, Opportunity)


class World:
    """Three customers of two people, and a clock."""

    def __init__(self, cast, now) -> None:
        self.cast, self.now = cast, now
        self.ids = [
            customer((cast.he, cast.zhou)[n % 2], now, f"第{n}机械有限公司", duplicate_reason="演示").pk for n in range(3)
        ]
        self.made = 0

    def do(self, what: str, which: int, other: int) -> None:
        self.now += timedelta(hours=1)
        row = Customer.objects.get(pk=self.ids[which])
        if what == "merge":
            self.merge(row, Customer.objects.get(pk=self.ids[other]))
        elif what == "unmerge":
            self.unmerge()
        elif row.deleted_at is None:
            self.add(what, row)

    def add(self, what: str, row: Customer) -> None:
        owner, self.made = row.owner, self.made + 1
        later = self.now + timedelta(days=2)
        match what:
            case "contact":
                contact(row, owner, self.now, name=f"联系人{self.made % 3}")
            case "business":
                with suppress(Refusal), transaction.atomic():  # the same business twice at one customer is refused
                    registered(row, actor=owner, reviewer=self.cast.gao, now=self.now)
            case "promise":
                make_promise(row, question="交期？", due_at=later, actor=owner, now=self.now)
            case "call":
                log_activity(
                    row, actor=owner, now=self.now, text="问候", way="call", contact=row.contacts.filter(is_active=True).last(),
                    next_step=NextStep("再问", later),
                )
            case "comment":
                add_comment(row, text="留意", actor=owner, now=self.now)

    def merge(self, row: Customer, other: Customer) -> None:
        same = [one.joined for one in people_of([row, other], viewer=self.cast.bai, given={}) if one.is_one]
        try:
            actions.merge(row, losers=[other], values={"industry": other.industry}, people=same, reason="同一家", actor=self.cast.bai, now=self.now)
        except Refusal:
            return

    def unmerge(self) -> None:
        newest = Merge.objects.filter(undone_at=None).last() if Merge.objects.filter(undone_at=None).exists() else None
        try:
            if newest is not None:
                actions.unmerge(newest, actor=self.cast.bai, now=self.now)
        except Refusal:
            return

    def counted(self) -> list[int]:
        return [model._base_manager.filter(customer__in=self.ids).count() for model in UNDER] + [
            Comment.objects.filter(object_id__in=self.ids).count()
        ]

    def check(self) -> None:
        assert doctor.run() == []
        for row in Customer.objects.filter(pk__in=self.ids):
            alive = row.deleted_at is None
            assert alive == (row.merged_into_id is None)
            assert alive or not row.contacts.filter(is_active=True, activities__isnull=False).exists()
            open_ones = Todo.objects.filter(main_id=row.pk, status__in=("open", "paused"))
            assert open_ones.exists() == alive


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_merging_and_parting_lose_nothing(cast, now, steps):
    example = transaction.savepoint()
    try:
        world = World(cast, now)
        for what, which, other in steps:
            before = world.counted()
            world.do(what, which, other)
            if what in ("merge", "unmerge"):
                world.check()
                assert world.counted() == before
        world.check()
    finally:
        transaction.savepoint_rollback(example)

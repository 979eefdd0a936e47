"""Customers whom nobody follows come back to the pool: announced, in the night, with a record and an undo."""

from datetime import timedelta

import pytest

from gendan.modules.customers.actions import add_related, move_to_bin
from gendan.modules.customers.models import Customer, OwnerChange
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.opportunities.tests.story import registered
from gendan.modules.pools import actions, queries
from gendan.modules.pools.models import Notice, Pooled, Run
from gendan.modules.pools.tests.factories import night, nights, pool, rule
from gendan.spine.messages.models import Message
from gendan.spine.org import actions as org
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline.models import Entry


@pytest.fixture
def quiet(cast):
    """A pool with the rule of thirty days."""
    made = pool(cast)
    rule(made, cast.bai)
    return made


def follow_up(of, actor, moment):
    """A call with its next step."""
    step = NextStep("再问预算", moment + timedelta(days=2))
    log_activity(of, actor=actor, now=moment, text="问候", way="call", next_step=step)


def test_the_owner_is_warned_before_and_the_customer_goes_in_its_night(cast, now, quiet):
    made = customer(cast.he, now)
    nights(now, 26)
    assert not Notice.objects.exists()
    nights(now, 27)
    notice = Notice.objects.get(customer=made)
    assert (notice.goes_on - now.date()).days == 30
    assert Message.objects.filter(recipient=cast.he, topic="pools.warning").count() == 1
    nights(now, 29)
    made.refresh_from_db()
    assert made.owner == cast.he
    nights(now, 30)
    made.refresh_from_db()
    assert (made.owner, made.state, made.next_due_at, made.department) == (None, "pool", None, cast.east)
    stay = Pooled.objects.get(customer=made)
    assert (stay.former, stay.stage, stay.why, stay.reason) == (cast.he, "search", "rule", "30 天：距上次跟进")
    assert not Todo.objects.filter(main_id=made.pk, status__in=("open", "paused")).exists()
    assert Entry.objects.filter(verb="customer.pooled", object_id=made.pk, actor=None).exists()
    assert OwnerChange.objects.filter(customer=made).last().previous == cast.he
    assert not doctor.run()


def test_who_follows_up_in_time_keeps_the_customer(cast, now, quiet):
    made = customer(cast.he, now)
    nights(now, 28)
    moment = now + timedelta(days=29)
    follow_up(made, cast.he, moment)
    assert not Notice.objects.exists()
    nights(now, 40)
    assert Customer.objects.get(pk=made.pk).owner == cast.he


def test_a_new_rule_takes_nothing_before_it_was_announced(cast, now):
    made = customer(cast.he, now)
    rule(pool(cast), cast.bai)
    actions.recycle(now=night(now, 200))
    assert Customer.objects.get(pk=made.pk).owner == cast.he
    assert Run.objects.get().warned == 1
    for day in range(201, 204):
        actions.recycle(now=night(now, day))
    assert Customer.objects.get(pk=made.pk).state == "pool"


def test_open_business_trade_and_long_term_care_are_spared(cast, now, quiet):
    busy = customer(cast.he, now)
    registered(busy, actor=cast.he, reviewer=cast.lin, now=now)
    trading = customer(cast.he, now, "柏舟数控机床有限公司", state="maintain")
    abroad = customer(cast.ma, now, "云鹿机器人有限公司")
    nights(now, 60)
    rows = Customer.objects.filter(pk__in=[busy.pk, trading.pk, abroad.pk])
    assert not rows.filter(state="pool").exists()


def test_rules_go_by_class_and_the_earliest_counts(cast, now):
    made = pool(cast)
    rule(made, cast.bai, days=10, classes=["C", "-"])
    rule(made, cast.bai, days=40)
    small = customer(cast.he, now)
    big = customer(cast.he, now, "柏舟数控机床有限公司", abc="A")
    nights(now, 12)
    assert set(Customer.objects.filter(state="pool")) == {small}
    nights(now, 41)
    assert set(Customer.objects.filter(state="pool")) == {small, big}


def test_a_rule_may_count_from_the_claim_until_something_is_won(cast, now):
    made = pool(cast)
    rule(made, cast.bai, clock="unsold", days=20, warn_days=2)
    one = customer(cast.he, now)
    for day in range(1, 18):
        follow_up(one, cast.he, now + timedelta(days=day))
    nights(now, 21)
    assert Customer.objects.get(pk=one.pk).state == "pool"


def test_open_business_goes_to_a_keeper_where_the_rule_takes_it(cast, now):
    made = pool(cast)
    rule(made, cast.bai, spare_open=False, warn_days=0, days=5)
    one = customer(cast.he, now)
    business = registered(one, actor=cast.he, reviewer=cast.lin, now=now)
    nights(now, 6)
    business.refresh_from_db()
    assert (business.owner, business.case.owner, business.main_owner) == (cast.gao, cast.gao, None)
    assert set(Todo.objects.filter(main_id=one.pk, status="open").values_list("assignee", flat=True)) == {cast.gao.pk}
    assert not doctor.run()
    actions.claim(Pooled.objects.get(), actor=cast.zhou, now=night(now, 7))
    business.refresh_from_db()
    assert (business.owner, business.main_owner) == (cast.zhou, cast.zhou)
    assert not doctor.run()


def test_a_run_happens_once_a_night_and_never_by_day(cast, now, quiet):
    customer(cast.he, now)
    assert actions.recycle(now=now.replace(hour=1)) is None
    assert actions.recycle(now=night(now, 40)) is not None
    assert actions.recycle(now=night(now, 40) + timedelta(hours=1)) is None
    assert Run.objects.count() == 1


def test_the_preview_says_what_the_night_will_do(cast, now, quiet):
    one, other = customer(cast.he, now), customer(cast.zhou, now, "柏舟数控机床有限公司")
    nights(now, 29)
    evening = now + timedelta(days=29)
    seen = queries.tonight(now=evening)
    assert (seen.total, seen.warned) == (2, 0)
    assert dict(seen.by_person) == {cast.he: 1, cast.zhou: 1}
    assert {row.pk for row, _rule in seen.rows} == {one.pk, other.pk}
    actions.recycle(now=night(now, 30))
    assert Run.objects.get(gone=2)


def test_a_run_can_be_taken_back(cast, now, quiet):
    one, other = customer(cast.he, now), customer(cast.zhou, now, "柏舟数控机床有限公司", state="phone")
    add_related(other, employees=[cast.he], actor=cast.zhou, now=now)
    nights(now, 30)
    taken = Pooled.objects.get(customer=one)
    actions.claim(taken, actor=cast.zhou, now=night(now, 31))
    run = Run.objects.get(gone=2)
    with pytest.raises(NotAllowed):
        actions.ask_undo(run, actor=cast.he, now=night(now, 31))
    actions.ask_undo(run, actor=cast.bai, now=night(now, 31))
    while actions.carry_on(now=night(now, 31)):
        pass
    other.refresh_from_db()
    assert (other.owner, other.state, other.related_ids) == (cast.zhou, "phone", [cast.he.pk])
    assert Customer.objects.get(pk=one.pk).owner == cast.zhou
    assert (Run.objects.get(pk=run.pk).returned, queries.lying().count()) == (1, 0)
    assert not doctor.run()


def test_what_is_deleted_lies_in_no_pool(cast, now, quiet):
    made = customer(cast.he, now)
    nights(now, 30)
    made.refresh_from_db()
    move_to_bin(made, reason="公司已注销", actor=cast.bai, now=night(now, 31))
    assert Pooled.objects.get().how == "gone"
    assert not doctor.run()


def test_a_pool_is_never_without_a_keeper(cast, now, quiet):
    customer(cast.he, now)
    nights(now, 30)
    org.leave(cast.gao, successor=cast.zhou, actor=cast.fang, now=night(now, 31))
    assert list(quiet.keepers.all()) == [cast.zhou]
    assert Pooled.objects.get().related_ids == [cast.zhou.pk]
    assert not doctor.run()


def test_many_go_in_a_few_statements(cast, now, quiet, django_assert_max_num_queries):
    for number in range(12):
        customer(cast.he, now, f"第{number}机械有限公司", duplicate_reason="演示")
    nights(now, 29)
    with django_assert_max_num_queries(70):
        actions.recycle(now=night(now, 30))
    assert queries.lying().count() == 12
    assert not Case.objects.filter(closed_at=None).exists()


def test_giving_back_says_what_stands_against_it(cast, now, quiet):
    made = customer(cast.he, now)
    registered(made, actor=cast.he, reviewer=cast.lin, now=now)
    export = pool(cast, "外贸公海", departments=[cast.export], keepers=[cast.gu])
    with pytest.raises(Refusal, match="外贸公海.*华东公海"):
        actions.give_back(made, pool=export, reason="不做这行", actor=cast.he, now=now)
    with pytest.raises(Refusal) as open_business:
        actions.give_back(made, pool=quiet, reason="不做这行", actor=cast.he, now=now)
    assert open_business.value.field == "include_open"
    stay = actions.give_back(made, pool=quiet, reason="不做这行", actor=cast.he, now=now, include_open=True)
    assert (stay.why, stay.minder, made.state) == ("given", cast.gao, "pool")
    with pytest.raises(Refusal):
        actions.give_back(made, pool=quiet, reason="再来", actor=cast.bai, now=now)
    assert not doctor.run()

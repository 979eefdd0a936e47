"""F14: stages planned against actual days, delays by the clock, and the customer told when a promise moves."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gendan.modules.orders import actions
from gendan.modules.orders.models import PromiseMove
from gendan.modules.orders.tests.factories import noticed, order, product
from gendan.spine.messages.models import Message
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

STAGES = ["material", "scheduled", "in_process", "inspected", "stock", "shipped"]


@pytest.fixture
def running(cast, works, now):
    """Promised for the 27th of November."""
    lines = ((product(), Decimal(100), None), (product("ZC-200", "端盖"), Decimal(50), None))
    return noticed(order(cast, now, *lines), works, cast, now, on=date(2026, 11, 27))


def test_f14_1_stages_are_planned_back_from_the_promised_day(running):
    rows = list(running.progress.all())
    assert [row.stage for row in rows] == STAGES
    days = [row.planned_on for row in rows]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (date(2026, 11, 6), date(2026, 11, 27)), "fifteen working days before"
    assert running.stage_due_on == days[0]


def test_f14_2_stages_are_done_in_turn_and_the_last_one_ships(cast, works, now, running):
    with pytest.raises(NotAllowed):
        actions.record_stage(running, stage="material", actual_on=now.date(), actor=cast.he, now=now)
    with pytest.raises(Refusal, match="材料到位"):
        actions.record_stage(running, stage="scheduled", actual_on=now.date(), actor=works.shi, now=now)
    with pytest.raises(Refusal, match="还没到"):
        actions.record_stage(running, stage="material", actual_on=now.date() + timedelta(days=1), actor=works.shi, now=now)
    for stage in STAGES:
        made = actions.record_stage(running, stage=stage, actual_on=now.date(), actor=works.shi, now=now)
    assert (made.state, made.shipped_on, made.stage) == ("shipped", now.date(), "shipped")
    assert not doctor.run()


def test_f14_3_a_delay_is_told_once_by_the_clock(cast, works, now, running):
    later = now + timedelta(days=50)
    assert actions.warn_of_delays(now=later) == 1
    assert actions.warn_of_delays(now=later) == 0
    todo = Todo.objects.get(key="late")
    assert (todo.assignee, todo.record_id) == (cast.he, running.pk)
    assert Message.objects.filter(recipient=cast.he, topic="orders.progress").count() == 1
    actions.record_stage(running, stage="material", planned_on=later.date() + timedelta(days=2), note="毛坯晚到", actor=works.shi, now=later)
    running.refresh_from_db()
    assert running.stage_due_on == later.date() + timedelta(days=2)
    assert running.progress.get(stage="material").first_planned_on == date(2026, 11, 6), "what was planned first is kept"


def test_f14_4_the_customer_is_told_when_the_promised_date_moves(cast, works, now, running):
    with pytest.raises(Refusal, match="原因"):
        actions.promise_date(running, on=date(2026, 12, 4), actor=works.tao, now=now)
    actions.promise_date(running, on=date(2026, 12, 4), reason="热处理炉检修", actor=works.tao, now=now)
    running.refresh_from_db()
    moved = PromiseMove.objects.get()
    assert (moved.old, moved.new, moved.told_at) == (date(2026, 11, 27), date(2026, 12, 4), None)
    assert (running.promised_on, running.first_promised_on) == (date(2026, 12, 4), date(2026, 11, 27))
    assert running.progress.get(stage="shipped").planned_on == date(2026, 12, 4)
    todo = Todo.objects.get(key="tell_customer", status="open")
    assert todo.assignee == cast.he
    assert not doctor.run()
    actions.confirm_told(running, how="电话", actor=cast.he, now=now)
    moved.refresh_from_db()
    assert moved.told_how == "电话"
    assert not Todo.objects.filter(key="tell_customer", status="open").exists()


def test_f14_5_progress_line_by_line(cast, works, now, running):
    actions.record_stage(running, stage="material", actual_on=now.date(), actor=works.shi, now=now)
    actions.plan_by_line(running, actor=works.shi, now=now)
    with pytest.raises(Refusal, match="按行"):
        actions.record_stage(running, stage="scheduled", actual_on=now.date(), actor=works.shi, now=now)
    actions.record_stage(running, stage="scheduled", line_key=1, actual_on=now.date(), actor=works.shi, now=now)
    running.refresh_from_db()
    assert running.stage == "material", "the second line is not scheduled yet"
    actions.record_stage(running, stage="scheduled", line_key=2, actual_on=now.date(), actor=works.shi, now=now)
    running.refresh_from_db()
    assert running.stage == "scheduled"

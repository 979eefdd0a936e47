"""F32: what the rules of tracking say; F89: each class is met in person as often as it asks."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gendan.modules.customers.models import Customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.plans import actions, queries, tracking
from gendan.modules.plans.actions.frequency import KEY
from gendan.modules.plans.tests.story import approved, classed
from gendan.spine.org import actions as org
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo


@pytest.fixture
def customers(cast, now):
    """He's three customers, one of each class."""
    return {abc: classed(cast.he, now, f"{abc}类机械有限公司", abc) for abc in "ABC"}


def told(row, actor, moment, way="call", **more):
    row = Customer.objects.get(pk=row.pk)
    step = NextStep("再约", moment + timedelta(days=40))
    return log_activity(row, actor=actor, now=moment, next_step=step, way=way, **({"text": "谈了"} | more))


def keys(row, now):
    found = Customer.objects.get(pk=row.pk)
    return {one.key for one in tracking.alarms_of(found, visits=queries.visits_of(found), now=now)}


def due(now):
    actions.make_frequency_todos(now=now)
    rows = Todo.objects.filter(key=KEY, status="open").order_by("main_title")
    return [Customer.objects.get(pk=todo.record_id).abc for todo in rows]


def test_f32_1_the_gap_must_not_be_too_long_for_the_class(cast, now, customers):
    later = now + timedelta(days=11)
    assert "too_long" in keys(customers["A"], later)
    assert "too_long" not in keys(customers["B"], later)
    told(customers["A"], cast.he, later)
    assert "too_long" not in keys(customers["A"], later + timedelta(days=1))


def test_f32_1_not_too_often_in_one_period(cast, now, customers):
    for hour in range(6):
        told(customers["B"], cast.he, now + timedelta(hours=hour))
    assert "too_often" in keys(customers["B"], now + timedelta(hours=7))
    assert "too_often" not in keys(customers["B"], now + timedelta(days=9))


def test_f32_1_a_call_that_reached_nobody_presses_nobody(cast, now, customers):
    for hour in range(6):
        told(customers["B"], cast.he, now + timedelta(hours=hour), text="", result="no_answer")
    assert "too_often" not in keys(customers["B"], now + timedelta(hours=7))


def test_f32_4_an_appointment_that_passed_without_a_word_is_shown(cast, now, customers, client):
    visit = actions.plan_visit(customers["A"], at=now + timedelta(days=1), focus="走访", actor=cast.he, now=now)
    assert "no_record" in keys(customers["A"], visit.at + timedelta(days=2))
    client.force_login(cast.he)
    page = client.get(reverse("customers:detail", args=[customers["A"].pk])).content.decode()
    assert "data-tracking" in page


def test_f32_4_a_tick_without_a_record_is_shown(cast, now, customers):
    plan = approved(cast.he, cast.lin, now)
    one = plan.actions.filter(customer=customers["A"]).first()
    actions.finish_action(one, result="done", actor=cast.he, now=now)
    assert "no_record" in keys(customers["A"], now)


def test_f32_5_whether_somebody_asked_for_a_referral(cast, now, customers):
    for asked, expected in ((False, True), (True, False)):
        visit = actions.plan_visit(customers["A"], at=now + timedelta(days=1), focus="走访", actor=cast.he, now=now)
        step = NextStep("再约", now + timedelta(days=9))
        actions.report(visit, text="谈了", next_step=step, told={"referral_asked": asked}, actor=cast.he, now=now)
        assert ("referral" in keys(customers["A"], now)) is expected


def test_f32_7_an_unprepared_visit_is_shown(cast, now, customers):
    visit = actions.plan_visit(customers["A"], at=now + timedelta(days=1), focus="走访", actor=cast.he, now=now)
    step = NextStep("再约", now + timedelta(days=9))
    actions.report(visit, text="谈了", next_step=step, actor=cast.he, now=now)
    assert "unprepared" in keys(customers["A"], now)


def test_f32_the_report_counts_by_owner(cast, now, customers, client):
    row, = tracking.by_owner(Customer.objects.visible_to(cast.lin), now=now + timedelta(days=31))
    assert (row["owner_id"], row["customers"], row["too_long"]) == (cast.he.pk, 3, 2)
    client.force_login(cast.lin)
    assert "跟踪" in client.get("/reports/tracking-rules").content.decode()


def test_f89_3_a_weekly_b_monthly_c_every_two_months(cast, now, customers):
    assert due(now) == []
    assert due(now + timedelta(days=6)) == ["A"]
    assert due(now + timedelta(days=29)) == ["A", "B"]
    assert due(now + timedelta(days=59)) == ["A", "B", "C"]


def test_f89_3_each_is_asked_for_once_and_done_by_meeting_in_person(cast, now, customers):
    later = now + timedelta(days=6)
    assert actions.make_frequency_todos(now=later) == 1
    assert actions.make_frequency_todos(now=later) == 0
    told(customers["A"], cast.he, later)
    assert Todo.objects.filter(key=KEY, status="open").exists()
    told(customers["A"], cast.he, later, way="visit")
    assert not Todo.objects.filter(key=KEY, status="open").exists()
    assert due(later + timedelta(days=1)) == []
    assert not doctor.run()


def test_f89_3_who_is_planned_or_has_an_appointment_needs_none(cast, now, customers):
    actions.plan_visit(customers["A"], at=now + timedelta(days=8), focus="走访", actor=cast.he, now=now)
    assert due(now + timedelta(days=6)) == []
    approved(cast.he, cast.lin, now)
    assert "B" not in due(now + timedelta(days=6))


def test_f89_3_nobody_is_buried(cast, now, customers):
    for number in range(4):
        classed(cast.he, now, f"第{number}泵业", "A")
    org.set_number("monthly_plan.at_once", 2, actor=cast.fang, now=now, reason="人手少")
    later = now + timedelta(days=8)
    assert actions.make_frequency_todos(now=later) == 2
    assert actions.make_frequency_todos(now=later) == 0


def test_f89_report_8_shows_who_waits(cast, now, customers):
    told(customers["A"], cast.he, now + timedelta(days=5), way="visit")
    rows = tracking.frequency(Customer.objects.visible_to(cast.lin), now=now + timedelta(days=40))
    assert [(row["abc"], row["in_time"], row["never"], row["every"]) for row in rows] == [("A", 0, 0, 7), ("B", 0, 1, 30), ("C", 1, 1, 60)]

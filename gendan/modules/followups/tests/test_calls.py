"""F03: the complete call log, attempts, and the figures drawn from it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.customers.actions import add_contact, register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.followups import reports
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.followups.models import Activity
from gendan.spine.procedures.models import Todo


@pytest.fixture
def customer(cast, now) -> Customer:
    return register_customer({"name": "曜川压缩机有限公司", "phone": "13801974426"}, actor=cast.zhou, now=now)


def _call(customer, actor, at, result, **values):
    step = NextStep("再打一次", at + timedelta(days=1, hours=4))
    return log_activity(customer, actor=actor, now=at, result=result, next_step=step, **values)


def test_f03_complete_call_log_keeps_every_field(cast, now, customer):
    contact = add_contact(customer, values={"name": "高鹏", "position": "采购经理"}, actor=cast.zhou, now=now)
    call = _call(
        customer, cast.zhou, now, "progress", contact=contact, number="13801974426", asked_for="高鹏",
        answered_by="前台", seconds=290, text="要两套样件", attitude="warm",
    )
    kept = Activity.objects.get(pk=call.pk)
    assert (kept.asked_for, kept.answered_by, kept.number, kept.seconds) == ("高鹏", "前台", "13801974426", 290)
    assert (kept.owner, kept.at, kept.attempt) == (cast.zhou, now, 1)


def test_f03_not_in_attempts_are_counted_the_fourth_reaches(cast, now, customer):
    attempts = [
        _call(customer, cast.zhou, now + timedelta(hours=hour), result).attempt
        for hour, result in enumerate(["not_in", "in_meeting", "no_answer", "progress"])
    ]
    assert attempts == [1, 2, 3, 4]


def test_f03_after_a_reached_call_counting_starts_anew(cast, now, customer):
    _call(customer, cast.zhou, now, "not_in")
    _call(customer, cast.zhou, now + timedelta(hours=1), "progress")
    assert _call(customer, cast.zhou, now + timedelta(hours=2), "not_in").attempt == 1


def test_f03_attempts_are_counted_per_person(cast, now, customer):
    one = add_contact(customer, values={"name": "高鹏"}, actor=cast.zhou, now=now)
    two = add_contact(customer, values={"name": "沈立"}, actor=cast.zhou, now=now)
    _call(customer, cast.zhou, now, "not_in", contact=one)
    assert _call(customer, cast.zhou, now + timedelta(hours=1), "not_in", contact=two).attempt == 1


def test_f03_reports_reach_rate_duration_and_long_calls(cast, now, customer):
    _call(customer, cast.zhou, now, "not_in")
    _call(customer, cast.zhou, now + timedelta(hours=1), "progress", seconds=400)
    _call(customer, cast.zhou, now + timedelta(hours=2), "progress", seconds=200)
    row = reports.calls_by_person(Activity.objects.visible_to(cast.lin))[0]
    assert (row["calls"], row["reached"], row["long_calls"]) == (3, 2, 1)
    assert row["mean_seconds"] == 300


def test_f46_1_new_customer_calls_per_person_and_day_against_five(cast, now, customer):
    _call(customer, cast.zhou, now, "progress")
    row = reports.new_calls_per_day(Activity.objects.visible_to(cast.lin))[0]
    assert (row["owner__name"], row["calls"], row["target"]) == ("周砚", 1, 5)


def test_next_step_or_reason_is_asked_at_the_field(cast, now, customer):
    with pytest.raises(ValidationError) as wrong:
        log_activity(customer, actor=cast.zhou, now=now, text="打了", next_step=NextStep())
    assert set(wrong.value.message_dict) == {"next_title", "next_due_at"}
    assert not Activity.objects.exists()


def test_no_next_step_needs_a_reason_and_is_a_state(cast, now, customer):
    log_activity(
        customer, actor=cast.zhou, now=now, text="项目停了", next_step=NextStep(no_next_reason="明年才有预算")
    )
    customer.refresh_from_db()
    waiting = Todo.objects.get(main_id=customer.pk, status="paused", key="next_step")
    assert (waiting.assignee, waiting.reason) == (cast.zhou, "明年才有预算")


def test_a_double_click_writes_one_activity(cast, now, customer):
    token = "11111111-1111-4111-8111-111111111111"
    first = _call(customer, cast.zhou, now, "progress", once=token)
    assert _call(customer, cast.zhou, now, "progress", once=token) == first
    assert Activity.objects.count() == 1


def test_next_step_is_what_every_list_shows(cast, now, customer):
    due = now + timedelta(hours=2)
    log_activity(customer, actor=cast.zhou, now=now, text="谈了", next_step=NextStep("发报价", due, "mail"))
    customer.refresh_from_db()
    assert (customer.next_title, customer.next_due_at, customer.next_way) == ("发报价", due, "mail")
    assert customer.last_activity_at == now


def test_logging_completes_the_step_that_was_due(cast, now, customer):
    _call(customer, cast.zhou, now, "progress")
    _call(customer, cast.zhou, now + timedelta(hours=1), "progress")
    assert Todo.objects.filter(main_id=customer.pk, key="next_step", status="open").count() == 1
    assert Todo.objects.filter(main_id=customer.pk, key="next_step", status="done").count() == 1

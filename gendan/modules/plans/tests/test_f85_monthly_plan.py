"""F85: the customer manager's month, from the first ☆ to the approved results."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gendan.modules.customers.actions import change_owner
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.plans import actions, queries, reports
from gendan.modules.plans.models import Action, Plan
from gendan.modules.plans.tests.story import OCTOBER, SEPTEMBER, approved, classed, month, sign
from gendan.spine.org import actions as org
from gendan.spine.procedures import doctor, engine, escalate
from gendan.spine.procedures.models import SignOff, Todo
from gendan.spine.refusal import NotAllowed, Refusal


@pytest.fixture
def customers(cast, now):
    """He's three customers, one of each class."""
    return [classed(cast.he, now, f"{abc}类机械有限公司", abc) for abc in "ABC"]


def in_october(now, day=8, hour=9):
    return now.replace(month=10, day=day, hour=hour)


def visit(row, actor, moment, **told):
    step = NextStep("再约", moment + timedelta(days=40))
    return log_activity(row, actor=actor, now=moment, next_step=step, **({"text": "看了车间", "way": "visit"} | told))


def test_f85_1_the_month_begins_with_generated_actions_and_what_was_left_undone(cast, now, customers):
    old = approved(cast.he, cast.lin, now, of=SEPTEMBER)
    assert old.actions.exists()
    left = list(old.actions.order_by("pk"))
    assert actions.begin_months(now=in_october(now)) == 1
    assert actions.begin_months(now=in_october(now, hour=10)) == 0
    plan = queries.plan_of(cast.he, OCTOBER)
    carried = list(plan.actions.exclude(carried_from=None))
    assert {one.carried_from for one in carried} == set(left)
    old.refresh_from_db()
    assert {one.sign for one in old.actions.all()} == {"●"}
    assert {one.sign for one in plan.actions.all()} == {"☆"}
    assert not doctor.run()


def test_f85_1_a_month_that_is_begun_early_waits_with_what_the_present_one_may_still_do(cast, now, customers):
    old = approved(cast.he, cast.lin, now, of=SEPTEMBER)
    early = month(cast.he, now)
    assert not early.actions.exclude(carried_from=None).exists()
    left = old.actions.count()
    for hour in (7, 9):
        actions.begin_months(now=in_october(now, day=1, hour=hour))
    assert early.actions.exclude(carried_from=None).count() == left
    assert not doctor.run()


def test_f85_1_each_class_is_placed_as_often_as_it_asks_on_working_days(cast, now, customers):
    plan = month(cast.he, now)
    counts = {abc: plan.actions.filter(customer__abc=abc).count() for abc in "ABC"}
    assert counts["A"] in (4, 5)
    assert counts["B"] == 1
    assert counts["C"] == 1
    working = {one.day for one in plan.actions.all()}
    assert not working & {date(2026, 10, day) for day in (1, 2, 3, 4, 5, 6, 7, 11, 18, 25)}


def test_f85_1_no_day_gets_more_than_its_share_and_the_rest_is_counted(cast, now, customers):
    for number in range(4):
        classed(cast.he, now, f"第{number}泵业", "A")
    org.set_number("monthly_plan.per_day", 1, actor=cast.fang, now=now, reason="人手少")
    plan = month(cast.he, now + timedelta(minutes=1))
    days = [one.day for one in plan.actions.all()]
    assert len(days) == len(set(days))
    assert plan.left_out > 0


def test_f85_1_signs_are_written_as_they_stand(cast, now, customers):
    plan = approved(cast.he, cast.lin, now)
    planned = plan.actions.first()
    extra = actions.add_action(plan, customer=customers[1], day=date(2026, 10, 20), actor=cast.he, now=now)
    assert (planned.sign, extra.sign) == ("☆", "●")
    actions.finish_action(planned, result="done", note="谈妥", actor=cast.he, now=in_october(now))
    actions.finish_action(extra, result="not_done", note="客户出差", actor=cast.he, now=in_october(now))
    assert [Action.objects.get(pk=one.pk).sign for one in (planned, extra)] == ["★", "●"]


def test_f85_1_the_manager_modifies_what_was_generated(cast, now, customers):
    plan = month(cast.he, now)
    one, *_rest = plan.actions.filter(by_system=True)
    actions.change_action(one, day=date(2026, 10, 21), way="call", title="报新价", actor=cast.he, now=now)
    actions.drop_action(plan.actions.last(), actor=cast.he, now=now)
    with pytest.raises(Refusal, match="2026-10"):
        actions.change_action(one, day=date(2026, 11, 2), way="call", actor=cast.he, now=now)
    with pytest.raises(NotAllowed):
        actions.change_action(one, day=date(2026, 10, 22), way="call", actor=cast.zhou, now=now)
    one.refresh_from_db()
    assert (one.day, one.way, str(one)) == (date(2026, 10, 21), "call", "报新价")


def test_f85_2_submitting_asks_the_market_manager(cast, now, customers):
    plan = month(cast.he, now)
    engine.perform(plan, "submit", actor=cast.he, now=now)
    todo = Todo.objects.get(record_kind="plans.plan", record_id=plan.pk, status="open")
    assert (plan.state, todo.assignee, todo.key) == ("submitted", cast.lin, "sign.market_manager")
    with pytest.raises(Refusal):
        actions.add_action(plan, customer=customers[0], day=date(2026, 10, 20), actor=cast.he, now=now)


def test_f85_2_an_empty_plan_is_not_submitted(cast, now):
    plan = month(cast.he, now)
    with pytest.raises(Refusal):
        engine.perform(plan, "submit", actor=cast.he, now=now)


def test_f85_3_an_unqualified_plan_is_rejected_with_words_and_modified(cast, now, customers):
    plan = month(cast.he, now)
    engine.perform(plan, "submit", actor=cast.he, now=now)
    sign(plan, cast.lin, now, verdict="refused", opinion="B 类太少")
    assert plan.state == "rejected"
    actions.add_action(plan, customer=customers[1], day=date(2026, 10, 20), actor=cast.he, now=now)
    engine.perform(plan, "submit", actor=cast.he, now=now)
    assert sign(plan, cast.lin, now).state == "approved"
    assert not plan.actions.filter(kind="temporary").exists()
    assert not doctor.run()


def test_f85_3_who_made_the_plan_does_not_approve_it(cast, now):
    classed(cast.lin, now, "林的客户", "A")
    plan = month(cast.lin, now)
    engine.perform(plan, "submit", actor=cast.lin, now=now)
    assert Todo.objects.get(key="sign.market_manager", status="open").assignee == cast.fang
    with pytest.raises(NotAllowed):
        sign(plan, cast.lin, now)


def test_f85_3_a_plan_that_waits_too_long_climbs(cast, now, customers):
    plan = month(cast.he, now)
    engine.perform(plan, "submit", actor=cast.he, now=now)
    todo = Todo.objects.get(key="sign.market_manager")
    for _turn in range(3):
        escalate.tick(todo.due_at + timedelta(days=10))
    todo.refresh_from_db()
    assert todo.breached_at
    assert todo.escalations.filter(step="head").exclude(done_at=None).exists()


def test_f85_4_the_morning_brings_todays_customers_once(cast, now, customers, client):
    plan = approved(cast.he, cast.lin, now)
    one = plan.actions.order_by("day").first()
    morning = in_october(now, day=one.day.day, hour=7)
    count = plan.actions.filter(day=one.day).count()
    assert actions.make_todos(now=morning) == count
    assert actions.make_todos(now=morning + timedelta(hours=1)) == 0
    assert Todo.objects.filter(key="planned_action", assignee=cast.he, status="open").count() == count
    client.force_login(cast.he)
    page = client.get(reverse("plans:today"), {"day": f"{one.day}"}).content.decode()
    assert str(one.customer) in page
    assert "☆" in page


def test_f85_4_a_plan_that_is_not_approved_prints_nothing(cast, now, customers):
    plan = month(cast.he, now)
    day = plan.actions.order_by("day").first().day
    assert actions.make_todos(now=in_october(now, day=day.day, hour=7)) == 0


def test_f85_5_a_visit_that_is_written_down_ticks_the_action(cast, now, customers):
    plan = approved(cast.he, cast.lin, now)
    one = plan.actions.order_by("day").first()
    moment = in_october(now, day=one.day.day, hour=15)
    actions.make_todos(now=moment.replace(hour=7))
    written = visit(one.customer, cast.he, moment)
    one.refresh_from_db()
    assert (one.sign, one.activity, one.note) == ("★", written, "看了车间")
    assert not Todo.objects.filter(pk=one.todo_id, status="open").exists()
    assert not doctor.run()


def test_f85_5_a_call_that_reached_nobody_ticks_nothing(cast, now, customers):
    plan = approved(cast.he, cast.lin, now)
    one = plan.actions.order_by("day").first()
    actions.change_action(one, day=one.day, way="call", actor=cast.he, now=now)
    visit(one.customer, cast.he, in_october(now, day=one.day.day, hour=15), way="call", result="no_answer", text="")
    one.refresh_from_db()
    assert one.sign == "☆"


def test_f85_6_results_are_submitted_when_each_action_says_what_became_of_it(cast, now, customers):
    plan = approved(cast.he, cast.lin, now)
    end = in_october(now, day=30)
    with pytest.raises(Refusal) as refused:
        engine.perform(plan, "submit_results", actor=cast.he, now=end)
    assert "机械" in str(refused.value.reason)
    for number, one in enumerate(plan.actions.all()):
        result = ("done", "") if number else ("not_done", "客户停产")
        actions.finish_action(one, result=result[0], note=result[1], actor=cast.he, now=end)
    engine.perform(plan, "submit_results", actor=cast.he, now=end)
    assert sign(plan, cast.lin, end).state == "closed"
    actions.begin_months(now=end.replace(month=11, day=2))
    assert queries.plan_of(cast.he, date(2026, 11, 1)).actions.filter(carried_from__note="客户停产").count() == 1
    assert not doctor.run()


def test_f85_6_returned_results_are_open_again(cast, now, customers):
    plan = approved(cast.he, cast.lin, now)
    end = in_october(now, day=30)
    for one in plan.actions.all():
        actions.finish_action(one, result="done", actor=cast.he, now=end)
    engine.perform(plan, "submit_results", actor=cast.he, now=end)
    assert sign(plan, cast.lin, end, verdict="refused", opinion="请写明结果").state == "approved"
    actions.reopen_action(plan.actions.first(), actor=cast.he, now=end)
    assert plan.actions.filter(result="open").count() == 1


def test_f85_a_customer_that_changes_hands_takes_its_actions_along(cast, now, customers):
    plan = approved(cast.he, cast.lin, now)
    count = plan.actions.filter(customer=customers[0]).count()
    change_owner(customers[0], owner=cast.zhou, reason="调整", actor=cast.lin, now=now)
    taken = queries.plan_of(cast.zhou, OCTOBER)
    assert taken.actions.count() == count
    assert set(plan.actions.filter(customer=customers[0]).values_list("result", flat=True)) == {"passed_on"}
    assert not doctor.run()


def test_f85_whoever_leaves_leaves_no_action_behind(cast, now, customers):
    plan = approved(cast.he, cast.lin, now)
    count = plan.actions.count()
    org.leave(cast.he, successor=cast.zhou, actor=cast.fang, now=now)
    plan.refresh_from_db()
    assert plan.state == "ended"
    assert queries.plan_of(cast.zhou, OCTOBER).actions.count() == count
    assert not doctor.run()


def test_f85_report_36_counts_each_action_once_a_month(cast, now, customers):
    old = approved(cast.he, cast.lin, now, of=SEPTEMBER)
    first = old.actions.order_by("day", "pk").first()
    actions.finish_action(first, result="done", actor=cast.he, now=now)
    actions.begin_months(now=in_october(now))
    row, = reports.completion(Plan.objects.filter(month=SEPTEMBER))
    assert (row["done"], row["carried"], row["all"]) == (1, old.actions.count() - 1, old.actions.count())
    assert row["share"] == pytest.approx(1 / row["all"])
    row, = reports.completion(Plan.objects.filter(month=OCTOBER))
    assert row["carried_in"] == old.actions.count() - 1


def test_f85_the_grid_is_filled_by_one_press_a_cell(cast, now, customers, client):
    plan = month(cast.he, now)
    client.force_login(cast.he)
    page = client.get(reverse("plans:detail", args=[plan.pk])).content.decode()
    assert "☆" in page
    assert "data-month-grid" in page
    cell = f"{customers[1].pk}:2026-10-27"
    answer = client.post(reverse("plans:put", args=[plan.pk]), {"cell": cell}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert plan.actions.filter(customer=customers[1], day=date(2026, 10, 27)).count() == 1
    one = plan.actions.last()
    assert client.post(reverse("plans:action", args=[one.pk]), {"day": "2026-10-28", "way": "call"}).status_code == 302
    assert client.post(reverse("plans:action", args=[one.pk]), {"delete": "1"}).status_code == 302


def test_f85_dropping_an_approved_action_asks_why(cast, now, customers, client):
    plan = approved(cast.he, cast.lin, now)
    one = plan.actions.first()
    client.force_login(cast.he)
    assert client.post(reverse("plans:action", args=[one.pk]), {"delete": "1"}).url == reverse("plans:drop", args=[one.pk])
    assert client.post(reverse("plans:drop", args=[one.pk]), {"reason": "重复"}).status_code == 302
    one.refresh_from_db()
    assert (one.result, one.note) == ("dropped", "重复")


def test_f85_3_the_home_board_leads_to_the_approval(cast, now, customers, client):
    plan = month(cast.he, now)
    engine.perform(plan, "submit", actor=cast.he, now=now)
    todo = Todo.objects.get(key="sign.market_manager")
    client.force_login(cast.lin)
    assert f"/todos/{todo.pk}/sign" in client.get("/").content.decode()
    dialog = client.get(f"/todos/{todo.pk}/sign", headers={"HX-Request": "true"}).content.decode()
    assert "客户经理" in dialog
    assert 'value="agreed"' in dialog
    signoff = SignOff.objects.get(todo=todo)
    client.post(f"/signoffs/{signoff.pk}", {"verdict": "agreed"})
    plan.refresh_from_db()
    assert plan.state == "approved"


def test_a_grid_with_three_customers_asks_as_often_as_with_one(cast, now, client):
    plans = {}
    for owner, count in ((cast.he, 1), (cast.zhou, 3)):
        for number in range(count):
            classed(owner, now, f"{owner.name}{number}电机", "B")
        plans[owner] = month(owner, now)
    counts = []
    for owner, plan in plans.items():
        client.force_login(owner)
        client.get(reverse("plans:detail", args=[plan.pk]))
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("plans:detail", args=[plan.pk]))
        counts.append(len(seen))
    assert counts[0] == counts[1]

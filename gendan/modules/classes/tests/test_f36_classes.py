"""F36: A, B and C by turnover, reckoned each month, with the drift and what is set by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.classes import actions, queries, reports
from gendan.modules.classes.models import Override, Run, Shift, Standing
from gendan.modules.classes.tests.factories import buyers, classes, customer, reckoned, sold
from gendan.modules.customers.actions import change_customer, move_to_bin, set_classes
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.contract import record_payment
from gendan.spine import clock
from gendan.spine.messages.models import Message
from gendan.spine.procedures import doctor, engine
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline.models import Entry


def test_f36_5_a_makes_up_70_percent_of_turnover_b_the_next_20_c_the_rest(cast, now):
    rows = buyers(cast, now, 40, 30, 20, 6, 4, 0)
    run = reckoned(cast, now)
    assert classes(*rows) == "AABCC-"
    assert (run.customers, run.turnover, run.moved) == (5, Decimal(100), 5)
    assert {abc: one["customers"] for abc, one in run.figures.items()} == {"A": 2, "B": 1, "C": 2}
    ranks = Standing.objects.order_by("rank").values_list("customer_id", "rank", "running")
    assert [row[:2] for row in ranks] == [(row.pk, place) for place, row in enumerate(rows[:5], 1)]
    assert ranks[1][2] == Decimal("0.7")
    assert not doctor.run()


def test_f36_5_the_largest_customer_is_a_however_large_and_one_above_the_line_is_not(cast, now):
    rows = buyers(cast, now, 95, 3, 2)
    reckoned(cast, now)
    assert classes(*rows) == "ACC"


def test_f36_5_only_the_last_twelve_months_count_and_who_bought_before_is_c(cast, now):
    old, new = buyers(cast, now, 0, 10)
    sold(cast, old, 1000, now=now, on=now.date() - timedelta(days=366))
    old.refresh_from_db()
    engine.perform(old, "collected", actor=cast.he, now=now)
    run = reckoned(cast, now)
    assert run.since == date(2025, 9, 25)
    assert classes(old, new) == "CA"
    assert (old.transaction_class, old.time_class) == ("had", "old")
    sold(cast, old, 50, now=now, on=date(2025, 9, 25))
    reckoned(cast, now + timedelta(minutes=1))
    assert classes(old, new) == "AC"
    assert (old.transaction_class, old.time_class) == ("having", "old")


def test_f36_5_the_clock_reckons_once_a_month_from_its_day_and_hour_on(cast, now):
    rows = buyers(cast, now, 10, 1)
    first = now.replace(month=10, day=1, hour=2, minute=0)
    actions.reckon_when_due(now=first - timedelta(days=1))
    assert Run.objects.count() == 1  # September's
    assert actions.reckon_when_due(now=first) is None
    run = actions.reckon_when_due(now=first + timedelta(hours=1))
    assert (run.month, run.day, run.asked_by) == (date(2026, 10, 1), date(2026, 10, 1), None)
    assert actions.reckon_when_due(now=first + timedelta(hours=2)) is None
    assert "classes.reckon" in clock.TICKS
    assert classes(*rows) == "AC"


def test_f36_5_one_that_was_cut_off_goes_on_where_it_stood(cast, now):
    rows = buyers(cast, now, 10, 1)
    run = reckoned(cast, now)
    Customer.objects.update(abc="")
    Run.objects.filter(pk=run.pk).update(finished_at=None)
    actions.reckon_when_due(now=now + timedelta(minutes=1))
    assert classes(*rows) == "AC"
    assert Shift.objects.count() == 2


def test_f36_5_drift_says_who_moved_from_what_to_what_with_the_figures(cast, now):
    first, second = buyers(cast, now, 100, 10)
    reckoned(cast, now)
    sold(cast, second, 900, now=now)
    later = now + timedelta(days=30)
    run = reckoned(cast, later)
    moved = run.shifts.get(customer=second)
    assert (moved.before, moved.after, moved.turnover_before, moved.turnover) == ("C", "A", Decimal(10), Decimal(910))
    assert (moved.rank_before, moved.rank) == (2, 1)
    assert queries.drift(run.shifts.all()) == [("A", {"A": 0, "B": 0, "C": 1}), ("C", {"A": 1, "B": 0, "C": 0})]
    told = Message.objects.filter(recipient=cast.he, topic="classes.moved", created_at=later)
    assert [str(one.title) for one in told] == ["您的客户等级变动：1 个升级，1 个降级"]
    assert classes(first, second) == "CA"


def test_f36_5_the_report_shows_shares_beside_10_20_70(cast, now):
    buyers(cast, now, 40, 30, 20, 6, 4)
    reckoned(cast, now)
    rows = reports.by_turnover(Customer.objects.all())
    assert [(row["abc"], row["customers"], row["share"], row["aim"]) for row in rows] == [
        ("A", 2, 0.4, 0.1), ("B", 1, 0.2, 0.2), ("C", 2, 0.4, 0.7),
    ]
    assert [row["turnover_share"] for row in rows] == [0.7, 0.2, 0.1]
    assert round(rows[0]["drift"], 6) == 0.3
    assert reports.pareto(Customer.objects.all())[-1]["running"] == 1


def test_f36_5_turnover_may_be_what_was_paid(cast, now):
    first, second = buyers(cast, now, 100, 90)
    record_payment(second.opportunities.get(), paid_on=now.date(), amount=Decimal(50), method="cash", actor=cast.he, now=now)
    values = {"months": 12, "a_share": 70, "b_share": 90, "day": 1, "hour": 3, "basis": "payments"}
    actions.change_measure(values=values, reason="按回款评级", actor=cast.fang, now=now)
    run = reckoned(cast, now + timedelta(minutes=1))
    assert (run.basis, run.customers) == ("payments", 1)
    assert classes(first, second) == "-A"


def test_f36_5_shares_and_time_are_settled_by_an_administrator(cast, now):
    values = {"months": 6, "a_share": 50, "b_share": 80, "day": 5, "hour": 4, "basis": "contracts"}
    with pytest.raises(NotAllowed):
        actions.change_measure(values=values, reason="x", actor=cast.lin, now=now)
    with pytest.raises(ValidationError):
        actions.change_measure(values=values | {"b_share": 40}, reason="x", actor=cast.fang, now=now)
    actions.change_measure(values=values, reason="半年一评", actor=cast.fang, now=now)
    buyers(cast, now, 40, 30, 20, 10)
    run = reckoned(cast, now + timedelta(minutes=1))
    assert (run.a_share, run.b_share, run.since) == (50, 80, date(2026, 3, 25))
    assert {abc: one["customers"] for abc, one in run.figures.items()} == {"A": 1, "B": 1, "C": 2}


def test_a8_a_class_set_by_hand_stays_with_its_reason_until_its_day(cast, now):
    small, large = buyers(cast, now, 10, 100)
    reckoned(cast, now)
    actions.set_class(small, abc="A", reason="明年新产线", until=now.date() + timedelta(days=60), actor=cast.he, now=now)
    assert classes(small, large) == "AA"
    entry = Entry.objects.get(verb="customer.class_set", object_id=small.pk)
    assert (entry.data, entry.text) == ({"from": "C", "to": "A"}, "明年新产线")
    reckoned(cast, now + timedelta(days=30))
    assert classes(small) == "A"
    actions.reckon_when_due(now=now + timedelta(days=60))
    assert classes(small) == "A"
    actions.reckon_when_due(now=now + timedelta(days=61))
    assert classes(small) == "C"
    assert Override.objects.get().ended_by is None


def test_a8_what_is_kept_by_hand_is_told_once_and_ends_by_hand(cast, now):
    small, large = buyers(cast, now, 10, 100)
    reckoned(cast, now)
    row = actions.set_class(large, abc="B", reason="信用不好", actor=cast.lin, now=now)
    assert reckoned(cast, now + timedelta(days=1)).kept == 0
    sold(cast, small, 1000, now=now)
    run = reckoned(cast, now + timedelta(days=2))
    assert (run.moved, run.kept, run.shifts.get(held=True).after) == (1, 1, "C")
    actions.end_override(row, actor=cast.lin, now=now)
    assert classes(small, large) == "AC"


def test_a8_without_a_reason_no_class_is_changed_that_the_turnover_has_given(cast, now):
    bought, prospect = buyers(cast, now, 10, 0)
    reckoned(cast, now)
    with pytest.raises(Refusal) as refused:
        change_customer(bought, values={"abc": "B"}, actor=cast.he, now=now)
    assert refused.value.field == "abc"
    with pytest.raises(Refusal):
        set_classes(bought, abc="C", actor=cast.he, now=now)
    with pytest.raises(Refusal):
        actions.set_class(bought, abc="B", reason=" ", actor=cast.he, now=now)
    with pytest.raises(NotAllowed):
        actions.set_class(bought, abc="B", reason="x", actor=cast.ma, now=now)
    change_customer(prospect, values={"abc": "B"}, actor=cast.he, now=now)
    assert classes(bought, prospect) == "AB"


def test_f36_importance_and_time_follow_where_nobody_has_said_otherwise(cast, now):
    first, second, third = buyers(cast, now, 70, 20, 10)
    set_classes(third, importance="main", actor=cast.he, now=now)
    reckoned(cast, now)
    classes(first, second, third)
    assert [row.importance for row in (first, second, third)] == ["main", "general", "main"]
    assert {row.transaction_class for row in (first, second, third)} == {"having"}
    assert {row.time_class for row in (first, second, third)} == {"new"}


def test_f36_binned_customers_are_left_out_and_completeness_follows_the_class(cast, now):
    first, gone = buyers(cast, now, 10, 100)
    before = first.completeness
    move_to_bin(gone, reason="重复", actor=cast.lin, now=now)
    reckoned(cast, now)
    assert classes(first) == "A"
    assert first.completeness == before + 7
    first.refresh_from_db()
    change_customer(first, values={"city": "苏州"}, actor=cast.he, now=now)
    first.refresh_from_db()
    assert first.completeness >= before + 7


def test_f36_a_company_that_sold_nothing_keeps_its_classes(cast, now):
    row = customer(cast.he, now, abc="B")
    run = reckoned(cast, now)
    assert (classes(row), run.customers, run.moved) == ("B", 0, 0)


def test_f36_on_the_pages(client, cast, now):
    large, small = buyers(cast, now, 100, 10)
    reckoned(cast, now)
    client.force_login(cast.he)
    page = client.get("/classes").content.decode()
    assert 'data-plot="plot"' in page
    assert 'data-class="A"' in page
    for path in ("/classes/customers?view=all", "/classes/moves?view=all", "/classes/overrides?view=all", "/reports/abc"):
        assert client.get(path).status_code == 200
    assert f"/customers/{large.pk}" in client.get("/classes/customers?view=all&f.abc=A").content.decode()
    assert client.get("/reports/abc?format=xlsx").status_code == 200
    assert client.post(f"/classes/set/{small.pk}", {"abc": "B", "reason": "", "until": ""}).status_code == 422
    assert client.post(f"/classes/set/{small.pk}", {"abc": "B", "reason": "新产线", "until": ""}).status_code == 302
    tab = client.get(f"/customers/{small.pk}?tab=class").content.decode()
    assert "新产线" in tab
    assert client.post(f"/classes/end/{Override.objects.get().pk}").status_code == 302
    assert classes(small) == "C"
    assert client.post("/classes/reckon").status_code == 403
    client.force_login(cast.bai)
    assert client.post("/classes/reckon").status_code == 302
    assert Run.objects.filter(finished_at=None).count() == 1


def test_f36_a_stranger_sees_only_the_classes_of_customers_he_sees(client, cast, now):
    buyers(cast, now, 100, 10)
    reckoned(cast, now)
    client.force_login(cast.ma)
    assert "青屿" not in client.get("/classes/customers?view=all").content.decode()
    assert 'data-class="A"' not in client.get("/classes").content.decode()

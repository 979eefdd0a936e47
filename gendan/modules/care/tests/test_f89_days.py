"""F89: colours, days to remember, and a to-do for each time one comes round, also after the clock stood still."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.modules.care import actions
from gendan.modules.care.almanac import YearlyDay
from gendan.modules.care.models import CareDate, Occasion
from gendan.modules.care.reports import due_by_colour
from gendan.modules.customers import actions as customers
from gendan.modules.customers.tests.factories import customer
from gendan.spine.org import actions as org
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal

CONSENT = "当面同意"


@pytest.fixture
def firm(cast, now):
    return customer(cast.he, now)


def person(firm, cast, now, name="高鹏", **values):
    return customers.add_contact(firm, values={"name": name, **values}, actor=cast.he, now=now, data_consent=CONSENT)


def day(firm, cast, now, **values):
    return actions.add_date(firm, values=values, actor=cast.he, now=now, data_consent=CONSENT)


def test_f89_1_the_birthday_of_a_contact_is_red_and_comes_by_itself(cast, now, firm):
    gao = person(firm, cast, now, birthday=date(1980, 9, 28))
    row = CareDate.objects.get(contact=gao)
    assert (row.colour, row.next_on, row.born_on) == ("red", date(2026, 9, 28), date(1980, 9, 28))
    customers.change_contact(gao, values={"birthday_is_lunar": True}, actor=cast.he, now=now)
    row.refresh_from_db()
    assert (row.lunar, row.month, row.day, row.next_on) == (True, 8, 20, date(2026, 9, 30))


def test_f89_1_family_is_yellow_and_anniversaries_are_blue(cast, now, firm):
    gao = person(firm, cast, now)
    child = day(firm, cast, now, contact=gao, relation="child", name="小宝", month=6, day=1)
    founding = day(firm, cast, now, kind="anniversary", relation="firm", name="厂庆", month=10, day=8)
    wedding = day(firm, cast, now, contact=gao, kind="anniversary", name="结婚", month=5, day=20)
    assert [child.colour, founding.colour, wedding.colour] == ["yellow", "blue", "blue"]
    assert str(child) == "高鹏 · 子女 · 小宝 · 生日"


def test_f89_1_personal_days_need_consent_and_go_with_it(cast, now, firm):
    gao = customers.add_contact(firm, values={"name": "高鹏"}, actor=cast.he, now=now)
    with pytest.raises(ValidationError) as refused:
        actions.add_date(firm, values={"contact": gao, "relation": "spouse", "month": 9, "day": 25}, actor=cast.he, now=now)
    assert "data_consent" in refused.value.message_dict
    day(firm, cast, now, contact=gao, relation="spouse", month=9, day=25)
    actions.prepare(now=now)
    assert Todo.objects.filter(record_kind="care.occasion", status="open").count() == 1
    customers.record_consent(gao, channel="family", given=False, how="", actor=cast.he, now=now)
    assert not CareDate.objects.exists()
    assert not Todo.objects.filter(record_kind="care.occasion", status="open").exists()
    assert not doctor.run()


def test_f89_1_days_that_make_no_sense_are_refused_at_the_field(cast, now, firm):
    for values, field in (
        ({"month": 4, "day": 31}, "day"), ({"month": 4, "day": 3, "leap": True}, "leap"),
        ({"month": 4, "day": 3, "relation": "firm"}, "relation"), ({"month": 4, "day": 3, "relation": "child"}, "contact"),
    ):
        with pytest.raises(ValidationError) as refused:
            day(firm, cast, now, **values)
        assert field in refused.value.message_dict


def test_f89_1_the_owner_gets_a_todo_in_time_for_cake_and_flowers(cast, now, firm):
    person(firm, cast, now, birthday=date(1980, 9, 28))
    person(firm, cast, now, "远日", birthday=date(1980, 12, 24))
    assert actions.prepare(now=now) == 1
    todo = Todo.objects.get(record_kind="care.occasion")
    assert (todo.assignee, str(todo.title)) == (cast.he, "记得关怀：高鹏 · 生日")
    assert todo.due_at.astimezone(now.tzinfo).date() == date(2026, 9, 28)
    assert (todo.main_kind, todo.main_id) == ("customers.customer", firm.pk)
    occasion = Occasion.objects.get()
    engine.perform(occasion, "done", actor=cast.he, data={"way": "call", "outcome": "电话祝贺，送蛋糕"}, now=now)
    assert (occasion.state, occasion.outcome) == ("done", "电话祝贺，送蛋糕")
    assert actions.prepare(now=now) == 0
    assert CareDate.objects.get(contact__name="高鹏").next_on == date(2027, 9, 28)
    assert not doctor.run()


def test_f89_1_a_clock_that_was_off_greets_late_or_says_what_was_missed(cast, now, firm):
    person(firm, cast, now, "昨天", birthday=date(1980, 9, 28))
    person(firm, cast, now, "上周", birthday=date(1981, 9, 25))
    back = now + timedelta(days=5)
    assert actions.prepare(now=back) == 1
    assert {row.contact.name: row.state for row in Occasion.objects.all()} == {"昨天": "ahead", "上周": "missed"}
    todo = Todo.objects.get(record_kind="care.occasion")
    assert todo.due_at > back
    assert actions.prepare(now=back) == 0
    assert [(row["colour"], row["count"], row["missed"]) for row in due_by_colour(Occasion.objects.all())] == [("red", 2, 1)]


def test_f89_1_the_repeated_birthday_is_changed_with_its_person_only(cast, now, firm):
    gao = person(firm, cast, now, birthday=date(1980, 9, 28))
    row = CareDate.objects.get()
    with pytest.raises(ValidationError):
        actions.change_date(row, values={"day": 3}, actor=cast.he, now=now)
    with pytest.raises(Refusal):
        actions.remove_date(row, actor=cast.he, now=now)
    actions.change_date(row, values={"gift": "茶叶", "budget": 120}, actor=cast.he, now=now)
    customers.contact_left(gao, actor=cast.he, now=now)
    assert not CareDate.objects.exists()


def test_f89_1_whoever_takes_the_customer_takes_its_care(cast, now, firm):
    person(firm, cast, now, birthday=date(1980, 9, 28))
    actions.prepare(now=now)
    customers.change_owner(firm, owner=cast.zhou, reason="换人", actor=cast.lin, now=now)
    occasion = Occasion.objects.get()
    assert (occasion.owner, occasion.main_owner) == (cast.zhou, cast.zhou)
    assert Todo.objects.get(record_kind="care.occasion").assignee == cast.zhou
    org.leave(cast.zhou, successor=cast.he, actor=cast.fang, now=now)
    occasion.refresh_from_db()
    assert occasion.owner == cast.he
    assert not doctor.run()


def test_f89_1_the_month_shows_the_days_by_colour(cast, now, firm, client):
    gao = person(firm, cast, now, birthday=date(1980, 9, 28))
    day(firm, cast, now, contact=gao, relation="child", name="小宝", month=9, day=30)
    actions.prepare(now=now)
    client.force_login(cast.he)
    page = client.get("/care?day=2026-09-01").content.decode()
    assert page.count("is-care-red") >= 2
    assert "中秋节" in page
    only = client.get("/care?day=2026-09-01&colour=yellow").content.decode()
    assert "小宝" in only
    assert "高鹏 · 生日" not in only
    client.force_login(cast.ma)
    assert "高鹏" not in client.get("/care?day=2026-09-01&who=all").content.decode()


def test_f89_1_pages_write_days_down_and_finish_them(cast, now, firm, client):
    gao = person(firm, cast, now)
    client.force_login(cast.he)
    values = {"contact": gao.pk, "kind": "birthday", "relation": "parent", "month": 8, "day": 16, "lunar": "on", "gift": "花"}
    assert client.post(f"/care/customers/{firm.pk}/date", values).status_code == 422
    values["data_consent"] = CONSENT
    assert client.post(f"/care/customers/{firm.pk}/date", values).status_code == 302
    row = CareDate.objects.get()
    assert (row.colour, row.yearly) == ("yellow", YearlyDay(8, 16, lunar=True))
    CareDate.objects.update(next_on=date(2026, 9, 26))  # pages read the real clock
    tab = client.get(f"/customers/{firm.pk}?tab=care").content.decode()
    assert "高鹏 · ****" in tab
    assert "农历八月十六" not in tab
    actions.prepare(now=now)
    occasion = Occasion.objects.get()
    assert client.get(f"/care/days/{occasion.pk}").status_code == 200
    assert "高鹏" in client.get("/care/days?view=all").content.decode()
    assert client.get("/reports/care-dates").status_code == 200
    assert client.post(f"/care/dates/{row.pk}", {"delete": "1"}).status_code == 302
    occasion.refresh_from_db()
    assert occasion.state == "skipped"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 30), st.booleans()), min_size=1, max_size=4),
    gaps=st.lists(st.integers(0, 500), min_size=1, max_size=6),
)
def test_f89_1_however_the_clock_stumbles_each_day_is_given_once(cast, now, days, gaps):
    with transaction.atomic():
        firm, moment = customer(cast.he, now), now
        for month, number, lunar in days:
            when = {"month": month, "day": min(number, 30 if lunar else 28), "lunar": lunar}
            actions.add_date(firm, values=when | {"kind": "anniversary", "relation": "firm"}, actor=cast.he, now=now)
        for gap in gaps:
            moment += timedelta(days=gap)
            actions.prepare(now=moment)
            actions.prepare(now=moment)
        for row in CareDate.objects.all():
            times = [*row.occasions.order_by("on").values_list("on", flat=True), row.next_on]
            assert all(320 <= (later - one).days <= 415 for one, later in zip(times, times[1:], strict=False))
            assert row.next_on > moment.date()
        transaction.set_rollback(True)

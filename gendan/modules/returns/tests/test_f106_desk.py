"""F106: the service desk from signing in to the closed day."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.returns import actions, queries
from gendan.modules.returns.models import DeskDay, DeskReturn, HandOver
from gendan.modules.returns.tests.conftest import move
from gendan.modules.returns.words import BEFORE_OPENING
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal


def closed(shop, day, now, slips, **more):
    cash = queries.expected_cash(day)
    move(day, "count", shop.tan, now, float_end=str(cash))
    return move(day, "close", shop.tan, now, slips_total=slips, **more)


def test_f106_1_signing_in_ten_minutes_early_with_every_point_ticked(now, morning, shop, cast):
    day = shop.signed_in(morning)
    assert (day.in_time, day.owner, day.state) == (True, shop.tan, "preparing")
    with pytest.raises(Refusal, match="谭笑"):
        actions.sign_in(actor=shop.lu, now=morning)
    with pytest.raises(NotAllowed):
        actions.sign_in(actor=cast.he, now=morning)
    left_out = dict.fromkeys(BEFORE_OPENING, True) | {"box": ""}
    with pytest.raises(ValidationError) as refused:
        engine.perform(day, "ready", actor=shop.tan, data=left_out, now=morning)
    assert list(refused.value.message_dict) == ["box"]
    move(day, "ready", shop.tan, morning, **dict.fromkeys(BEFORE_OPENING, True))
    assert (day.state, set(day.ticked)) == ("checking", set(BEFORE_OPENING))
    late = actions.sign_in(actor=cast.xu, now=now.replace(hour=8, minute=29))
    assert late.in_time is False


def test_f106_2_the_desk_takes_nothing_back_before_it_is_open(morning, shop):
    day = shop.signed_in(morning)
    for verb in (shop.taken, lambda at: actions.hear(values={"text": "x", "phone": "1"}, actor=shop.tan, now=at)):
        with pytest.raises(Refusal) as refused:
            verb(morning)
        assert refused.value.code == "not_open"
    assert day.state == "preparing"


def test_f106_3_a_price_difference_is_refunded_without_goods(now, morning, shop):
    shop.opened(morning)
    row = shop.taken(now, kind="price", reason="price", amount=12, inspector=None)
    assert row.state == "inspected"
    move(row, "pay", shop.tan, now, paid_by="cash", satisfied=True)
    assert (row.state, row.sorted_to, row.inspector) == ("done", "", None)
    assert not doctor.run()


def test_f106_4_a_return_is_done_within_five_minutes_from_registration_a49(now, morning, shop):
    shop.opened(morning)
    row = shop.taken(now)
    work = Todo.objects.get(record_kind="returns.deskreturn", status="open")
    assert (work.assignee, work.due_at) == (shop.qi, now + timedelta(minutes=3))
    move(row, "inspect", shop.qi, now + timedelta(minutes=2), condition="good")
    move(row, "pay", shop.tan, now + timedelta(minutes=5), paid_by="cash", satisfied=True)
    assert (row.in_time, row.satisfied) == (True, True)
    late = shop.taken(now, receipt="R-2")
    move(late, "inspect", shop.qi, now, condition="good")
    move(late, "pay", shop.tan, now + timedelta(minutes=5, seconds=1), paid_by="cash")
    assert (late.in_time, late.satisfied) == (False, False)


def test_f106_4_a_return_may_be_refused_with_its_reason(now, morning, shop):
    shop.opened(morning)
    row = shop.taken(now)
    with pytest.raises(ValidationError):
        engine.perform(row, "refuse", actor=shop.tan, data={}, now=now)
    move(row, "refuse", shop.tan, now, reason="已使用，无质量问题")
    assert (row.state, queries.system_total(row.day)) == ("refused", 0)


def test_f106_5_finance_checks_yesterday_and_brings_the_float(now, morning, shop, cast):
    yesterday = shop.opened(morning)
    shop_row = shop.paid(now)
    move(shop_row, "sort", shop.qi, now, sorted_to="shelf")
    closed(shop, yesterday, now, "85", total_reason="小票误写 5 元")
    tomorrow = morning + timedelta(days=1)
    day = shop.signed_in(tomorrow)
    assert (day.before_total, day.before_difference) == (80, 5)
    move(day, "ready", shop.tan, tomorrow, **dict.fromkeys(BEFORE_OPENING, True))
    with pytest.raises(NotAllowed):
        engine.perform(day, "bring", actor=shop.tan, data={"checked": True, "float_brought": "2000"}, now=tomorrow)
    with pytest.raises(ValidationError):
        engine.perform(day, "bring", actor=cast.ding, data={"checked": "", "float_brought": "2000"}, now=tomorrow)
    move(day, "bring", cast.ding, tomorrow, checked=True, float_brought="2000")
    with pytest.raises(ValidationError) as refused:
        engine.perform(day, "open", actor=shop.tan, data={"float_start": "1990"}, now=tomorrow)
    assert "start_reason" in refused.value.message_dict
    move(day, "open", shop.tan, tomorrow, float_start="1990", start_reason="少一张十元，已告知财务")
    assert (day.state, day.checked_by, day.float_start) == ("open", cast.ding, 1990)


def test_f106_5_a_day_that_is_not_closed_keeps_the_next_from_beginning(morning, shop):
    shop.opened(morning)
    with pytest.raises(Refusal) as refused:
        actions.sign_in(actor=shop.lu, now=morning + timedelta(days=1))
    assert (refused.value.code, refused.value.who) == ("not_closed", "谭笑")


def test_f106_6_wanted_goods_are_noted_reported_and_answered_by_telephone(now, morning, shop):
    shop.opened(morning)
    with pytest.raises(ValidationError):
        actions.note_wanted(values={"goods": "无糖月饼", "phone": " "}, actor=shop.tan, now=now)
    row = actions.note_wanted(values={"goods": "无糖月饼", "quantity": 2, "name": "钱先生", "phone": "13900002222"}, actor=shop.tan, now=now)
    move(row, "report", shop.tan, now)
    assert Todo.objects.get(record_kind="returns.wanted", status="open").assignee == shop.mo
    move(row, "answer", shop.mo, now, available="yes", answer="周五到货")
    assert Todo.objects.get(record_kind="returns.wanted", status="open").way == "call"
    move(row, "call", shop.tan, now, said="周五来取")
    assert (row.state, row.available) == ("called", True)


def test_f106_7_a_complaint_is_recorded_and_beyond_authority_goes_to_the_supervisor(now, morning, shop):
    shop.opened(morning)
    with pytest.raises(ValidationError):
        actions.hear(values={"text": "态度差", "phone": ""}, actor=shop.tan, now=now)
    easy = actions.hear(values={"text": "等太久", "name": "孙女士", "phone": "13700003333"}, actor=shop.tan, now=now)
    move(easy, "settle", shop.tan, now, result="致歉，赠停车券")
    hard = actions.hear(values={"text": "要求三倍赔偿", "name": "李先生", "phone": "13600004444"}, actor=shop.tan, now=now)
    move(hard, "up", shop.tan, now, reason="超出权限")
    assert Todo.objects.get(record_kind="returns.voice", status="open").assignee == shop.mo
    with pytest.raises(NotAllowed):
        engine.perform(hard, "decide", actor=shop.tan, data={"result": "赔"}, now=now)
    move(hard, "decide", shop.mo, now, result="按规定退一赔三")
    assert (easy.state, hard.state, hard.result) == ("settled", "settled", "按规定退一赔三")


@pytest.mark.parametrize("answer", ["approve", "deny"])
def test_f106_7_a_return_beyond_the_clerks_authority_is_decided_by_the_supervisor(now, morning, shop, answer):
    shop.opened(morning)
    row = shop.taken(now, amount=201)
    move(row, "inspect", shop.qi, now, condition="good")
    assert row.state == "supervisor"
    assert Todo.objects.get(record_kind="returns.deskreturn", status="open").assignee == shop.mo
    with pytest.raises(NotAllowed):
        engine.perform(row, "approve", actor=shop.tan, now=now)
    move(row, answer, shop.mo, now, **({"reason": "超过退货期"} if answer == "deny" else {}))
    if answer == "approve":
        move(row, "pay", shop.tan, now, paid_by="cash", satisfied=True)
    assert row.state == {"approve": "paid", "deny": "refused"}[answer]
    assert (row.approved_by == shop.mo) is (answer == "approve")
    difference = shop.taken(now, kind="price", reason="price", amount=500, inspector=None, receipt="R-9")
    difference.refresh_from_db()
    assert difference.state == "supervisor"


def test_f106_8_at_noon_the_desk_is_handed_over_with_all_that_is_open(now, morning, shop, cast):
    day = shop.opened(morning)
    noon = Todo.objects.get(record_kind="returns.deskday", key="hand_over")
    assert noon.assignee == shop.tan
    open_row = shop.taken(now)
    actions.hear(values={"text": "等太久", "name": "孙女士", "phone": "13700003333"}, actor=shop.tan, now=now)
    given = {"to": shop.lu, "cash": 2000, "meeting": "今天盘点", "promotion": "满百减十", "lost": "雨伞一把"}
    for wrong in (shop.tan, cast.he):
        with pytest.raises(ValidationError):
            actions.hand_over(day, values=given | {"to": wrong}, actor=shop.tan, now=now)
    row = actions.hand_over(day, values=given, actor=shop.tan, now=now)
    assert {one["phone"] for one in row.open_items} == {"13800001111", "13700003333"}
    day.refresh_from_db()
    open_row.refresh_from_db()
    noon.refresh_from_db()
    assert (day.owner, open_row.owner, noon.status) == (shop.lu, shop.lu, "done")
    assert Todo.objects.get(record_kind="returns.deskday", key="state.open").assignee == shop.lu
    assert HandOver.objects.get().meeting == "今天盘点"
    assert not doctor.run()


def test_f106_9_goods_are_checked_by_an_inspector_who_is_not_the_clerk_and_sorted_back(now, morning, shop):
    shop.opened(morning)
    for wrong in (None, shop.tan):
        with pytest.raises(ValidationError) as refused:
            shop.taken(now, inspector=wrong)
        assert "inspector" in refused.value.message_dict
    row = shop.taken(now)
    with pytest.raises((NotAllowed, Refusal)):
        engine.perform(row, "inspect", actor=shop.tan, data={"condition": "good"}, now=now)
    with pytest.raises((NotAllowed, Refusal)):
        engine.perform(row, "pay", actor=shop.tan, data={"paid_by": "cash"}, now=now)
    move(row, "inspect", shop.qi, now, condition="good")
    move(row, "pay", shop.tan, now, paid_by="cash")
    move(row, "sort", shop.qi, now, sorted_to="shelf")
    assert (row.state, row.inspector, row.sorted_to) == ("done", shop.qi, "shelf")
    assert not doctor.run()


def test_f106_9_the_daily_total_equals_the_systems_or_the_difference_is_explained(now, morning, shop):
    day = shop.opened(morning)
    first, second = shop.paid(now), shop.paid(now, receipt="R-2", amount=20)
    move(day, "count", shop.tan, now, float_end="1900")
    with pytest.raises(Refusal):  # the goods are not sorted yet
        engine.perform(day, "close", actor=shop.tan, data={"slips_total": "100"}, now=now)
    for row in (first, second):
        move(row, "sort", shop.qi, now, sorted_to="shelf")
    with pytest.raises(ValidationError) as refused:
        engine.perform(day, "close", actor=shop.tan, data={"slips_total": "90"}, now=now)
    assert "total_reason" in refused.value.message_dict
    move(day, "close", shop.tan, now, slips_total="100")
    assert (day.state, day.system_total, day.difference) == ("closed", 100, 0)
    assert not doctor.run()
    DeskDay.objects.filter(pk=day.pk).update(slips_total=90)
    assert any(one.check == "returns" and one.ids == (day.pk,) for one in doctor.run())


def test_f106_10_goods_with_a_defect_stand_on_the_list_of_quality_returns(now, morning, shop, client):
    shop.opened(morning)
    row = shop.taken(now)
    with pytest.raises(ValidationError):
        engine.perform(row, "inspect", actor=shop.qi, data={"condition": "defect"}, now=now)
    move(row, "inspect", shop.qi, now, condition="defect", finding="漏水")
    move(row, "pay", shop.tan, now, paid_by="original")
    with pytest.raises(ValidationError):
        engine.perform(row, "sort", actor=shop.qi, data={"sorted_to": "shelf"}, now=now)
    move(row, "sort", shop.qi, now, sorted_to="list")
    assert list(queries.quality_list(DeskReturn.objects.all())) == [row]
    client.force_login(shop.mo)
    assert "保温杯" in client.get("/returns/desk?view=quality").content.decode()
    assert "保温杯" not in client.get("/returns/desk?view=shelf").content.decode()


def test_f106_11_before_closing_cash_differences_expenses_and_losses_are_noted(now, morning, shop):
    day = shop.opened(morning)
    count = Todo.objects.get(record_kind="returns.deskday", key="count")
    assert count.due_at == now.replace(hour=17, minute=20)
    row = shop.paid(now)
    original = shop.paid(now, receipt="R-2", amount=50)
    actions.note_expense(day, values={"what": "打车送货", "amount": 30}, actor=shop.tan, now=now)
    assert (queries.expected_cash(day), original.paid_by) == (2000 - 80 - 50 - 30, "cash")
    with pytest.raises(ValidationError) as refused:
        engine.perform(day, "count", actor=shop.tan, data={"float_end": "1830"}, now=now)
    assert "end_reason" in refused.value.message_dict
    waiting = shop.taken(now, receipt="R-3")
    with pytest.raises(Refusal):
        engine.perform(day, "count", actor=shop.tan, data={"float_end": "1840"}, now=now)
    move(waiting, "refuse", shop.tan, now, reason="超期")
    move(day, "count", shop.tan, now, float_end="1830", end_reason="找零多付", losses="纸袋 3 个")
    assert (day.end_difference, day.losses, row.state) == (-10, "纸袋 3 个", "paid")


def test_f106_pages_rest_and_reports_say_the_same(now, morning, shop, cast, client):
    day = shop.opened(morning)
    row = shop.paid(now)
    voice = actions.hear(values={"text": "等太久", "phone": "13700003333"}, actor=shop.tan, now=now)
    want = actions.note_wanted(values={"goods": "月饼", "phone": "139"}, actor=shop.tan, now=now)
    client.force_login(shop.mo)
    for path in (
        "/returns/days", f"/returns/days/{day.pk}", "/returns/desk?view=all", f"/returns/desk/{row.pk}", "/returns/voices", f"/returns/voices/{voice.pk}",
        "/returns/wanted", f"/returns/wanted/{want.pk}", "/returns/desk/new", "/returns/voices/new", "/returns/wanted/new", "/returns/days/sign-in",
        f"/returns/days/{day.pk}/expense", f"/returns/days/{day.pk}/hand-over", "/reports/desk-days", "/reports/desk-reasons",
    ):
        assert client.get(path).status_code == 200, path
    assert client.post(f"/returns/days/{day.pk}/expense", {"what": "胶带", "amount": "5"}).status_code == 302
    assert client.get(f"/api/v1/desk-days/{day.pk}").json()["state"] == "open"
    assert client.get("/api/v1/desk-returns").json()["items"][0]["receipt"] == "R-1001"
    client.force_login(cast.he)
    assert client.get(f"/returns/days/{day.pk}").status_code == 404
    assert client.get(f"/api/v1/desk-returns/{row.pk}").status_code == 404

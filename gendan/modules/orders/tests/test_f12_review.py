"""F12: six parties review an order, its leader signs, and it is noticed, coordinated or returned."""

from datetime import timedelta
from decimal import Decimal

import pytest

from gendan.modules.orders import actions, reports
from gendan.modules.orders.models import Coordination, Order, ReturnRecord
from gendan.modules.orders.tests.factories import PLANS, move, noticed, order, product, sign_all, signed
from gendan.spine.org import book
from gendan.spine.org.models import NumberSetting
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import SignOff, Todo
from gendan.spine.refusal import NotAllowed, Refusal

SIX = {"order_centre", "production", "technology", "research", "quality", "sales"}


@pytest.fixture
def large(cast, works, now):
    """200,000 yuan, nothing special."""
    return order(cast, now, (product(), Decimal(2000), None))


def test_f12_1_six_parties_give_their_opinions_side_by_side(cast, works, now, large):
    move(large, "submit", cast.he, now)
    assert large.state == "received"
    assert Todo.objects.get(record_kind="orders.order", status="open", key="state.received").assignee == works.tao
    with pytest.raises(NotAllowed):
        engine.perform(large, "organise", actor=cast.he, now=now)
    move(large, "organise", works.tao, now)
    rows = SignOff.objects.filter(case=large.case)
    assert {row.party for row in rows} == SIX
    assert {row.todo.assignee for row in rows} == {works.tao, works.shi, works.jin, works.mei, cast.han, cast.lin}
    first = rows.get(party="production")
    engine.sign(first, verdict="refused", opinion="淬火炉排满", actor=works.shi, now=now)
    large.refresh_from_db()
    assert large.state == "review", "every party is heard before anything is decided"
    sign_all(large, now)
    assert large.state == "negotiating"
    assert large.deviates


def test_f12_2_a_general_order_gets_its_technical_and_raw_material_plans(cast, works, now, large):
    move(large, "submit", cast.he, now)
    move(large, "organise", works.tao, now)
    sign_all(large, now)
    assert large.state == "planning"
    assert Todo.objects.get(record_kind="orders.order", status="open").assignee == works.jin
    with pytest.raises(Exception, match="material_plan"):
        engine.perform(large, "planned", actor=works.jin, data={"technical_plan": "按图"}, now=now)
    move(large, "planned", works.jin, now, **PLANS)
    assert (large.state, large.material_plan) == ("leader", PLANS["material_plan"])


def test_f12_3_a_large_deviation_is_talked_over_and_signed_by_the_leader(cast, works, now):
    special = order(cast, now, special=True, requirement="耐 -60 ℃")
    move(special, "submit", cast.he, now)
    move(special, "organise", works.tao, now)
    sign_all(special, now, against=("technology",))
    assert Todo.objects.get(record_kind="orders.order", status="open").assignee == cast.he
    move(special, "talked", cast.he, now, handling_opinion="改用低温钢，价格加 8%", customer_answer="agrees")
    assert special.state == "leader"
    with pytest.raises(Refusal, match="协调"):
        engine.perform(special, "sign", actor=cast.fang, now=now)
    move(special, "talk_again", cast.fang, now, reason="价格再谈")
    assert special.state == "negotiating"


def test_f12_4_after_the_signature_notice_coordination_or_return(cast, works, now, large):
    signed(large, works, cast, now)
    assert (large.state, large.signed_by) == ("notice", cast.fang)
    with pytest.raises(Refusal, match="承诺"):
        engine.perform(large, "issue", actor=works.tao, now=now)
    actions.promise_date(large, on=(now + timedelta(days=50)).date(), actor=works.tao, now=now)
    move(large, "issue", works.tao, now)
    assert (large.state, large.notice_number) == ("running", "TZ2609-0001")
    assert large.progress.count() == 6

    agreed = order(cast, now, special=True, requirement="耐 -60 ℃", firm="柏舟数控机床股份有限公司")
    move(agreed, "submit", cast.he, now)
    move(agreed, "organise", works.tao, now)
    sign_all(agreed, now, against=("research",))
    move(agreed, "talked", cast.he, now, handling_opinion="改配方", customer_answer="agrees")
    move(agreed, "sign_special", cast.fang, now)
    assert agreed.state == "coordinating"
    assert Coordination.objects.get(order=agreed).state == "drafting"

    failed = order(cast, now, special=True, requirement="耐 -90 ℃", firm="云渡造纸机械厂")
    move(failed, "submit", cast.he, now)
    move(failed, "organise", works.tao, now)
    sign_all(failed, now, against=("research",))
    move(failed, "return", cast.he, now, reason="超出材料极限", customer_says="另找厂家", lesson="先问温度")
    record = ReturnRecord.objects.get(order=failed)
    assert (failed.state, record.number, record.returned_by) == ("returned", "TD2609-0001", cast.he)
    assert [one.reason for one in reports.returns(Order.objects.all())] == ["超出材料极限"]
    assert not doctor.run()


def test_f12_5_below_the_threshold_or_from_stock_the_leader_alone_signs(cast, works, now, large):
    small = order(cast, now, firm="江岳矿山机械有限公司")
    move(small, "submit", cast.he, now)
    move(small, "short", works.tao, now)
    assert small.state == "leader"
    assert not SignOff.objects.filter(case=small.case).exists()

    move(large, "submit", cast.he, now)
    with pytest.raises(Refusal, match="100,000"):
        engine.perform(large, "short", actor=works.tao, now=now)

    special = order(cast, now, special=True, requirement="发黑处理", firm="嘉渡包装机械厂")
    move(special, "submit", cast.he, now)
    with pytest.raises(Refusal, match="特殊技术要求"):
        engine.perform(special, "short", actor=works.tao, now=now)

    stocked = order(cast, now, (product("ZC-900", "大轴承座", price="9000"), Decimal(100), None), from_stock=True, firm="新驿轨道部件厂")
    move(stocked, "submit", cast.he, now)
    move(stocked, "short", works.tao, now)
    assert stocked.state == "leader"


def test_f12_5_the_threshold_is_a_number_of_the_company(cast, works, now):
    NumberSetting.objects.create(key="order.threshold", value=5000, valid_from=now - timedelta(days=1), changed_by=cast.fang, changed_at=now)
    book.forget()
    small = order(cast, now)
    move(small, "submit", cast.he, now)
    with pytest.raises(Refusal, match="5,000"):
        engine.perform(small, "short", actor=works.tao, now=now)


def test_f12_nobody_signs_an_order_of_his_own(cast, works, now):
    own = order(cast, now, owner=cast.lin)
    move(own, "submit", cast.lin, now)
    move(own, "short", works.tao, now)
    with pytest.raises(NotAllowed):
        engine.perform(own, "sign", actor=cast.lin, now=now)


def test_f12_what_was_handed_in_is_sent_back_and_becomes_the_next_version(cast, works, now, large):
    move(large, "submit", cast.he, now)
    with pytest.raises(Refusal, match="评审"):
        actions.change_order(large, actor=cast.he, now=now, packaging="木箱")
    move(large, "send_back", works.tao, now, reason="缺包装要求")
    actions.change_order(large, actor=cast.he, now=now, packaging="木箱")
    large.refresh_from_db()
    assert (large.version, large.versions.get(number=1).packaging) == (2, "")
    assert large.versions.get(number=2).lines.get().quantity == 2000


def test_report_21_returned_orders_with_reason_and_lesson(cast, works, now, large, client):
    move(large, "submit", cast.he, now)
    move(large, "return", cast.he, now, reason="交期无法满足", customer_says="另找厂家", lesson="报价前先核对产能")
    client.force_login(cast.he)
    page = client.get("/reports/order-returns?from=2026-09-01&to=2026-09-30").content.decode()
    for said in ("TD2609-0001", "交期无法满足", "报价前先核对产能", "200,000", large.number):
        assert said in page
    client.force_login(cast.ma)
    assert "TD2609-0001" not in client.get("/reports/order-returns?from=2026-09-01&to=2026-09-30").content.decode()


def test_f12_reports_of_reviews(cast, works, now, large):
    noticed(large, works, cast, now)
    row = reports.reviews(Order.objects.all())[0]
    assert (row["count"], row["special"], row["short"]) == (1, 0, 0)
    assert not doctor.run()

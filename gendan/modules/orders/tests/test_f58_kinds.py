"""F58: domestic and export, regular and special orders, and who decides on their review."""

from datetime import timedelta
from decimal import Decimal

import pytest

from gendan.modules.care.models import AfterSale
from gendan.modules.care.reports import referrals_per_visit
from gendan.modules.care.tests.factories import won
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.opportunities.actions import set_lines
from gendan.modules.opportunities.tests.story import registered
from gendan.modules.orders import actions
from gendan.modules.orders.tests.factories import PLANS, move, noticed, order, product, sign_all
from gendan.spine.org.models import NumberSetting
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal


def test_f58_2_what_the_customer_wants_is_known_before_the_order_is_handed_in(cast, works, now):
    firm = customer(cast.he, now, "青屿重工（苏州）有限公司", state="maintain")
    deal = registered(firm, actor=cast.he, reviewer=cast.lin, now=now)
    set_lines(deal, lines=[(product(), Decimal(100), Decimal(95))], actor=cast.he, now=now)
    made = actions.register_from_opportunity(
        deal, actor=cast.he, now=now, special=True, packaging="木箱，防潮", customer_number="PO-881", wanted_on=None,
    )
    assert [(row.product.code, row.quantity, row.price) for row in made.versions.get().lines.all()] == [("ZC-100", 100, 95)]
    with pytest.raises(Refusal, match="技术要求"):
        engine.perform(made, "submit", actor=cast.he, now=now)
    made = actions.change_order(
        made, requirement="轴径加长 20 mm", wanted_on=(now + timedelta(days=60)).date(), actor=cast.he, now=now,
    )
    move(made, "submit", cast.he, now)
    version = made.versions.get()
    assert (made.state, made.opportunity, made.customer_number) == ("received", deal, "PO-881")
    assert (version.requirement, version.packaging) == ("轴径加长 20 mm", "木箱，防潮")


def shipped(made, works, now):
    for row in made.progress.filter(line_key=0):
        made = actions.record_stage(made, stage=row.stage, actual_on=now.date(), actor=works.shi, now=now)
    return made


def test_f58_6_after_the_delivery_the_customer_is_visited_and_says_how_satisfied_he_is(cast, works, now, client):
    made = shipped(noticed(order(cast, now), works, cast, now), works, now)
    visit = AfterSale.objects.get()
    assert (visit.sold, visit.visit_on, visit.owner) == (str(made), (now + timedelta(days=21)).date(), cast.he)
    data = {"visited_on": now.date(), "score": "4", "feedback": "交期准，包装可再结实些"}
    engine.perform(visit, "visited", actor=cast.he, data=data, now=now)
    visit.refresh_from_db()
    assert (visit.score, visit.feedback) == (4, "交期准，包装可再结实些")
    assert referrals_per_visit(AfterSale.objects.all())[0]["score"] == 4
    client.force_login(cast.he)
    assert f"/orders/{made.pk}" in client.get(f"/care/after-sales/{visit.pk}").content.decode()
    assert client.get("/api/v1/care/after-sales").json()["items"][0]["feedback"] == "交期准，包装可再结实些"


def test_f58_6_who_buys_often_is_not_visited_after_every_delivery(cast, works, now):
    first = shipped(noticed(order(cast, now), works, cast, now), works, now)
    again = order(cast, now, at=first.customer)
    shipped(noticed(again, works, cast, now), works, now)
    assert AfterSale.objects.count() == 1
    engine.perform(AfterSale.objects.get(), "visited", actor=cast.he, data={"visited_on": now.date()}, now=now)
    shipped(noticed(order(cast, now, at=first.customer), works, cast, now), works, now)
    assert AfterSale.objects.count() == 1
    NumberSetting.objects.create(key="after_sale_care.again_days", value=0, valid_from=now, changed_at=now)
    later = now + timedelta(days=1)
    shipped(noticed(order(cast, later, at=first.customer), works, cast, later), works, later)
    assert AfterSale.objects.count() == 2


def test_f58_6_the_visit_of_a_deal_counts_from_the_shipment_of_its_order(cast, works, now):
    firm = customer(cast.he, now, "青屿重工（苏州）有限公司", state="maintain")
    deal = registered(firm, actor=cast.he, reviewer=cast.lin, now=now)
    won(deal, actor=cast.he, now=now)
    made = order(cast, now, at=firm, opportunity=deal)
    later = now + timedelta(days=5)
    shipped(noticed(made, works, cast, now), works, later)
    assert AfterSale.objects.get().visit_on == (later + timedelta(days=21)).date()


def test_f58_3_a_regular_export_order_stands_in_the_range_with_its_batch_notice(cast, works, now):
    regular = product("EX-1", "出口轴承座", in_export_range=True, batch_notice="PC-2025-07")
    made = order(cast, now, (regular, Decimal(10), None), market="export")
    move(made, "submit", cast.he, now)
    assert made.irregular == []
    assert made.receiver == works.tao
    move(made, "short", works.tao, now)


@pytest.mark.parametrize(("values", "codes"), [
    ({"in_export_range": True}, ["no_batch_notice"]),
    ({"batch_notice": "PC-1"}, ["not_in_export_range"]),
    ({"in_export_range": True, "batch_notice": "PC-1", "range_status": "developing"}, ["developing"]),
    ({"in_export_range": True, "batch_notice": "PC-1", "range_status": "suspended"}, ["suspended"]),
    ({"in_export_range": True, "batch_notice": "PC-1", "range_status": "eliminated"}, ["eliminated"]),
])
def test_f58_7_the_range_decides_what_a_special_order_is(cast, works, now, values, codes):
    made = order(cast, now, (product("EX-1", "出口轴承座", **values), Decimal(10), None), market="export")
    move(made, "submit", cast.he, now)
    assert [one["code"] for one in made.irregular] == codes
    assert made.is_special


def test_f58_a_domestic_order_asks_only_for_the_state_of_the_product(cast, works, now):
    made = order(cast, now)
    move(made, "submit", cast.he, now)
    assert not made.is_special
    other = order(cast, now, (product("DV-1", "新轴承座", range_status="developing"), Decimal(1), None), firm="云渡造纸机械厂")
    move(other, "submit", cast.he, now)
    assert other.is_special
    assert other.receiver == works.tao, "domestic special orders are organised by the order centre"


@pytest.fixture
def special(cast, works, now):
    made = order(cast, now, (product("EX-1", "出口轴承座", in_export_range=True), Decimal(10), None), market="export")
    return move(made, "submit", cast.he, now)


def test_f58_8_technology_helps_to_decide_whether_a_special_review_is_needed(cast, works, now, special):
    assert Todo.objects.get(record_kind="orders.order", status="open").assignee == works.jin
    move(special, "waive", works.jin, now, reason="与在产型号只差铭牌")
    assert (special.waived, special.receiver) == (True, works.tao)
    assert Todo.objects.get(record_kind="orders.order", status="open").assignee == works.tao
    move(special, "short", works.tao, now)


def test_f58_9_technology_begins_the_review_of_a_special_export_order(cast, works, now, special):
    with pytest.raises(Refusal, match="技术"):
        engine.perform(special, "organise", actor=works.tao, now=now)
    with pytest.raises(NotAllowed):
        engine.perform(special, "organise_special", actor=cast.he, now=now)
    move(special, "organise_special", works.jin, now)
    assert special.state == "review"
    assert special.case.signoffs.count() == 6


def test_f58_10_export_technical_documents_belong_to_the_plan(cast, works, now, special):
    move(special, "organise_special", works.jin, now)
    sign_all(special, now)
    with pytest.raises(Exception, match="technical_documents"):
        engine.perform(special, "planned", actor=works.jin, data=PLANS, now=now)
    move(special, "planned", works.jin, now, **PLANS, technical_documents="英文图纸、装箱技术要求")
    assert special.technical_documents == "英文图纸、装箱技术要求"


def test_f58_1_foreign_customers_have_export_orders(cast, works, now):
    made = order(cast, now)
    Customer.objects.filter(pk=made.customer_id).update(foreign=True)
    again = order(cast, now, at=Customer.objects.get(pk=made.customer_id))
    assert (made.market, again.market) == ("domestic", "export")


def test_f58_4_the_notice_turns_the_order_into_internal_demand(cast, works, now):
    made = noticed(order(cast, now), works, cast, now)
    assert [row.stage for row in made.progress.all()] == ["material", "scheduled", "in_process", "inspected", "stock", "shipped"]
    assert made.versions.get(number=1).noticed_at == now

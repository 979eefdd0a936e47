"""F42: the seven P analyses and segments, each with its figures and a plot, from what is held."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.classes import reports
from gendan.modules.classes.tests.factories import NAMES, buyers, reckoned, sold
from gendan.modules.customers.actions import change_customer
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.opportunities.actions import set_lines
from gendan.modules.opportunities.contract import record_payment
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import engine
from gendan.ui.listing.saved import save_view
from gendan.ui.report.answer import answer_of
from gendan.ui.report.declare import report_of

KEYS = ("profiling", "persistency", "profitability", "performance", "prospecting", "product", "promotion")


def everybody():
    """All customers."""
    return Customer.objects.all()


def test_f42_4_profiling_counts_level_risk_and_habits(cast, now):
    for name, values in zip(NAMES, ({"abc": "A", "credit_problems": "拖欠"}, {"abc": "C", "purchase_type": "年度招标"}, {"nature": "consumer"}), strict=False):
        row = customer(cast.he, now, f"{name}有限公司", **{key: value for key, value in values.items() if key in ("nature", "abc")})
        change_customer(row, values=values, actor=cast.he, now=now)
    found = {row["nature"]: row for row in reports.profiling(everybody(), now=now)}
    assert [found["company"][key] for key in ("customers", "A", "B", "C", "risk", "habits")] == [2, 1, 0, 1, 1, 1]
    assert found["consumer"]["risk_share"] == 0


def test_f42_4_persistency_shows_how_long_and_who_stays(cast, now):
    first, second, third = buyers(cast, now, 10, 0, 0)
    sold(cast, second, 10, now=now, on=date(2024, 3, 1))
    sold(cast, third, 10, now=now, on=date(2024, 6, 1))
    sold(cast, third, 10, now=now, on=date(2026, 6, 1))
    reckoned(cast, now)
    rows = [row for row in reports.persistency(everybody(), now=now) if row["customers"]]
    assert [(row["customers"], row["still"], row["kept"]) for row in rows] == [(1, 1, 1.0), (2, 1, 0.5)]


def test_f42_4_profitability_is_turnover_money_and_effort_by_customer_never_a_made_up_profit(cast, now):
    large, small = buyers(cast, now, 1000, 10)
    record_payment(large.opportunities.get(), paid_on=now.date(), amount=Decimal(400), method="cash", actor=cast.he, now=now)
    for _time in range(2):
        log_activity(large, actor=cast.he, now=now, way="call", text="问候", next_step=NextStep("再问", now + timedelta(days=2)))
    rows = reports.profitability(everybody(), now=now)
    assert [(row["id"], row["turnover"], row["received"], row["owed"], row["contacts"]) for row in rows] == [
        (large.pk, Decimal(1000), Decimal(400), Decimal(600), 2), (small.pk, Decimal(10), Decimal(0), Decimal(10), 0),
    ]
    assert (rows[0]["each"], rows[1]["each"]) == (500.0, None)
    assert not any("profit" in key for key in rows[0])


@pytest.fixture
def goods(db):
    """Two lines with a product each."""
    names = ("轴承座", "减速机")
    lines = [ProductLine.objects.create(name=name) for name in names]
    return [Product.objects.create(line=line, code=f"P{line.pk}", name=line.name, list_price=100) for line in lines]


def buy(cast, to, now, *products):
    """A won opportunity with these products."""
    row = sold(cast, to, 100, now=now)
    set_lines(row, lines=[(one, Decimal(1), Decimal(90)) for one in products], actor=cast.he, now=now)


def test_f42_4_performance_by_kind_channel_and_outlet(cast, now, goods):
    first, second = buyers(cast, now, 0, 0)
    buy(cast, first, now, goods[0])
    buy(cast, second, now, *goods)
    rows = reports.performance(everybody(), now=now)
    found = {(row["by"], row["label"]): (row["contracts"], row["turnover"]) for row in rows}
    assert found[("商品类别", "轴承座")] == (2, Decimal(180))
    assert found[("门店/部门", "华东销售部")] == (2, Decimal(200))
    assert found[("渠道", "展会")] == (2, Decimal(200))


def test_f42_4_prospecting_expects_buyers_from_what_the_source_has_given(cast, now):
    bought, *others = (customer(cast.he, now, f"{name}有限公司", source="exhibition") for name in NAMES[:4])
    sold(cast, bought, 10, now=now)
    reckoned(cast, now)
    registered(others[0], actor=cast.he, reviewer=cast.lin, now=now, amount=500)
    row = reports.prospecting(everybody(), now=now)[0]
    assert (row["future"], row["rate"], row["expected"], row["open"], row["amount"]) == (3, 0.25, 1, 1, Decimal(500))


def test_f42_4_product_shows_what_is_bought_together(cast, now, goods):
    first, second, third = buyers(cast, now, 0, 0, 0)
    buy(cast, first, now, *goods)
    buy(cast, second, now, goods[0])
    buy(cast, third, now, goods[0])
    assert [(row["both"], row["of_first"], row["of_second"]) for row in reports.product(everybody(), now=now)] == [(1, 1.0, 1 / 3)]


def test_f42_4_promotion_shows_what_exhibitions_brought(cast, now):
    came = customer(cast.he, now, "青屿重工有限公司", source="exhibition", source_note="上海轴承展")
    customer(cast.he, now, "岚石液压有限公司", source="exhibition", source_note="上海轴承展")
    customer(cast.he, now, "柏舟数控有限公司", source="telephone")
    sold(cast, came, 10, now=now)
    reckoned(cast, now)
    rows = reports.promotion(everybody(), now=now)
    assert [(row["label"], row["customers"], row["bought"], row["turnover"]) for row in rows] == [("展会 · 上海轴承展", 2, 1, Decimal(10))]


@pytest.mark.parametrize("key", KEYS)
def test_f42_each_p_is_a_report_with_table_and_plot_for_who_sees_the_customers(client, cast, now, key):
    report = report_of(f"p_{key}")
    assert report.drawn is not None
    client.force_login(cast.he)
    assert client.get(f"/reports/p_{key}").status_code == 200
    assert client.get(f"/reports/p_{key}?format=xlsx").status_code == 200


def test_f42_a_stranger_counts_nothing_of_it(cast, now):
    buyers(cast, now, 10, 20)
    reckoned(cast, now)
    mine, others = (answer_of(report_of("p_profitability"), user=person, period="all", now=now) for person in (cast.he, cast.ma))
    assert (len(mine.rows), len(others.rows)) == (2, 0)
    assert mine.plot is None or mine.plot["series"]


def test_f36_1_to_4_f42_3_a_saved_view_is_a_segment_measured_by_the_four_principles(client, cast, now):
    large, small, prospect = buyers(cast, now, 100, 10, 0)
    lost = registered(prospect, actor=cast.he, reviewer=cast.lin, now=now)
    given = {"loss_reason": "价格", "lesson": "早报价", "summary": "输单"}
    engine.perform(lost, "lose", actor=cast.he, data=given, now=now)
    change_customer(large, values={"phone": "0512-66880001"}, actor=cast.he, now=now)
    reckoned(cast, now)
    save_view("customers", name="大客户", query="f.turnover_of_time=50..", shared="department", actor=cast.he, now=now)
    client.force_login(cast.he)
    page = " ".join(client.get("/classes/segments").content.decode().split())
    assert "大客户" in page
    rows = reports.segments(everybody(), [("大客户", "", everybody().filter(standing__turnover__gte=50))])
    row = rows[0]
    assert (row["customers"], row["turnover"], row["reached"], row["won_rate"]) == (1, Decimal(100), 1.0, 1.0)
    assert round(row["response"], 4) == round(1 - 2 / 3, 4)
    listed = client.get("/customers?view=all&f.turnover_of_time=50..").content.decode()
    assert "青屿" in listed
    assert "岚石" not in listed

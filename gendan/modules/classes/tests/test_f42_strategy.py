"""F42.1, F42.2, F42.5 … F42.8: the strategy broken down into what is done, and the figures of its four elements."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.classes import actions, reports
from gendan.modules.classes.tests.factories import NAMES, buyers, reckoned, sold
from gendan.modules.customers.actions import change_customer
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.opportunities.actions import meet_competitor, set_lines
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.fields import actions as fields
from gendan.spine.procedures import todos
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed


def everybody():
    """All customers."""
    return Customer.objects.all()


@pytest.fixture
def strategy(cast, now):
    return actions.write_strategy(year=2026, aim="留住主力客户", common="每个客户当天答复", actor=cast.bai, now=now)


def test_f42_1_the_strategy_is_broken_down_into_what_somebody_does_by_a_day(client, cast, now, strategy):
    given = {"element": "attraction", "abc": "A", "what": "每季度登门一次", "assignee": cast.lin, "due_at": now + timedelta(days=30)}
    made = actions.add_measure(strategy, **given, actor=cast.bai, now=now)
    todo = Todo.objects.get(key="measure")
    assert (todo.assignee, todo.status, made.todo) == (cast.lin, "open", todo)
    client.force_login(cast.he)
    page = client.get("/classes/strategy").content.decode()
    assert [word for word in ("留住主力客户", "每季度登门一次", cast.lin.name) if word not in page] == []
    todos.complete(todo, actor=cast.lin, now=now)
    assert "已完成" in client.get("/classes/strategy").content.decode()
    with pytest.raises(NotAllowed):
        actions.add_measure(strategy, **given, actor=cast.he, now=now)


def test_f42_3_what_all_customers_get_alike_stands_beside_the_segments(client, cast, strategy):
    client.force_login(cast.he)
    page = client.get("/classes/strategy").content.decode()
    assert "每个客户当天答复" in page.split("data-common")[1]
    client.force_login(cast.bai)
    sent = {"year": "2026", "aim": "留住主力客户", "common": "每个客户当天答复、次日回访"}
    assert client.post("/classes/strategy/write", sent).status_code in (204, 302)
    assert "次日回访" in client.get("/classes/strategy").content.decode()


def test_f42_2_habits_are_shown_by_what_customers_are_and_never_by_what_people_are(cast, now):
    first, second = buyers(cast, now, 100, 10)
    customer(cast.he, now, "星潭水务有限公司", industry="水务")
    change_customer(first, values={"industry": "风电", "province": "江苏"}, actor=cast.he, now=now)
    change_customer(second, values={"industry": "水务", "province": "江苏"}, actor=cast.he, now=now)
    own = fields.add_field(
        kind="customers.customer", key="way", type="choice", values={"title": "采购方式"}, options=["招标", "询价"], actor=cast.fang, now=now)
    fields.put(first, {"way": own.options[0]["key"]}, actor=cast.he, now=now)
    reckoned(cast, now)
    found = {(row["by"], row["label"]): row for row in reports.habits(everybody(), now=now)}
    assert [found["行业", "水务"][key] for key in ("customers", "bought", "rate", "often", "turnover")] == [2, 1, 0.5, 1.0, Decimal(10)]
    assert found["省份", "江苏"]["each"] == 55.0
    assert found["采购方式", "招标"]["turnover"] == Decimal(100)
    assert {by for by, _label in found} == {"省份", "行业", "性质", "采购方式"}


@pytest.fixture
def goods(db):
    """Two lines with a product each."""
    lines = [ProductLine.objects.create(name=name) for name in ("轴承座", "减速机")]
    return [Product.objects.create(line=line, code=f"P{line.pk}", name=line.name, list_price=100) for line in lines]


def test_f42_5_segments_by_what_they_want_and_buy(cast, now, goods):
    bought, wants = buyers(cast, now, 0, 0)
    set_lines(sold(cast, bought, 90, now=now), lines=[(goods[0], Decimal(1), Decimal(90))], actor=cast.he, now=now)
    wish = registered(wants, actor=cast.he, reviewer=cast.lin, now=now)
    set_lines(wish, lines=[(one, Decimal(2), Decimal(80)) for one in goods], actor=cast.he, now=now)
    rows = [(row["goods"], row["wanting"], row["bought"], row["turnover"]) for row in reports.understanding(everybody(), now=now)]
    assert rows == [("轴承座", 1, 1, Decimal(90)), ("减速机", 1, 0, Decimal(0))]


def test_f42_6_share_is_kept_won_and_lost_by_class(cast, now):
    kept, came, went, poor = buyers(cast, now, 100, 80, 0, 0)
    sold(cast, kept, 50, now=now, on=date(2025, 3, 1))
    for one in (went, poor):
        sold(cast, one, 5, now=now, on=date(2025, 1, 5))
    change_customer(poor, values={"credit_problems": "拖欠"}, actor=cast.he, now=now)
    reckoned(cast, now)
    deal = Opportunity.objects.filter(customer=came).get()
    meet_competitor(deal, name="远岭", actor=cast.he, now=now)
    rows = {row["abc"]: row for row in reports.competition(everybody(), now=now)}
    total = {key: sum(row[key] for row in rows.values()) for key in ("kept", "came", "went", "poor", "faced", "beaten")}
    assert total == {"kept": 1, "came": 1, "went": 2, "poor": 1, "faced": 1, "beaten": 1}


def test_f42_7_what_draws_customers_is_counted_by_class(cast, now, goods):
    loyal, once = buyers(cast, now, 100, 10)
    deal = sold(cast, loyal, 30, now=now, on=date(2025, 6, 1))
    set_lines(deal, lines=[(one, Decimal(1), Decimal(15)) for one in goods], actor=cast.he, now=now)
    customer(cast.he, now, "云渡造纸机械厂", source="referral", abc="A")
    log_activity(once, actor=cast.he, now=now, text="很热情", attitude="warm", next_step=NextStep("再问", now + timedelta(days=2)))
    rows = reports.attraction(everybody(), now=now)
    total = {key: sum(row[key] for row in rows) for key in ("buyers", "again", "cross", "up", "warm")}
    assert total == {"buyers": 2, "again": 1, "cross": 1, "up": 1, "warm": 1}


def test_f42_8_everybody_serves_not_only_the_service_department(cast, now):
    one = customer(cast.he, now)
    log_activity(one, actor=cast.he, now=now, text="问候", next_step=NextStep("再问", now + timedelta(days=2)))
    help_ = todos.add(one, title="看振动", assignee=cast.han, due_at=now + timedelta(days=1), actor=cast.he, now=now, key="help")
    todos.complete(help_, actor=cast.han, now=now)
    rows = {row["label"]: row for row in reports.serving(everybody(), now=now)}
    assert [rows[person.department.name]["serving"] for person in (cast.he, cast.han)] == [1, 1]
    assert rows[cast.bai.department.name]["serving"] == 0
    assert rows[cast.han.department.name]["done"] == 1


@pytest.mark.parametrize("key", ["habits", "s_understanding", "s_competition", "s_attraction", "s_serving"])
def test_f42_the_elements_are_reports_of_who_sees_the_customers(client, cast, now, key):
    client.force_login(cast.he)
    assert client.get(f"/reports/{key}").status_code == 200


def test_f43_2_how_few_customers_make_most_of_the_turnover(client, cast, now):
    buyers(cast, now, *[900] + [25] * (len(NAMES[:5]) - 1))
    reckoned(cast, now)
    assert reports.few(everybody()) == {"customers": 1, "of": 5, "share": 0.2, "part": Decimal("0.8")}
    assert reports.few(Customer.objects.none()) is None
    client.force_login(cast.he)
    assert "data-few" in client.get("/classes").content.decode()

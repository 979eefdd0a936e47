"""F43: satisfaction, the five signs of loyalty, the four costs, and whom to win back."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.classes import reports
from gendan.modules.classes.tests.factories import buyers, reckoned, sold
from gendan.modules.customers.actions import change_owner, note_satisfaction
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity, make_promise
from gendan.modules.opportunities.actions import meet_competitor, set_lines
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import engine


def everybody():
    """All customers."""
    return Customer.objects.all()


def call(row, actor, moment, **told):
    """A call."""
    given = {"way": "call", "text": "问候", "next_step": NextStep("再问", moment + timedelta(days=3))} | told
    log_activity(row, actor=actor, now=moment, **given)


def test_f43_satisfaction_by_class_from_attitudes_and_kept_promises(cast, now):
    row = buyers(cast, now, 10)[0]
    reckoned(cast, now)
    for attitude in ("warm", "warm", "cold", "neutral"):
        call(row, cast.he, now, attitude=attitude)
    promise = make_promise(row, question="交期", due_at=now + timedelta(hours=2), actor=cast.he, now=now)
    engine.perform(promise, "answer", actor=cast.he, data={"answer": "10 月 8 日"}, now=now + timedelta(hours=1))
    note_satisfaction(row, record=promise, score=Decimal(4), now=now)
    found = reports.satisfaction(everybody(), now=now + timedelta(hours=3))
    assert found == [{"abc": "A", "answers": 1, "score": Decimal("4.0"), "met": 4, "warm": 0.5, "cold": 0.25, "given": 1, "kept": 1.0}]


def test_f43_the_five_signs_of_loyalty(cast, now):
    first, second, third = buyers(cast, now, 10, 10, 10)
    sold(cast, first, 20, now=now)
    wish = registered(second, actor=cast.he, reviewer=cast.lin, now=now, duplicate_reason="另一个项目")
    meet_competitor(wish, name="远岭", actor=cast.he, now=now)
    call(third, cast.he, now, attitude="cold")
    call(third, cast.he, now + timedelta(minutes=1), attitude="warm")
    customer(cast.he, now, "云渡造纸机械厂", source="referral")
    reckoned(cast, now)
    found = {row["sign"]: (row["customers"], row["share"]) for row in reports.loyalty_signs(everybody(), now=now)}
    third_of = pytest.approx(1 / 3)
    assert found == {
        "intention": (1, third_of), "again": (1, third_of), "exclusive": (2, pytest.approx(2 / 3)), "trust": (1, third_of),
        "recommends": (0, 0), "recommended": (1, None),
    }


def test_f43_the_four_costs_beside_those_of_the_time_before(cast, now):
    row = buyers(cast, now, 0)[0]
    product = Product.objects.create(line=ProductLine.objects.create(name="轴承座"), code="P1", name="轴承座", list_price=100)
    opportunity = registered(row, actor=cast.he, reviewer=cast.lin, now=now - timedelta(days=12))
    set_lines(opportunity, lines=[(product, Decimal(2), Decimal(80))], actor=cast.he, now=now)
    call(row, cast.he, now, subject=opportunity)
    call(row, cast.he, now, subject=opportunity, result="no_answer")
    contract = {"contract_number": "H", "contract_amount": "160", "signed_on": str(now.date()), "signatory": "高", "summary": "好"}
    engine.perform(opportunity, "win", actor=cast.he, data=contract, now=now)
    change_owner(row, owner=cast.zhou, reason="换片", actor=cast.lin, now=now)
    found = {line["key"]: (line["now"], line["before"]) for line in reports.costs(everybody(), now=now)}
    assert found == {
        "money": (80.0, None), "effort": (2.0, None), "time": (12.0, None), "answer": (None, None), "energy": (100.0, 0.0),
        "missed": (50.0, None),
    }
    months = reports.costs_by_month(everybody(), now=now)
    assert months == [{"month": now.date().replace(day=1), "days": 12.0, "contacts": 2.0}]
    assert {line["cost"] for line in reports.costs(everybody(), now=now)} == {"金钱", "体力", "时间", "精力"}


def test_f43_7_who_stopped_buying_is_on_the_list_to_be_won_back(client, cast, now):
    stays, stopped = buyers(cast, now, 10, 0)
    sold(cast, stopped, 10, now=now, on=date(2025, 1, 5))
    reckoned(cast, now)
    client.force_login(cast.he)
    page = client.get("/classes/customers?view=lost").content.decode()
    assert f"/customers/{stopped.pk}" in page
    assert f"/customers/{stays.pk}" not in page


def test_f43_as_reports_with_plots(client, cast, now):
    buyers(cast, now, 10, 20)
    reckoned(cast, now)
    client.force_login(cast.he)
    for key in ("satisfaction", "loyalty", "customer_costs"):
        assert client.get(f"/reports/{key}").status_code == 200
    assert 'data-plot="plot"' in client.get("/reports/loyalty").content.decode()
    for sign in ("again", "intention", "stopped"):
        assert client.get(f"/classes/customers?view=all&f.sign={sign}").status_code == 200

"""F30: some weeks after the sale a visit, then the question for a referral, linked to who named it, and its outcome."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.care import actions
from gendan.modules.care.models import AfterSale, Referral
from gendan.modules.care.reports import referrals_per_visit
from gendan.modules.care.tests.factories import receiver, won
from gendan.modules.customers.tests.factories import customer
from gendan.modules.opportunities.contract import set_delivery
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.org.models import NumberSetting
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo

VISIT = {"visited_on": "2026-10-14", "doubts": "噪音偏大", "reassurance": "当场测了分贝"}


@pytest.fixture
def gao(cast, now):
    return receiver(cast, now)


@pytest.fixture
def sold(cast, now, gao):
    opportunity = registered(gao.customer, actor=cast.he, reviewer=cast.lin, now=now)
    won(opportunity, actor=cast.he, now=now)
    return AfterSale.objects.get(opportunity=opportunity)


def todo():
    return Todo.objects.get(record_kind="care.aftersale", status="open")


def test_f30_1_a_care_visit_is_scheduled_some_weeks_after_the_sale(cast, now, sold):
    assert (sold.state, sold.visit_on, sold.owner) == ("visit", date(2026, 10, 15), cast.he)
    assert todo().due_at.astimezone(now.tzinfo).date() == date(2026, 10, 15)
    assert not doctor.run()


def test_f30_1_the_weeks_count_from_the_delivery_and_are_the_companys_number(cast, now, gao):
    NumberSetting.objects.create(key="after_sale_care.after_days", value=14, valid_from=now, changed_at=now)
    opportunity = registered(gao.customer, actor=cast.he, reviewer=cast.lin, now=now)
    won(opportunity, actor=cast.he, now=now)
    set_delivery(opportunity, delivery="partly", actor=cast.he, now=now + timedelta(days=8))
    assert AfterSale.objects.get().visit_on == date(2026, 10, 8)
    set_delivery(opportunity, delivery="signed", actor=cast.he, now=now + timedelta(days=14))
    assert AfterSale.objects.get().visit_on == date(2026, 10, 22)
    assert todo().due_at.astimezone(now.tzinfo).date() == date(2026, 10, 22)
    assert AfterSale.objects.count() == 1


def test_f30_2_the_visit_has_its_topics_and_meets_doubts(cast, now, sold, client):
    client.force_login(cast.he)
    page = client.get(f"/care/after-sales/{sold.pk}").content.decode()
    assert "有口碑的老客户" in page
    with pytest.raises(ValidationError):
        engine.perform(sold, "visited", actor=cast.he, data=VISIT | {"reassurance": ""}, now=now)
    engine.perform(sold, "visited", actor=cast.he, data=VISIT, now=now)
    assert (sold.state, sold.doubts) == ("ask", "噪音偏大")


def test_f30_3_a_week_after_the_visit_they_are_asked_whom_they_know(cast, now, sold):
    later = now + timedelta(days=20)
    engine.perform(sold, "visited", actor=cast.he, data=VISIT, now=later)
    assert todo().due_at == later + timedelta(days=7)
    engine.perform(sold, "nobody", actor=cast.he, data={"reason": "一时想不起"}, now=later)
    assert sold.state == "closed"
    assert not doctor.run()


def test_f30_4_the_referral_is_linked_to_who_named_it_and_its_outcome_followed(cast, now, sold, gao):
    engine.perform(sold, "visited", actor=cast.he, data=VISIT, now=now)
    made = actions.refer_after_sale(sold, contact=gao, introduced_name="柏舟数控机床有限公司", actor=cast.he, now=now)
    sold.refresh_from_db()
    assert (sold.state, made.after_sale, made.contact) == ("referred", sold, gao)
    firm = customer(cast.zhou, now, "柏舟数控机床有限公司")
    won(registered(firm, actor=cast.zhou, reviewer=cast.lin, now=now), actor=cast.zhou, now=now, number="HT-7")
    assert Referral.objects.get().state == "reward"
    row = next(row for row in referrals_per_visit(AfterSale.objects.all()) if row["owner_id"] == cast.he.pk)
    assert (row["visits"], row["referrals"], row["per_visit"], row["conversion"]) == (1, 1, 1.0, 1.0)


def test_f30_4_pages_note_the_name(cast, now, sold, gao, client):
    client.force_login(cast.he)
    assert client.get(f"/care/after-sales/{sold.pk}").status_code == 200
    assert "轴承座" in client.get("/care/after-sales?view=all").content.decode()
    values = {"contact": gao.pk, "introduced_name": "江岳矿山机械"}
    assert client.post(f"/care/after-sales/{sold.pk}/refer", values).status_code == 302
    assert Referral.objects.get().after_sale_id == sold.pk


def test_f43_the_visit_after_the_sale_says_how_satisfied_the_customer_is(cast, now, sold):
    engine.perform(sold, "visited", actor=cast.he, data=VISIT | {"score": "4"}, now=now)
    sold.customer.refresh_from_db()
    assert sold.customer.satisfaction == 4

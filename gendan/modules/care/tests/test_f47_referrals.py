"""F47: introducers are thanked at once, in money, in a gift or a meal, also when the claim comes late; under the limits of U13."""

from datetime import date
from decimal import Decimal

import pytest

from gendan.modules.care import actions
from gendan.modules.care.models import Gift, Referral
from gendan.modules.care.reports import source_efficiency
from gendan.modules.care.tests.factories import budget, receiver, sign, won
from gendan.modules.classes.reports import loyalty_signs
from gendan.modules.classes.tests.factories import buyers, reckoned
from gendan.modules.customers.actions import add_contact
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal

PAID = {"given_on": "2026-09-25", "spent": "180"}


def introduced(cast, now, role="private", **more):
    """Gao at a customer of He's names a firm that becomes a customer of Zhou's."""
    gao = receiver(cast, now, role=role)
    budget(cast, now)
    record = actions.note_referral(
        gao, introduced_name="柏舟数控机床有限公司", introduced_phone="13900001111", actor=cast.he, now=now, **more
    )
    return gao, record


def deal(cast, now, name="柏舟数控机床有限公司", number="HT-1"):
    firm = customer(cast.zhou, now, name)
    opportunity = registered(firm, actor=cast.zhou, reviewer=cast.lin, now=now)
    won(opportunity, actor=cast.zhou, now=now, number=number)
    return opportunity


def reward(record, cast, now, kind="cash", cost=180):
    return actions.ask_reward(record, kind=kind, what="介绍费", cost=Decimal(cost), actor=cast.he, now=now)


def test_f47_introduced_becomes_a_deal_and_the_reward_is_due_at_once(cast, now):
    _gao, record = introduced(cast, now)
    assert (record.state, record.number) == ("introduced", "ZJ2609-0001")
    engine.perform(record, "contacted", actor=cast.he, data={"introduced": ""}, now=now)
    opportunity = deal(cast, now)
    record.refresh_from_db()
    assert (record.state, record.opportunity, record.introduced) == ("reward", opportunity, opportunity.customer)
    todo = Todo.objects.get(record_kind="care.referral", status="open")
    assert todo.assignee == cast.he
    assert todo.due_at.date() == date(2026, 9, 28)  # the next working day: the 25th is Mid-Autumn Festival
    assert not doctor.run()


def test_f47_cash_is_signed_by_head_and_finance_and_paid_at_once(cast, now):
    _gao, record = introduced(cast, now)
    deal(cast, now)
    gift = reward(record, cast, now)
    assert gift.state == "asked_cash"
    sign(gift, cast.lin, cast.ding, now=now)
    todo = Todo.objects.get(record_kind="care.gift", status="open")
    assert (gift.state, todo.assignee) == ("payable", cast.ding)
    assert todo.due_at.date() == date(2026, 9, 28)  # the next working day: the 25th is Mid-Autumn Festival
    engine.perform(gift, "pay", actor=cast.ding, data=PAID, now=now)
    record.refresh_from_db()
    assert (record.state, record.rewarded_on) == ("rewarded", now.date())
    assert not doctor.run()


def test_f47_who_declines_money_gets_a_gift_or_a_meal(cast, now):
    _gao, record = introduced(cast, now)
    deal(cast, now)
    money = sign(reward(record, cast, now), cast.lin, cast.ding, now=now)
    with pytest.raises(Refusal):
        reward(record, cast, now, kind="meal")
    engine.perform(money, "decline", actor=cast.ding, data={"reason": "不要钱"}, now=now)
    meal = sign(reward(record, cast, now, kind="meal"), cast.lin, cast.ding, now=now)
    assert meal.state == "agreed"
    engine.perform(meal, "give", actor=cast.he, data=PAID, now=now)
    record.refresh_from_db()
    assert record.state == "rewarded"


def test_f47_a_late_claim_is_verified_and_paid_once(cast, now):
    gao = receiver(cast, now)
    budget(cast, now)
    deal(cast, now)
    record = actions.claim_reward(gao, introduced_name="柏舟数控", contract_number="HT-1", actor=cast.he, now=now)
    assert (record.state, record.claimed_late) == ("claimed", True)
    assert Todo.objects.get(record_kind="care.referral", status="open").assignee == cast.lin
    with pytest.raises(Refusal):
        actions.claim_reward(gao, introduced_name="柏舟", contract_number="HT-1", actor=cast.he, now=now)
    with pytest.raises(Refusal):
        engine.perform(record, "verify", actor=cast.he, now=now)
    engine.perform(record, "verify", actor=cast.lin, now=now)
    assert record.state == "reward"
    gift = sign(reward(record, cast, now), cast.lin, cast.ding, now=now)
    engine.perform(gift, "pay", actor=cast.ding, data=PAID, now=now)
    assert Referral.objects.get().state == "rewarded"


def test_f47_claims_without_a_deal_or_for_the_own_company_are_refused(cast, now):
    gao = receiver(cast, now)
    with pytest.raises(Refusal, match="合同号"):
        actions.claim_reward(gao, introduced_name="某厂", contract_number="HT-9", actor=cast.he, now=now)
    own = registered(gao.customer, actor=cast.he, reviewer=cast.lin, now=now)
    won(own, actor=cast.he, now=now, number="HT-2")
    with pytest.raises(Refusal):
        actions.claim_reward(gao, introduced_name="自己", contract_number="HT-2", actor=cast.he, now=now)


def test_u13_introducers_who_act_for_an_employer_get_no_cash_and_officials_nothing(cast, now):
    gao, record = introduced(cast, now, role="employed")
    deal(cast, now)
    with pytest.raises(Refusal) as refused:
        reward(record, cast, now)
    assert refused.value.code == "no_cash"
    assert reward(record, cast, now, kind="present", cost=60).state == "asked"
    Gift.objects.all().delete()
    actions.write_terms(gao, role="official", actor=cast.he, now=now)
    with pytest.raises(Refusal) as official:
        reward(record, cast, now, kind="present", cost=60)
    assert official.value.code == "official"
    engine.perform(record, "thank", actor=cast.he, data={"reason": "公职人员，仅致谢"}, now=now)
    assert record.state == "thanked"


def test_f47_the_first_introducer_of_a_deal_is_rewarded_and_only_once(cast, now):
    _gao, record = introduced(cast, now)
    other = receiver(cast, now, name="林工", firm="云渡造纸机械厂")
    second = actions.note_referral(other, introduced_name="柏舟数控机床有限公司", actor=cast.he, now=now)
    deal(cast, now)
    record.refresh_from_db()
    second.refresh_from_db()
    assert (record.state, second.state) == ("reward", "introduced")
    firm = Customer.objects.get(name="柏舟数控机床有限公司")
    again = registered(firm, actor=cast.zhou, reviewer=cast.lin, now=now)
    won(again, actor=cast.zhou, now=now, number="HT-8")
    second.refresh_from_db()
    assert second.state == "reward"


def test_f47_pages_note_claim_and_reward(cast, now, client):
    gao, record = introduced(cast, now)
    deal(cast, now)
    client.force_login(cast.he)
    at = gao.customer_id
    values = {"contact": gao.pk, "introduced_name": "江岳矿山"}
    assert client.post(f"/care/customers/{at}/referral", values).status_code == 302
    assert client.post(f"/care/customers/{at}/claim", values | {"contract_number": "HT-1"}).status_code == 422
    assert client.get(f"/care/referrals/{record.pk}").status_code == 200
    assert "180" in client.get(f"/care/referrals/{record.pk}/reward").content.decode()
    assert "江岳矿山" in client.get("/care/referrals?view=all").content.decode()
    assert "江岳矿山" in client.get(f"/customers/{at}?tab=care").content.decode()


def test_f46_report_11_what_each_source_brings_and_its_rewards_cost(cast, now):
    _gao, record = introduced(cast, now)
    opportunity = deal(cast, now)
    Customer.objects.filter(pk=opportunity.customer_id).update(source="chain_referral")
    gift = sign(reward(record, cast, now), cast.lin, cast.ding, now=now)
    engine.perform(gift, "pay", actor=cast.ding, data=PAID, now=now)
    rows = {row["source"]: row for row in source_efficiency(Customer.objects.all())}
    chain = rows["chain_referral"]
    assert (chain["customers"], chain["buyers"], chain["won"], chain["rate"]) == (1, 1, Decimal(50000), 1.0)
    assert (chain["referrals"], chain["rewards"], chain["reward_per_deal"]) == (1, Decimal(180), Decimal(180))
    assert rows[""]["buyers"] == 0


def test_f43_a_buyer_who_introduced_somebody_shows_the_sign_of_recommending(cast, now):
    first, _second = buyers(cast, now, 10, 10)
    reckoned(cast, now)
    person = add_contact(first, values={"name": "高鹏"}, actor=cast.he, now=now)
    for name in ("柏舟数控机床有限公司", "云渡造纸机械厂"):
        actions.note_referral(person, introduced_name=name, actor=cast.he, now=now)
    found = {row["sign"]: row for row in loyalty_signs(Customer.objects.all(), now=now)}
    assert (found["recommends"]["customers"], found["recommends"]["share"]) == (1, 0.5)

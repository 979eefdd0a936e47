"""F11.3 and F11.4: contract, products, repeated purchase, payment and delivery in the customer's file."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.customers.actions import register_customer
from gendan.modules.opportunities import actions, contract
from gendan.modules.opportunities.models import Delivery, Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import doctor, engine
from gendan.spine.refusal import NotAllowed, Refusal

SIGNED = {
    "contract_number": "HT2609-01", "contract_amount": "1000", "signed_on": "2026-09-24", "signatory": "高建平",
    "main_terms": "款到发货", "runs_from": "2026-10-01", "runs_until": "2027-09-30", "summary": "三轮报价后签约。",
}
DAY = date(2026, 9, 24)


@pytest.fixture
def opportunity(cast, now):
    customer = register_customer({"name": "岚石液压科技有限公司"}, actor=cast.he, now=now)
    return registered(customer, actor=cast.he, reviewer=cast.lin, now=now, amount=Decimal(1000))


@pytest.fixture
def won(cast, now, opportunity):
    engine.perform(opportunity, "win", actor=cast.he, data=SIGNED, now=now)
    opportunity.refresh_from_db()
    return opportunity


def test_f11_3_the_contract_has_number_amount_clauses_time_and_signatory(won):
    kept = (won.contract_number, won.contract_amount, won.main_terms, won.signatory, won.runs_until)
    assert kept == ("HT2609-01", Decimal(1000), "款到发货", "高建平", date(2027, 9, 30))


def test_f11_3_a_contract_does_not_end_before_it_begins(cast, now, opportunity):
    with pytest.raises(ValidationError) as wrong:
        engine.perform(opportunity, "win", actor=cast.he, data=SIGNED | {"runs_until": "2026-09-30"}, now=now)
    assert set(wrong.value.message_dict) == {"runs_until"}


def test_f11_3_a_repeated_purchase_takes_customer_and_products_along(cast, now, won):
    line = ProductLine.objects.create(name="轴承座")
    product = Product.objects.create(line=line, code="SNL518", name="轴承座 SNL 518")
    actions.set_lines(won, lines=[(product, Decimal(2), Decimal(500))], actor=cast.he, now=now)
    again = contract.buy_again(won, actor=cast.he, now=now)
    assert (again.state, again.repeats, again.customer) == ("draft", won, won.customer)
    assert [(one.product, one.quantity) for one in again.lines.all()] == [(product, Decimal(2))]


def test_f11_4_payment_with_method_time_amount_handler_and_account(cast, now, won):
    payment = contract.record_payment(
        won, paid_on=DAY, amount=Decimal(400), method="transfer", account="建行 6217", actor=cast.he, now=now
    )
    assert (payment.handler, payment.account) == (cast.he, "建行 6217")
    assert (contract.paid(won), contract.owed(won)) == (Decimal(400), Decimal(600))


def test_f11_4_more_than_is_owed_is_refused_at_the_amount(cast, now, won):
    with pytest.raises(Refusal) as refused:
        contract.record_payment(won, paid_on=DAY, amount=Decimal(1001), method="cash", actor=cast.he, now=now)
    assert refused.value.field == "amount"
    assert contract.paid(won) == 0


def test_the_doctor_finds_what_was_paid_twice(won, cast, now):
    contract.record_payment(won, paid_on=DAY, amount=Decimal(1000), method="cash", actor=cast.he, now=now)
    assert not doctor.run(only="opportunities")
    Opportunity.objects.filter(pk=won.pk).update(contract_amount=999)  # as a hand in the database would
    assert [one.ids for one in doctor.run(only="opportunities")] == [(won.pk,)]


def test_f11_4_delivery_state(cast, now, won):
    contract.set_delivery(won, delivery=Delivery.SIGNED, actor=cast.he, now=now)
    won.refresh_from_db()
    assert won.delivery == "signed"


def test_f11_4_is_kept_only_once_it_is_won_and_by_those_who_may(cast, now, opportunity):
    with pytest.raises(Refusal):
        contract.set_delivery(opportunity, delivery=Delivery.SIGNED, actor=cast.he, now=now)
    with pytest.raises(NotAllowed):
        contract.record_payment(opportunity, paid_on=DAY, amount=Decimal(1), method="cash", actor=cast.ma, now=now)


def test_f11_4_on_the_page(client, cast, won):
    client.force_login(cast.he)
    typed = {"paid_on": "2026-09-24", "amount": "250", "method": "transfer", "account": ""}
    assert client.post(f"/opportunities/{won.pk}/payment", typed).status_code == 302
    assert "250" in client.get(f"/opportunities/{won.pk}?tab=contract").content.decode()
    too_much = client.post(f"/opportunities/{won.pk}/payment", typed | {"amount": "900"})
    assert too_much.status_code == 422
    assert client.post(f"/opportunities/{won.pk}/again").status_code == 302

"""The doctor: every signed contract has its order or the reason why there is none, every order in production its review."""

from decimal import Decimal

import pytest

from gendan.modules.contracts.actions import explain_no_order
from gendan.modules.contracts.tests.factories import signed as signed_contract
from gendan.modules.orders import actions
from gendan.modules.orders.models import Order
from gendan.modules.orders.tests.factories import noticed, order, product
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import SignOff, Stay, Todo


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def found():
    return {(one.kind, one.ids) for one in doctor.run(only="orders")}


def test_a_signed_contract_has_its_order_or_the_reason_why_there_is_none(cast, now):
    contract = signed_contract(cast, now)
    assert not found(), "somebody is asked for its order"
    Todo.objects.filter(record_kind="contracts.contract", record_id=contract.pk, key="order").delete()
    assert found() == {("contracts.contract", (contract.pk,))}
    actions.register_from_contract(contract, actor=cast.he, now=now)
    assert not found()


def test_a_signed_contract_with_a_reason_needs_no_order(cast, now):
    contract = signed_contract(cast, now)
    explain_no_order(contract, reason="框架合同，按月下单", actor=cast.he, now=now)
    assert not Todo.objects.filter(record_kind="contracts.contract", record_id=contract.pk, key="order", status="open").exists()
    assert not found()


@pytest.mark.parametrize("quantity", [10, 2000])
def test_an_order_in_production_has_its_review_or_the_leader_s_signature(cast, works, now, quantity):
    made = noticed(order(cast, now, (product(), Decimal(quantity), None)), works, cast, now)
    assert not found()
    SignOff.objects.filter(case=made.case).delete()
    Stay.objects.filter(case=made.case, via="short").update(via="organise")
    assert ("orders.order", (made.pk,)) in found()


def test_an_order_in_production_was_signed(cast, works, now):
    made = noticed(order(cast, now), works, cast, now)
    Order.objects.filter(pk=made.pk).update(signed_at=None)
    assert ("orders.order", (made.pk,)) in found()


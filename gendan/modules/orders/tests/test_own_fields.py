"""The company's own fields on orders and contracts: filled in on the form, read and narrowed down over REST."""

import pytest
from django.test import Client

from gendan.desk.fields.tests.test_own_fields import add, browser
from gendan.modules.contracts.tests import factories as signing
from gendan.modules.orders.models import Order
from gendan.modules.orders.tests.factories import order
from gendan.spine.fields.models import OwnField


@pytest.fixture
def he(cast) -> Client:
    return browser(cast.he)


def test_own_fields_stand_on_an_order_in_its_form_its_page_and_over_rest(cast, now, he):
    record = order(cast, now)
    add(browser(cast.fang), kind="orders.order")
    field = OwnField.objects.get()
    gold = field.options[0]["key"]
    page = he.get(f"/orders/{record.pk}/edit")
    assert f'name="own.{field.key}"' in page.content.decode()
    data = {one.html_name: one.value() for one in page.context["form"] if one.value() not in (None, False)}
    assert he.post(f"/orders/{record.pk}/edit", {**data, f"own.{field.key}": gold}).status_code == 302
    assert Order.objects.get(pk=record.pk).own == {field.key: gold}
    assert "金牌" in he.get(f"/orders/{record.pk}").content.decode()
    assert he.get(f"/api/v1/orders?own.{field.key}={gold}").json()["items"][0]["own"] == {field.key: gold}
    silver = field.options[1]["key"]
    he.patch(f"/api/v1/orders/{record.pk}", {"own": {field.key: silver}}, content_type="application/json")
    assert not he.get(f"/api/v1/orders?own.{field.key}={gold}").json()["items"]


def test_own_fields_of_a_contract_are_written_over_rest(cast, now, he):
    contract = signing.draft(cast, now)
    add(browser(cast.fang), kind="contracts.contract")
    field = OwnField.objects.get()
    gold = field.options[0]["key"]
    he.patch(f"/api/v1/contracts/{contract.pk}", {"revision": contract.revision, "own": {field.key: gold}}, content_type="application/json")
    assert he.get(f"/api/v1/contracts/{contract.pk}").json()["own"] == {field.key: gold}

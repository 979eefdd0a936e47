"""Pages of the rules, of opened records, and of explanations."""

import pytest
from django.utils import timezone

from gendan.spine.access import actions
from gendan.spine.access.models import Grant, Mask, Rule, RuleChange
from gendan.spine.access.queries import masked
from gendan.spine.access.scopes import Scope
from gendan.spine.access.tests import rows

MATRIX = "/settings/permissions?kind=customers.customer"


@pytest.fixture
def as_bai(cast, client):
    client.force_login(cast.bai)
    return client


def test_pm_37_the_supervisor_changes_a_right_by_page_and_others_may_not(cast, as_bai):
    assert 'name="quality.view"' in as_bai.get(MATRIX).text
    data = {"quality.view": "5", "salesperson.view": "2", "nonsense": "9", "reason": "质量回访"}
    assert as_bai.post(MATRIX, data).status_code == 302
    change = RuleChange.objects.get()
    assert (change.role.key, change.after, change.reason) == ("quality", Scope.ALL, "质量回访")
    assert Rule.objects.count() == 1, "what did not differ is not written"
    assert "质量回访" in as_bai.get(MATRIX).text
    as_bai.force_login(cast.lin)
    assert as_bai.get(MATRIX).status_code == 403
    assert as_bai.post(MATRIX, data).status_code == 403


def test_the_administrator_opens_the_rules(cast, client):
    client.force_login(cast.fang)
    assert client.get("/settings/permissions").status_code == 200
    assert client.get("/settings/permissions?kind=no.thing").status_code == 404


def test_a_field_is_masked_and_shown_again_by_page(cast, as_bai):
    address = "/settings/permissions/customers.customer/masks"
    as_bai.post(address, {"role": "salesperson", "field": "mobile", "hidden": "1"})
    assert masked(cast.he, rows.CUSTOMER, "mobile")
    assert 'data-mask="mobile"' in as_bai.get(MATRIX).text
    as_bai.post(address, {"role": "salesperson", "field": "mobile", "hidden": "0"})
    as_bai.post(address, {"role": "salesperson", "field": "password", "hidden": "1"})
    assert not Mask.objects.exists()


def test_a_switch_is_turned_by_page(cast, as_bai):
    customer = rows.customer(owner=cast.he)
    deal = rows.opportunity(customer, owner=cast.ma)
    rows.allow("salesperson", rows.OPPORTUNITY, Scope.RESPONSIBLE_EMPLOYEE)
    assert rows.sees(cast.he, deal)
    as_bai.post("/settings/permissions/switch", {"name": "access.responsible_object", "on": "0"})
    assert not rows.sees(cast.he, deal)


def test_a_record_is_opened_and_closed_by_page(cast, client):
    record = rows.customer(owner=cast.zhou, department=cast.east)
    client.force_login(cast.zhou)
    address = f"/access/grants/customers.customer/{record.pk}"
    assert client.post(address, {"employee": cast.han.pk, "reason": "看图纸"}).status_code == 302
    assert "看图纸" in client.get(address).text
    assert rows.sees(cast.han, record)
    assert client.post(address, {"employee": cast.han.pk, "expires_at": "2020-01-01T10:00"}).status_code == 422
    client.force_login(cast.bai)
    assert record.name in client.get("/settings/grants").text
    grant = Grant.objects.get()
    assert client.post(f"/access/grants/{grant.pk}/revoke").status_code == 302
    assert not rows.sees(cast.han, record)


def test_who_assigns_rights_but_sees_no_customer_reads_no_name_of_one(cast, client):
    record = rows.customer(owner=cast.zhou, name="机密客户")
    actions.grant(record, employee=cast.han, actor=cast.zhou, now=timezone.now())
    cast.fang.held_roles.all().delete()
    client.force_login(cast.fang)
    text = client.get("/settings/grants").text
    assert "机密客户" not in text
    assert f"#{record.pk}" in text


def test_why_can_i_see_this(cast, client):
    rows.allow("salesperson", rows.CUSTOMER, Scope.RELATED_EMPLOYEE)
    record = rows.customer(owner=cast.zhou, related_ids=[cast.he.pk], name="砺川客户")
    client.force_login(cast.he)
    address = f"/access/explain/customers.customer/{record.pk}"
    text = client.get(address).text
    assert 'data-explain="view" data-allowed="1"' in text
    assert 'data-explain="edit" data-allowed="0"' in text
    assert "周砚" in text
    assert "<html" not in client.get(address, headers={"HX-Request": "true"}).text
    client.force_login(cast.ma)
    unseen = client.get(address).text
    assert 'data-explain="unseen"' in unseen
    assert "砺川客户" not in unseen
    missing = client.get("/access/explain/customers.customer/999999").context["unseen"]
    assert missing in unseen, "whether it exists is not told"
    assert client.get("/access/explain/no.thing/1").status_code == 404


def test_the_supervisor_asks_for_another_person(cast, as_bai):
    record = rows.customer(owner=cast.zhou)
    text = as_bai.get(f"/access/explain/customers.customer/{record.pk}?employee={cast.han.pk}").text
    assert 'data-explain="view" data-allowed="0"' in text

"""The recycle bin: who may empty it and restore from it (PM-02, PM-06), and that it empties itself (A14)."""

from datetime import timedelta

import pytest
from django.test import Client

from gendan.desk.bin.places import empty
from gendan.modules.customers import actions
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.opportunities import bin as opportunities
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.clock import TICKS
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal


@pytest.fixture
def lin(cast) -> Client:
    client = Client()
    client.force_login(cast.lin)
    return client


def binned(cast, now, name: str = "青屿重工（苏州）有限公司") -> Customer:
    made = customer(cast.he, now, name)
    actions.move_to_bin(made, reason="录重了", actor=cast.lin, now=now)
    return made


def test_pm_02_a_deleted_customer_lies_in_the_bin_and_is_restored(cast, lin, now):
    made = binned(cast, now)
    assert lin.get(f"/customers/{made.pk}").status_code == 404
    page = lin.get("/bin").content.decode()
    assert "青屿重工（苏州）有限公司" in page
    assert "录重了" in page
    assert "林叙" in page
    assert lin.post(f"/bin/customers/{made.pk}/restore").status_code == 302
    assert lin.get(f"/customers/{made.pk}").status_code == 200
    assert "青屿重工（苏州）有限公司" not in lin.get("/bin").content.decode().partition("<main")[2].partition("toast")[0]


def test_pm_06_only_who_may_delete_removes_for_ever(cast, lin, now):
    made = binned(cast, now)
    for person in (cast.he, cast.ding, cast.gu):
        other = Client()
        other.force_login(person)
        assert other.post(f"/bin/customers/{made.pk}/remove").status_code == 404
        assert other.post(f"/bin/customers/{made.pk}/restore").status_code == 404
    assert "不能撤销" in lin.get(f"/bin/customers/{made.pk}/remove").content.decode()
    assert lin.post(f"/bin/customers/{made.pk}/remove").status_code == 302
    assert not Customer.objects.filter(pk=made.pk).exists()


def test_who_may_delete_nothing_has_no_bin(cast, lin, now):
    binned(cast, now)
    he = Client()
    he.force_login(cast.he)
    assert he.get("/bin").status_code == 403
    assert 'href="/bin"' not in he.get("/me").content.decode()
    gu = Client()
    gu.force_login(cast.gu)
    assert "青屿重工" not in gu.get("/bin").content.decode()


def test_a14_the_bin_empties_itself_after_thirty_days(cast, now):
    old, young = binned(cast, now), binned(cast, now + timedelta(days=10), "远汀泵业有限公司")
    assert TICKS["bin.empty"].every == timedelta(days=1)
    empty(now + timedelta(days=31))
    assert not Customer.objects.filter(pk=old.pk).exists()
    assert Customer.objects.filter(pk=young.pk).exists()


def test_nothing_else_is_restored(cast, lin, now):
    made = customer(cast.he, now)
    assert lin.post(f"/bin/customers/{made.pk}/restore").status_code == 404
    assert lin.post(f"/bin/people/{made.pk}/restore").status_code == 404
    assert lin.get("/bin?kind=none&before=x").status_code == 200


def _binned_opportunity(cast, now):
    opportunity = registered(customer(cast.he, now), actor=cast.he, reviewer=cast.gao, now=now, amount=318000)
    engine.perform(opportunity, "to_need", actor=cast.he, now=now)
    opportunities.move_to_bin(opportunity, reason="录重了", actor=cast.lin, now=now)
    return opportunity


def test_pm_02_a_deleted_opportunity_is_restored_where_it_stood(cast, lin, now):
    made = _binned_opportunity(cast, now)
    assert lin.get(f"/opportunities/{made.pk}").status_code == 404
    assert not Todo.objects.filter(record_kind="opportunities.opportunity", record_id=made.pk, status="open").exists()
    page = lin.get("/bin?kind=opportunities").content.decode()
    assert made.name in page
    assert "录重了" in page
    assert lin.post(f"/bin/opportunities/{made.pk}/restore").status_code == 302
    made.refresh_from_db()
    assert (made.state, made.deleted_at) == ("need", None)
    assert Todo.objects.filter(record_kind="opportunities.opportunity", record_id=made.pk, status="open").exists()
    assert not doctor.run()


def test_pm_06_only_who_may_delete_restores_or_removes_an_opportunity(cast, lin, now):
    made = _binned_opportunity(cast, now)
    he = Client()
    he.force_login(cast.he)
    assert he.post(f"/bin/opportunities/{made.pk}/restore").status_code == 404
    with pytest.raises(NotAllowed):
        opportunities.restore(made, actor=cast.he, now=now)
    assert lin.post(f"/bin/opportunities/{made.pk}/remove").status_code == 302
    assert not Opportunity.objects.filter(pk=made.pk).exists()
    assert not doctor.run()


def test_a14_opportunities_leave_the_bin_by_themselves_and_a_won_one_never_enters(cast, now):
    made = _binned_opportunity(cast, now)
    won = registered(made.customer, actor=cast.he, reviewer=cast.gao, now=now, amount=1)
    Opportunity.objects.filter(pk=won.pk).update(state="won")
    with pytest.raises(Refusal):
        opportunities.move_to_bin(won, reason="x", actor=cast.lin, now=now)
    empty(now + timedelta(days=29))
    assert Opportunity.objects.filter(pk=made.pk).exists()
    empty(now + timedelta(days=31))
    assert not Opportunity.objects.filter(pk=made.pk).exists()


def test_the_button_on_the_page_asks_for_the_reason(cast, lin, now):
    opportunity = registered(customer(cast.he, now), actor=cast.he, reviewer=cast.gao, now=now)
    assert f'/opportunities/{opportunity.pk}/bin"' in lin.get(f"/opportunities/{opportunity.pk}").content.decode()
    assert lin.post(f"/opportunities/{opportunity.pk}/bin", {"reason": ""}).status_code == 422
    assert lin.post(f"/opportunities/{opportunity.pk}/bin", {"reason": "录重了"}).status_code == 302
    assert lin.get(f"/opportunities/{opportunity.pk}").status_code == 404

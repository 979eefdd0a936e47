"""What salespeople do all day costs few messages to the database, whole requests counted."""

import pytest

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import COMPLETE, registered
from gendan.spine.procedures.models import Stay


@pytest.fixture
def customer(cast, now) -> Customer:
    return register_customer({"name": "柏舟数控机床股份有限公司", "phone": "0512-66882207"}, actor=cast.he, now=now)


def test_a_stage_move_needs_few_messages(cast, now, client, customer, django_assert_max_num_queries):
    first, deal = (registered(customer, actor=cast.he, reviewer=cast.lin, now=now, name=name) for name in ("泵房改造", "轴承座新产线配套"))
    client.force_login(cast.he)
    client.post(f"/do/opportunities.opportunity/{first.pk}/to_won_chance")  # who is absent today is kept from here on
    with django_assert_max_num_queries(14):  # savepoint, release and what a test's transaction adds included
        assert client.post(f"/do/opportunities.opportunity/{deal.pk}/to_won_chance").status_code == 302
    deal.refresh_from_db()
    assert deal.state == "won_chance"
    assert deal.history.latest("pgh_id").pgh_context.metadata["user"] == cast.he.pk


def test_a_registration_needs_few_messages_and_is_never_a_draft(cast, client, customer, django_assert_max_num_queries):
    client.force_login(cast.he)
    client.get("/")
    given = {**COMPLETE, "name": "泵房改造", "customer": customer.pk, "customer_name": customer.name, "amount": "120000"}
    with django_assert_max_num_queries(25):
        assert client.post("/opportunities/new", given).status_code == 302
    deal = Opportunity.objects.get(name="泵房改造")
    assert (deal.state, deal.next_title != "", deal.history.count()) == ("submitted", True, 1)
    assert [stay.state for stay in Stay.objects.filter(case=deal.case)] == ["submitted"]

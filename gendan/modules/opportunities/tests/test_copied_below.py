"""Names and departments that are copied downwards follow when they change above."""

import pytest

from gendan.modules.customers.actions import change_customer, register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.opportunities.actions import change_opportunity
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import draft
from gendan.spine.org.actions import transfer
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Case, Todo


@pytest.fixture
def customer(cast, now) -> Customer:
    return register_customer({"name": "岚石液压科技有限公司", "short_name": "岚石"}, actor=cast.he, now=now)


def test_a_customers_new_name_stands_on_its_cases_and_open_to_dos(cast, now, customer):
    opportunity = draft(customer, actor=cast.he, now=now)
    change_customer(customer, values={"short_name": "蓝石液压"}, actor=cast.he, now=now)
    assert set(Case.objects.values_list("main_title", flat=True)) == {"蓝石液压"}
    assert set(Todo.objects.filter(status="open").values_list("main_title", flat=True)) == {"蓝石液压"}
    change_opportunity(opportunity, actor=cast.he, now=now, name="二期")
    assert set(Case.objects.values_list("title", flat=True)) == {"蓝石液压", "二期"}


def test_the_responsible_department_follows_the_owner_who_is_transferred(cast, now, customer):
    opportunity = draft(customer, actor=cast.he, now=now)
    won = draft(customer, actor=cast.he, now=now)
    Opportunity.objects.filter(pk=won.pk).update(state_kind="won")
    activity = log_activity(customer, actor=cast.he, now=now, text="电话", next_step=NextStep(no_next_reason="等预算"))
    transfer(cast.he, department=cast.export, actor=cast.fang, now=now)
    for record in (customer, opportunity, won, activity):
        record.refresh_from_db()
    assert (customer.department, opportunity.department, opportunity.main_department) == (cast.export,) * 3
    assert (won.department, activity.department) == (cast.east, cast.east)
    assert (won.main_department, activity.main_department) == (cast.export, cast.export)
    assert set(Case.objects.values_list("department", flat=True)) == {cast.export.pk}
    assert set(Todo.objects.filter(status="open").values_list("department", flat=True)) == {cast.export.pk}
    sees = {head: Customer.objects.visible_to(head).filter(pk=customer.pk).exists() for head in (cast.gu, cast.lin)}
    assert sees == {cast.gu: True, cast.lin: False}
    assert not [one for one in doctor.run() if one.check in ("department", "people", "owner")]

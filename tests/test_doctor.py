"""A company in which the stories were lived is sound, and the doctor sees what was broken by hand."""

from datetime import timedelta

import pytest
from django.db import connection

from gendan.modules.customers.actions import register_customer
from gendan.modules.followups.actions import NextStep, log_activity, make_promise
from gendan.modules.opportunities.tests.story import registered
from gendan.spine.procedures import doctor

BREAKS = {
    "people": "UPDATE followups_activity SET main_owner_id = NULL",
    "owner": "UPDATE org_employee SET status = 'left' WHERE username = 'he'",
    "opportunity": "UPDATE opportunities_opportunity SET customer_id = NULL",
    "next step": "UPDATE customers_customer SET next_title = 'x', next_todo_id = NULL",
    "state": "UPDATE opportunities_opportunity SET state = 'sign'",
    "case": "UPDATE procedures_todo SET status = 'dropped'",
    "todo": "UPDATE org_employee SET status = 'left' WHERE username = 'he'",
}


@pytest.fixture
def lived(cast, now):
    customer = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.he, now=now)
    opportunity = registered(customer, actor=cast.he, reviewer=cast.lin, now=now)
    step = NextStep("送样", now + timedelta(days=1))
    log_activity(customer, actor=cast.he, now=now, next_step=step, text="谈了价格", subject=opportunity)
    make_promise(customer, question="交期多久", due_at=now + timedelta(days=2), actor=cast.he, now=now)


def found() -> set[str]:
    return {one.check for one in doctor.run() if one.check not in ("no_calendar",)}


def test_a_company_that_lived_its_stories_is_sound(lived):
    assert found() == set()


@pytest.mark.parametrize("check", BREAKS)
def test_the_doctor_sees_what_was_broken(lived, check):
    with connection.cursor() as cursor:
        cursor.execute(BREAKS[check])
    assert check in found()

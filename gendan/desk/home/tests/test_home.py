"""The home board by role."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gendan.desk.home.team import loads
from gendan.modules.customers.actions import register_customer
from gendan.modules.opportunities.tests.story import draft, registered
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo


@pytest.fixture
def opportunity(cast, now):
    customer = register_customer({"name": "岚石液压科技有限公司"}, actor=cast.he, now=now)
    return registered(customer, actor=cast.he, reviewer=cast.lin, now=now, amount=318000)


@pytest.mark.parametrize("person", ["he", "lin", "gao", "fang", "bai", "ding", "han", "xu"])
def test_everybody_has_a_home(client, cast, opportunity, person):
    client.force_login(getattr(cast, person))
    response = client.get("/")
    assert response.status_code == 200
    assert "工作台" in response.content.decode()


def test_head_sees_the_registration_to_decide(client, cast, now):
    customer = register_customer({"name": "云鹿机器人有限公司"}, actor=cast.he, now=now)
    opportunity = draft(customer, actor=cast.he, now=now)
    engine.perform(opportunity, "submit", actor=cast.he, now=now)
    client.force_login(cast.lin)
    counts = {cell.key: cell.number for cell in client.get("/").context["counts"]}
    assert counts["approve"] == 1


def test_head_sees_his_people_and_a_salesperson_only_himself(client, cast, opportunity):
    client.force_login(cast.lin)
    assert "何苗" in {load.name for load in client.get("/").context["team"]}
    client.force_login(cast.he)
    assert client.get("/").context["team"] == []


def test_who_is_late_comes_first_then_who_has_anything_to_do(cast, now):
    for person, days in ((cast.zhou, 3), (cast.he, 1), (cast.he, 3), (cast.gao, 9)):
        customer = register_customer({"name": f"岚石{person.name}{days}液压科技有限公司"}, actor=person, now=now)
        Todo.objects.filter(record_id=customer.pk).update(due_at=now + timedelta(days=days))
    found = [(load.name, load.late, load.today, load.plan) for load in loads(cast.lin, now=now + timedelta(days=2))]
    assert found == [("何苗", 1, 0, 1), ("周砚", 0, 0, 1), ("高屹", 0, 0, 1)]


def test_the_company_switch_is_for_those_who_see_all(client, cast, opportunity):
    client.force_login(cast.he)
    assert client.get("/?who=all").context["scope_current"] == "mine"
    client.force_login(cast.fang)
    assert client.get("/?who=all").context["scope_current"] == "all"


def test_as_many_queries_for_three_todos_as_for_one(client, cast, now, opportunity):
    client.force_login(cast.he)
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    for name in ("曜川压缩机有限公司", "远汀泵业有限公司"):
        register_customer({"name": name}, actor=cast.he, now=now)
    with CaptureQueriesContext(connection) as three:
        client.get("/")
    assert len(one) == len(three)



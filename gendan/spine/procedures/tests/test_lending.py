"""Whoever is given work on a record can open it and decide, however far his own scope reaches."""

from datetime import timedelta

import pytest

from gendan.modules.customers.actions import register_customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.opportunities.tests.story import draft
from gendan.spine.access.queries import explain, may
from gendan.spine.org.actions import plan_absence
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.models import Todo


@pytest.fixture
def of_zhou(cast, now):
    customer = register_customer({"name": "柏舟数控机床股份有限公司"}, actor=cast.zhou, now=now)
    return draft(customer, actor=cast.zhou, now=now)



def sees(user, opportunity):
    return Opportunity.objects.visible_to(user).filter(pk=opportunity.pk).exists()


def test_a_deputy_opens_and_decides_the_review_of_the_absent_head(cast, now, of_zhou, client, monkeypatch):
    assert not sees(cast.he, of_zhou)
    today = now.date()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    plan_absence(cast.lin, deputy=cast.he, starts_on=today, ends_on=today + timedelta(days=3), actor=cast.lin, now=now)
    engine.perform(of_zhou, "submit", actor=cast.zhou, now=now)
    todo = Todo.objects.get(record_kind="opportunities.opportunity", record_id=of_zhou.pk, status="open")
    assert todo.assignee == cast.he
    assert sees(cast.he, of_zhou)
    client.force_login(cast.he)
    assert client.get(f"/opportunities/{of_zhou.pk}").status_code == 200
    client.post(f"/do/opportunities.opportunity/{of_zhou.pk}/approve")
    of_zhou.refresh_from_db()
    assert of_zhou.state == "target"
    assert not sees(cast.he, of_zhou)


def test_work_on_a_record_opens_it_for_reading_while_it_is_open(cast, now, of_zhou):
    todo = todos.add(of_zhou, title="复核图纸", assignee=cast.ma, due_at=now + timedelta(days=1), actor=cast.zhou, now=now)
    assert sees(cast.ma, of_zhou)
    assert may(cast.ma, "view", of_zhou)
    assert not may(cast.ma, "edit", of_zhou)
    assert "有人把其中的一件事交给了您" in explain(cast.ma, of_zhou)
    assert not sees(cast.gu, of_zhou)
    todos.complete(todo, actor=cast.ma, now=now)
    assert not sees(cast.ma, of_zhou)

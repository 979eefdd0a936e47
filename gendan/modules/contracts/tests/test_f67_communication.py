"""F67: registers of calls and new customers, three troubles that a customer must be told, departments that hear the answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gendan.modules.contracts import actions, reports
from gendan.modules.contracts.models import Trouble
from gendan.modules.contracts.tests.factories import signed
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.followups.models import Activity
from gendan.spine.messages.models import Message
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo

TOLD = {"told_whom": "高鹏", "told_by": "phone", "said": "轴承钢晚到一周"}


def test_f67_4_calls_and_letters_and_new_customers_stand_in_registers(cast, now):
    at = customer(cast.he, now)
    log_activity(at, actor=cast.he, now=now, way="call", text="来电询价", next_step=NextStep("再联系", now + timedelta(days=1)))
    log_activity(at, actor=cast.he, now=now, way="visit", text="上门", next_step=NextStep("再联系", now + timedelta(days=1)))
    signed(cast, now, at=at)
    calls = reports.calls_and_letters(Activity.objects.all())
    assert [(row["text"], row["owner"]) for row in calls] == [("来电询价", "何苗")]
    row = reports.new_customers(Customer.objects.all())[0]
    assert (row["times"], row["signed"], row["last"]) == (2, 1, now.date())


@pytest.mark.parametrize("trigger", ["material", "quality", "sudden"])
def test_f67_5_each_of_the_three_triggers_has_the_customer_told_at_once(cast, now, trigger):
    at = customer(cast.he, now)
    contract = signed(cast, now, at=at)
    row = actions.note_trouble(at, trigger=trigger, happened="轴承钢晚到", effect="晚一周", contract=contract, actor=cast.lin, now=now)
    todo = Todo.objects.get(record_kind="contracts.trouble", status="open")
    assert (todo.assignee, row.state) == (cast.he, "to_tell")
    assert 0 < (todo.due_at - now).total_seconds() <= 6 * 3600
    engine.perform(row, "tell", actor=cast.he, data=TOLD, now=now)
    assert (row.state, row.told_at, row.told_whom) == ("told", now, "高鹏")


def test_f67_6_the_departments_hear_what_the_customer_answered(cast, now):
    cast.quality.head = cast.han
    cast.quality.save()
    row = actions.note_trouble(customer(cast.he, now), trigger="quality", happened="批次裂纹", effect="停发", actor=cast.he, now=now)
    engine.perform(row, "tell", actor=cast.he, data=TOLD, now=now)
    data = {"answer": "同意换货", "departments": [cast.quality.pk, cast.east.pk]}
    engine.perform(row, "answer", actor=cast.he, data=data, now=now)
    told = set(Message.objects.filter(topic="contracts.news", body="同意换货").values_list("recipient__username", flat=True))
    assert (row.state, told) == ("done", {"han", "lin"})
    found = reports.troubles(Trouble.objects.all())[0]
    assert (found["count"], found["told"], found["done"]) == (1, 1, 1)


def test_f67_7_a_trouble_on_the_page_of_the_customer_and_over_rest(cast, now, client):
    at = customer(cast.he, now)
    client.force_login(cast.he)
    form = {"trigger": "material", "happened": "电机缺货", "effect": "晚十天", "new_date": "2026-10-20"}
    client.post(reverse("contracts:trouble_new", args=[at.pk]), form)
    row = Trouble.objects.get()
    assert "电机缺货" in client.get(reverse("contracts:trouble", args=[row.pk])).content.decode()
    path = f"/api/v1/contracts/customers/{at.pk}/troubles"
    assert client.post(path, form, content_type="application/json").json()["state"] == "to_tell"
    assert len(client.get("/api/v1/contracts/troubles").json()["items"]) == 2
    client.force_login(cast.ma)
    assert client.get("/api/v1/contracts/troubles").json()["items"] == []

"""F67: what the customer gets before a sale, registers of calls and new customers, three troubles that a customer must be told, departments that hear the answer."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gendan.modules.care.reports import source_efficiency
from gendan.modules.contracts import actions, reports
from gendan.modules.contracts.models import Trouble
from gendan.modules.contracts.tests.factories import product, reviewers, signed
from gendan.modules.customers.models import Customer
from gendan.modules.customers.tests.factories import customer
from gendan.modules.followups.actions import NextStep, log_activity, send_material
from gendan.modules.followups.models import Activity
from gendan.modules.plans.actions import arrive, plan_visit, report
from gendan.modules.plans.actions.visiting import Where
from gendan.modules.samples.actions import ask_sample
from gendan.spine.messages.models import Message
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import Refusal

FAIR = {"name": "上海轴承展", "media": "fair", "audience": "轴承用户", "text": "新一代减速机，噪声低 3 分贝"}
TOLD = {"told_whom": "高鹏", "told_by": "phone", "said": "轴承钢晚到一周"}


def test_f67_1_profile_catalogue_and_sample_reach_the_customer_and_are_spoken_of(cast, now, client):
    at = customer(cast.he, now)
    made = product("JS-200", model="JS-200-31.5", range_status="normal")
    client.force_login(cast.he)
    assert made.model in client.get("/products?view=all").content.decode(), "types, models and where they stand in the range"
    for what in ("公司简介", "JS 系列样本（规格、质量能力）"):
        send_material(at, what=what, arrives_at=now + timedelta(days=2), actor=cast.he, now=now)
    calls = Todo.objects.filter(key="material", record_id=at.pk, status="open")
    assert [(todo.assignee, todo.way, todo.due_at) for todo in calls] == [(cast.he, "call", now + timedelta(days=2))] * 2
    asked = ask_sample(at, values={"origin": "stock", "what": "减速机剖切样件", "fee": 0, "freight": 0}, actor=cast.he, now=now)
    assert asked in at.sample_requests.visible_to(cast.he)
    assert "公司简介" in client.get(f"/customers/{at.pk}").content.decode()


def test_f67_1_technical_documents_wait_for_the_check_of_the_customer(cast, now):
    at = customer(cast.he, now, not_competitor=False)
    with pytest.raises(Refusal, match="竞争对手"):
        send_material(at, what="设计图纸", technical=True, arrives_at=now + timedelta(days=2), actor=cast.he, now=now)


def test_f67_2_advertising_fairs_and_visits_bring_customers_and_show_what_they_bring(cast, now):
    expert = reviewers(cast)["technology"]
    news = actions.write_release(None, values=FAIR, actor=cast.gao, now=now)
    for key, who, data in (
        ("hand_in", cast.gao, {}), ("right", expert, {"opinion": "属实"}), ("release", cast.fang, {}),
        ("published", cast.gao, {"published_on": "2026-09-25", "address": "N3 馆"}),
    ):
        engine.perform(news, key, actor=who, data=data, now=now)
    at = customer(cast.he, now, source="exhibition")
    visit = plan_visit(at, at=now + timedelta(days=5), focus="展会回访", actor=cast.he, now=now)
    assert (news.state, visit.state) == ("published", "planned")
    assert [(row["source"], row["customers"]) for row in source_efficiency(Customer.objects.all())] == [("exhibition", 1)]


def test_f67_3_who_is_interested_is_visited_or_invited_and_it_stands_in_the_archive(cast, now, client):
    at = customer(cast.he, now)
    visit = plan_visit(at, at=now + timedelta(hours=1), focus="来厂考察", place="本公司一号车间", actor=cast.he, now=now)
    arrive(visit, actor=cast.he, now=now + timedelta(hours=1), where=Where("本公司一号车间"))
    row = report(
        visit, text="看了装配线，约定试用", next_step=NextStep("送试用机", now + timedelta(days=6)),
        told={"participants": "高鹏（采购）"}, actor=cast.he, now=now + timedelta(hours=3),
    )
    assert (row.state, row.activity.way) == ("reported", "visit")
    client.force_login(cast.he)
    assert "看了装配线" in client.get(reverse("customers:card", args=[at.pk])).content.decode()


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

"""F01 end-to-end customer tracking and F02 kinds of follow-up, as stories by role."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.customers import archive, reports, rules
from gendan.modules.customers.actions import (
    change_customer,
    clear_suspicion,
    set_classes,
    set_prospect_state,
    suspect_competitor,
)
from gendan.modules.customers.actions.registration import NextStep
from gendan.modules.customers.models import Customer, OwnerChange
from gendan.modules.customers.procedure import PROCEDURE
from gendan.modules.customers.tests.factories import contact, customer
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Stay, Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline.models import Entry

FINDINGS = {"situation": "两条产线，月用 60 套", "analysis": "担心硬度不稳", "rating": 4}


def moved(record, *keys, actor, now, data=None):
    for key in keys:
        engine.perform(record, key, actor=actor, data=data or {}, now=now)
    return record


def open_titles(record):
    todos = Todo.objects.filter(record_kind="customers.customer", record_id=record.pk, status="open")
    return [(todo.title, todo.assignee.name) for todo in todos]


def test_f01_1_search_collects_data_and_gives_the_collector_a_todo(cast, now):
    made = customer(cast.he, now)
    assert (made.state, made.owner, made.department) == ("search", cast.he, cast.east)
    assert made.code.startswith("KH2609-")
    assert open_titles(made) == [("补全客户资料：电话、负责人、地址", "何苗")]
    assert made.next_due_at > now
    with pytest.raises(Refusal, match="电话"):
        moved(made, "found", actor=cast.he, now=now)


def test_f01_2_the_phone_visit_follows_when_there_is_a_number(cast, now):
    made = customer(cast.he, now, phone="0512-66882207")
    moved(made, "found", actor=cast.he, now=now)
    assert made.state == "phone"
    assert open_titles(made) == [("电话拜访，约定上门", "何苗")]
    assert made.next_way == "call"


def test_f01_3_the_visit_has_the_checklist_of_six_and_a_due_time(cast, now):
    made = customer(cast.he, now, state="visit", phone="0512-66882207")
    assert len(PROCEDURE.state("visit").checklist) == 6
    assert Todo.objects.get(record_id=made.pk, status="open").way == "visit"


def test_f01_4_following_begins_only_with_what_the_visit_found(cast, now):
    made = customer(cast.he, now, state="visit")
    with pytest.raises(ValidationError) as wrong:
        moved(made, "visited", actor=cast.he, now=now)
    assert set(wrong.value.message_dict) == {"situation", "analysis", "rating"}
    moved(made, "visited", actor=cast.he, now=now, data=FINDINGS)
    made.refresh_from_db()
    assert (made.state, made.rating, made.prospect_state) == ("follow", 4, "negotiating")


def test_f01_5_sign_and_f01_6_collect_and_f01_7_maintain(cast, now):
    made = customer(cast.he, now, state="visit")
    moved(made, "visited", actor=cast.he, now=now, data=FINDINGS)
    moved(made, "agreed", "signed", actor=cast.he, now=now)
    assert (made.state, made.transaction_class, made.prospect_state) == ("collect", "having", "cooperating")
    moved(made, "collected", actor=cast.he, now=now + timedelta(days=1))
    assert (made.state, made.time_class, made.follow_kind) == ("maintain", "old", "service")
    states = list(Stay.objects.filter(case=made.case).order_by("id").values_list("state", flat=True))
    assert states == ["visit", "follow", "sign", "collect", "maintain"]


def test_f01_6_collecting_the_payment_is_a_todo_of_the_owner(cast, now):
    made = customer(cast.he, now, state="visit")
    moved(made, "visited", actor=cast.he, now=now, data=FINDINGS)
    moved(made, "signed", actor=cast.he, now=now)
    assert open_titles(made) == [("催收货款", "何苗")]


def test_f01_7_an_existing_customer_is_registered_straight_into_maintenance(cast, now):
    made = customer(cast.zhou, now, state="maintain")
    assert (made.state, made.prospect_state, made.transaction_class) == ("maintain", "cooperating", "having")
    moved(made, "ordered_again", actor=cast.zhou, now=now)
    assert made.state == "follow"


def test_f01_8_completeness_names_what_is_missing_and_grows(cast, now):
    made = customer(cast.he, now)
    first = made.completeness
    found = archive.completeness(made, contacts=[])
    assert {"head", "mobile", "address", "situation"} <= {item.key for item in found.missing}
    contact(made, cast.he, now, mobile="13862114407", position="采购经理")
    made.refresh_from_db()
    assert made.completeness > first
    full = {"phone": "0512-66882207", "email": "a@qingyu.example", "address": "苏州工业园区", "website": "https://qingyu.example",
            "industry": "起重机械", "credit_code": "", "source": "exhibition", **FINDINGS}
    made = change_customer(made, values=full, actor=cast.he, now=now)
    assert made.completeness == 96
    assert [item.key for item in archive.completeness(made, contacts=list(made.contacts.all())).missing] == ["credit_code"]


def test_f01_9_the_collector_owns_the_data_and_others_may_not_change_it(cast, now):
    made = customer(cast.he, now)
    assert OwnerChange.objects.get(customer=made).owner == cast.he
    with pytest.raises(NotAllowed) as refused:
        change_customer(made, values={"industry": "起重"}, actor=cast.ma, now=now)
    assert "何苗" in str(refused.value.who)
    change_customer(made, values={"industry": "起重"}, actor=cast.lin, now=now)


def test_f01_10_nobody_leaves_the_visit_without_situation_analysis_and_rating(cast, now):
    made = customer(cast.he, now, state="visit")
    for key in ("sleep", "give_up"):
        with pytest.raises(Refusal, match="拜访后须补写"):
            moved(made, key, actor=cast.he, now=now, data={"reason": "暂无需求"})
    change_customer(made, values=FINDINGS, actor=cast.he, now=now)
    moved(made, "sleep", actor=cast.he, now=now, data={"reason": "暂无需求"})
    assert made.state == "dormant"


@pytest.mark.parametrize(("who", "may"), [("he", True), ("lin", True), ("bai", True), ("zhou", False), ("ma", False)])
def test_f01_stages_are_moved_by_the_owner_the_head_and_the_supervisor(cast, now, who, may):
    made = customer(cast.he, now, phone="0512-66882207")
    if may:
        moved(made, "found", actor=getattr(cast, who), now=now)
    else:
        with pytest.raises(NotAllowed):
            moved(made, "found", actor=getattr(cast, who), now=now)


def test_f01_reports_number_per_stage_ratings_and_completeness(cast, now):
    customer(cast.he, now, "青屿重工有限公司", rating=5)
    customer(cast.he, now, "柏舟数控机床有限公司", state="maintain")
    rows = Customer.objects.visible_to(cast.he)
    assert {row["state"]: row["count"] for row in reports.number_per_stage(rows)}["maintain"] == 1
    assert [(row["rating"], row["count"]) for row in reports.ratings(rows)] == [(5, 1), (None, 1)]
    assert reports.completeness_bands(rows)[-1]["average"] > 0
    assert reports.missing_items(rows)[0]["count"] == 2
    assert reports.by_region(rows)[0]["count"] == 2
    assert reports.by_class(rows)[0]["share"] == 100


def test_f02_1_service_follow_up_is_the_kind_of_a_cooperating_customer(cast, now):
    made = customer(cast.he, now, state="maintain")
    assert (made.follow_kind, made.next_title) == ("service", "维护回访：近况如何")


def test_f02_2_prospect_states_go_from_intent_through_negotiation(cast, now):
    made = customer(cast.he, now)
    assert (made.prospect_state, made.follow_kind) == ("intent", "conversion")
    made = set_prospect_state(made, state="negotiating", reason="来电询价", actor=cast.he, now=now)
    with pytest.raises(Refusal, match="首份合同"):
        set_prospect_state(made, state="cooperating", reason="想跳过", actor=cast.he, now=now)
    entry = Entry.objects.get(verb="customer.prospect_changed")
    assert entry.data["changes"] == [{"field": "prospect_state", "old": "intent", "new": "negotiating"}]


def test_f02_3_long_term_follow_up_stops_the_clock_and_wakes(cast, now):
    made = customer(cast.he, now)
    moved(made, "sleep", actor=cast.he, now=now, data={"reason": "明年再议"})
    made.refresh_from_db()
    assert (made.state, made.state_kind, made.follow_kind, made.prospect_state) == (
        "dormant", "waiting", "long_term", "dormant")
    paused = Todo.objects.filter(record_id=made.pk, status="paused", key="state.dormant").get()
    assert paused.wakes_at > now + timedelta(days=60)
    moved(made, "wake", actor=cast.he, now=now + timedelta(days=30))
    assert (made.state, made.prospect_state) == ("phone", "intent")


def test_f02_5_a_suspected_competitor_gets_no_technical_documents_and_no_contract(cast, now):
    made = customer(cast.he, now, phone="0512-66882207")
    assert "竞争对手" in str(rules.technical_documents_may_be_shared(made))
    made = suspect_competitor(made, reason="只问配方", actor=cast.he, now=now)
    moved(made, "interested", actor=cast.he, now=now)
    assert made.prospect_state == "suspected"
    with pytest.raises(Refusal, match="解除嫌疑"):
        moved(made, "agreed", actor=cast.he, now=now)
    made = clear_suspicion(made, qualification_received=False, reason="查过工商", actor=cast.he, now=now)
    assert "资质" in str(rules.technical_documents_may_be_shared(made))
    made = clear_suspicion(made, qualification_received=True, reason="收到执照", actor=cast.he, now=now)
    assert rules.technical_documents_may_be_shared(made) is None
    moved(made, "agreed", actor=cast.he, now=now)


def test_f02_9_a_big_customer_is_marked_and_the_change_is_told(cast, now):
    made = customer(cast.he, now)
    set_classes(made, priority="big", importance="main", abc="A", actor=cast.he, now=now)
    changed = Entry.objects.get(verb="customer.changed").data["changes"]
    assert {change["field"] for change in changed} == {"priority", "importance", "abc"}


def test_f02_10_the_visit_checklist_has_its_six_items():
    assert [str(item) for item in PROCEDURE.state("visit").checklist] == [
        "自身形象：谈吐、着装", "熟悉自家产品", "准备充分", "了解他人产品", "掌握自身优势", "成功案例",
    ]


def test_f02_11_long_term_customers_are_greeted_and_not_pressed(cast, now):
    made = customer(cast.he, now)
    moved(made, "sleep", actor=cast.he, now=now, data={"reason": "近期无项目"})
    assert Todo.objects.get(record_id=made.pk, key="state.dormant").title == "长期维护：问候，不催促"
    assert not Todo.objects.filter(record_id=made.pk, status="open").exists()


def test_a_first_next_step_is_written_with_the_registration(cast, now):
    step = NextStep("带样本册上门，量安装尺寸", now + timedelta(hours=2), "visit")
    made = customer(cast.he, now, next_step=step)
    assert (made.next_title, made.next_due_at) == (step.title, step.due_at)


def test_an_opportunity_moves_the_customer_on_by_itself(cast, now):
    made = customer(cast.he, now)
    engine.perform(made, "opportunity_found", actor=None, now=now)
    engine.perform(made, "opportunity_won", actor=None, now=now)
    assert (made.state, made.transaction_class) == ("collect", "having")
    offered = {one.transition.key for one in engine.available(made, actor=cast.he, now=now)}
    assert not offered & {"opportunity_found", "opportunity_won", "bin"}

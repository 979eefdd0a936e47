"""F38: registration with its six fields, the review, the duplicate check, rejection and appeal."""

from datetime import timedelta

import pytest

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.followups.actions import NextStep, log_activity
from gendan.modules.opportunities import actions, rules
from gendan.modules.opportunities.models import DuplicateCheck
from gendan.modules.opportunities.tests.story import COMPLETE, draft, registered
from gendan.spine.messages.models import Message
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal


@pytest.fixture
def customer(cast, now) -> Customer:
    return register_customer({"name": "柏舟数控机床股份有限公司", "phone": "0512-66882207"}, actor=cast.he, now=now)


@pytest.fixture
def taken(cast, now) -> Customer:
    """A customer of Lin's with an open opportunity."""
    customer = register_customer({"name": "青屿重工（苏州）有限公司", "phone": "13862114407"}, actor=cast.lin, now=now)
    registered(customer, actor=cast.lin, reviewer=cast.gao, now=now, phone="13862114407")
    return customer


def test_f38_1_salesperson_enters_opportunity_and_customer_and_submits(cast, now, customer):
    opportunity = draft(customer, actor=cast.he, now=now)
    assert opportunity.state == "draft"
    engine.perform(opportunity, "submit", actor=cast.he, now=now)
    opportunity.refresh_from_db()
    assert opportunity.state == "submitted"
    assert opportunity.customer.owner == cast.he


def test_f38_1_assistant_enters_for_a_salesperson(cast, now, customer):
    opportunity = draft(customer, actor=cast.gao, now=now, owner=cast.he)
    assert (opportunity.owner, opportunity.created_by) == (cast.he, cast.gao)


@pytest.mark.parametrize("field", [*COMPLETE, "customer"])
def test_f38_2_none_of_the_six_mandatory_fields_may_be_missing(cast, now, customer, field):
    values = COMPLETE | {field: ""} if field != "customer" else COMPLETE
    opportunity = actions.draft_opportunity(
        actor=cast.he, now=now, customer=None if field == "customer" else customer, name="轴承座", **values
    )
    with pytest.raises(Refusal) as refused:
        engine.perform(opportunity, "submit", actor=cast.he, now=now)
    assert rules.labels_of([field]) in str(refused.value.reason)
    opportunity.refresh_from_db()
    assert opportunity.state == "draft"


def test_f38_3_manager_reviews_with_a_todo_and_a_due_time(cast, now, customer):
    opportunity = draft(customer, actor=cast.he, now=now)
    engine.perform(opportunity, "submit", actor=cast.he, now=now)
    todo = Todo.objects.get(record_id=opportunity.pk, record_kind="opportunities.opportunity", status="open")
    assert (todo.assignee, todo.due_at > now) == (cast.lin, True)
    engine.perform(opportunity, "approve", actor=cast.lin, now=now + timedelta(hours=1))
    opportunity.refresh_from_db()
    assert (opportunity.state, opportunity.reviewed_by) == ("target", cast.lin)


def test_f38_3_assistant_may_review_too(cast, now, customer):
    opportunity = registered(customer, actor=cast.he, reviewer=cast.gao, now=now)
    assert opportunity.state == "target"


def test_f38_3_nobody_reviews_his_own_registration(cast, now, customer):
    opportunity = draft(customer, actor=cast.gao, now=now, owner=cast.he)
    engine.perform(opportunity, "submit", actor=cast.he, now=now)
    with pytest.raises(Refusal):
        engine.perform(opportunity, "approve", actor=cast.gao, now=now)


def test_f38_3_a_head_who_submits_is_reviewed_by_another(cast, now):
    customer = register_customer({"name": "云鹿机器人有限公司"}, actor=cast.lin, now=now)
    opportunity = draft(customer, actor=cast.lin, now=now)
    engine.perform(opportunity, "submit", actor=cast.lin, now=now)
    opportunity.refresh_from_db()
    assert opportunity.reviewer == cast.gao
    with pytest.raises(Refusal):
        engine.perform(opportunity, "approve", actor=cast.lin, now=now)


def test_f38_4_no_duplicate_and_complete_is_registered(cast, now, customer):
    opportunity = registered(customer, actor=cast.he, reviewer=cast.lin, now=now)
    assert opportunity.state == "target"
    assert opportunity.duplicate_checks.get().decision == DuplicateCheck.Decision.NONE_FOUND


def _double(cast, now):
    """He enters the same company under a slightly other name."""
    return register_customer({"name": "青屿重工苏州公司", "phone": "13862114407"}, actor=cast.he, now=now, duplicate_reason="不同法人")


def test_f38_5_duplicate_hint_fails_the_registration(cast, now, taken):
    opportunity = draft(_double(cast, now), actor=cast.he, now=now, phone="13862114407")
    with pytest.raises(Refusal) as refused:
        engine.perform(opportunity, "submit", actor=cast.he, now=now)
    assert (refused.value.code, refused.value.field, refused.value.who) == ("duplicate", "duplicate_reason", "林叙")


def _rejected(cast, now, taken):
    opportunity = draft(
        _double(cast, now), actor=cast.he, now=now, phone="13862114407", duplicate_reason="另一个项目"
    )
    engine.perform(opportunity, "submit", actor=cast.he, now=now)
    engine.perform(opportunity, "reject_duplicate", actor=cast.gao, data={"reason": "林叙在跟"}, now=now)
    opportunity.refresh_from_db()
    return opportunity


def test_f38_5_reviewer_cannot_register_an_active_duplicate(cast, now, taken):
    opportunity = draft(
        _double(cast, now), actor=cast.he, now=now, phone="13862114407", duplicate_reason="另一个项目"
    )
    engine.perform(opportunity, "submit", actor=cast.he, now=now)
    with pytest.raises(Refusal):
        engine.perform(opportunity, "approve", actor=cast.gao, now=now)


def test_f38_5_rejected_salesperson_may_not_continue(cast, now, taken):
    opportunity = _rejected(cast, now, taken)
    assert opportunity.state == "rejected"
    with pytest.raises(Refusal):
        actions.change_opportunity(opportunity, actor=cast.he, now=now, amount=1)


def test_pm_40_no_activity_on_a_rejected_opportunity(cast, now, taken):
    opportunity = _rejected(cast, now, taken)
    step = NextStep("再打一次", now + timedelta(days=4))
    with pytest.raises(Refusal) as refused:
        log_activity(opportunity.customer, actor=cast.he, now=now, next_step=step, text="打了", subject=opportunity)
    assert refused.value.code == "closed_for_activities"


def test_f38_5_owner_of_the_duplicate_is_told(cast, now, taken):
    _rejected(cast, now, taken)
    assert Message.objects.filter(recipient=cast.lin, topic="opportunities.duplicate", channel="in_app").exists()


def test_f38_5_appeal_goes_to_the_supervisor_who_releases(cast, now, taken):
    opportunity = _rejected(cast, now, taken)
    engine.perform(opportunity, "appeal", actor=cast.he, data={"reason": "是另一条产线"}, now=now)
    with pytest.raises(Refusal):
        engine.perform(opportunity, "release", actor=cast.lin, data={"reason": "可以"}, now=now)
    engine.perform(opportunity, "release", actor=cast.bai, data={"reason": "两个项目"}, now=now)
    opportunity.refresh_from_db()
    assert opportunity.state == "target"
    assert opportunity.duplicate_checks.get().decision == DuplicateCheck.Decision.RELEASED


def test_f38_5_appeal_may_be_refused_and_closes(cast, now, taken):
    opportunity = _rejected(cast, now, taken)
    engine.perform(opportunity, "appeal", actor=cast.he, data={"reason": "是另一条产线"}, now=now)
    engine.perform(opportunity, "uphold", actor=cast.bai, data={"reason": "同一个项目"}, now=now)
    opportunity.refresh_from_db()
    assert (opportunity.state, opportunity.state_kind) == ("duplicate", "lost")


def test_f38_6_incomplete_is_returned_and_submitted_again(cast, now, customer):
    opportunity = draft(customer, actor=cast.he, now=now)
    engine.perform(opportunity, "submit", actor=cast.he, now=now)
    engine.perform(opportunity, "return", actor=cast.lin, data={"reason": "电话打不通"}, now=now)
    told = Message.objects.filter(recipient=cast.he, topic="opportunities.reviewed", channel="in_app")
    assert told.get().body == "电话打不通"
    engine.perform(opportunity, "submit", actor=cast.he, now=now)
    opportunity.refresh_from_db()
    assert opportunity.state == "submitted"


def test_f38_registration_by_a_stranger_is_refused(cast, now, customer):
    with pytest.raises(NotAllowed):
        draft(customer, actor=cast.han, now=now)

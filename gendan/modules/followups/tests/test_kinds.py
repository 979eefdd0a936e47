"""F02: the three kinds of follow-up, promises that climb, material on its way, the competitor gate."""

from datetime import timedelta

import pytest

from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer, FollowKind
from gendan.modules.followups import reports
from gendan.modules.followups.actions import NextStep, log_activity, make_promise, send_material
from gendan.modules.followups.models import Activity, Promise
from gendan.spine.access.queries import may
from gendan.spine.messages.models import Message
from gendan.spine.procedures import engine, escalate
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal


@pytest.fixture
def customer(cast, now) -> Customer:
    return register_customer({"name": "远汀泵业有限公司"}, actor=cast.zhou, now=now)


def _log(customer, actor, now, **values):
    return log_activity(
        customer, actor=actor, now=now, text="问候", next_step=NextStep("再联系", now + timedelta(days=6)), **values
    )


@pytest.mark.parametrize(
    ("point", "kind"),
    [("f02_1", FollowKind.SERVICE), ("f02_2", FollowKind.CONVERSION), ("f02_3", FollowKind.LONG_TERM)],
)
def test_f02_1_2_3_follow_up_carries_the_kind_of_its_customer(cast, now, customer, point, kind):
    Customer.objects.filter(pk=customer.pk).update(follow_kind=kind)
    customer.refresh_from_db()
    assert _log(customer, cast.zhou, now).follow_kind == kind
    rows = reports.by_follow_kind(Activity.objects.visible_to(cast.lin))
    assert rows == [{"follow_kind": kind, "count": 1, "customers": 1}]


def test_f02_4_material_on_its_way_makes_a_call_on_arrival(cast, now, customer):
    arrives = now + timedelta(days=5)
    material = send_material(customer, what="选型样本", arrives_at=arrives, actor=cast.zhou, now=now)
    todo = Todo.objects.get(pk=material.todo_id)
    assert (todo.due_at, todo.way, todo.assignee, todo.status) == (arrives, "call", cast.zhou, "open")


def test_f02_5_technical_documents_only_after_check_and_papers(cast, now, customer):
    with pytest.raises(Refusal) as refused:
        send_material(
            customer, what="图纸", technical=True, arrives_at=now + timedelta(days=2), actor=cast.zhou, now=now
        )
    assert (refused.value.field, refused.value.who) == ("technical", "周砚")
    Customer.objects.filter(pk=customer.pk).update(not_competitor=True, qualification_received=True)
    customer.refresh_from_db()
    assert send_material(
        customer, what="图纸", technical=True, arrives_at=now + timedelta(days=2), actor=cast.zhou, now=now
    ).pk


def test_f02_6_promise_has_a_date_and_a_todo(cast, now, customer):
    due = now + timedelta(hours=5)
    promise = make_promise(customer, question="硬度能到多少？", due_at=due, actor=cast.zhou, now=now)
    todo = Todo.objects.get(record_kind="followups.promise", record_id=promise.pk, status="open")
    assert (todo.due_at, todo.assignee) == (due, cast.zhou)


def test_f02_6_answer_in_time_keeps_the_promise_a_no_too(cast, now, customer):
    promise = make_promise(customer, question="能降价吗？", due_at=now + timedelta(hours=5), actor=cast.zhou, now=now)
    engine.perform(promise, "answer", actor=cast.zhou, data={"answer": "不能"}, now=now + timedelta(hours=1))
    promise.refresh_from_db()
    assert (promise.kept, promise.state) == (True, "answered")


def test_f02_6_late_promise_climbs_to_the_head_and_stays_broken(cast, now, customer):
    promise = make_promise(customer, question="交期？", due_at=now + timedelta(hours=2), actor=cast.zhou, now=now)
    escalate.tick(now + timedelta(hours=3))
    told = Message.objects.filter(recipient=cast.lin, channel="in_app", title__contains="交期")
    assert told.count() == 1
    escalate.tick(now + timedelta(hours=4))
    assert told.count() == 1
    engine.perform(promise, "answer", actor=cast.zhou, data={"answer": "六周"}, now=now + timedelta(hours=4))
    promise.refresh_from_db()
    assert promise.kept is False
    assert promise.case.breached_at is not None


def test_f02_6_promise_in_the_same_form_as_the_call(cast, now, customer):
    _log(customer, cast.zhou, now, promise_question="能做 42CrMo 吗？", promise_due_at=now + timedelta(days=5))
    promise = Promise.objects.get()
    assert (promise.customer, promise.activity.text) == (customer, "问候")


def test_f02_reports_kept_and_broken_promises(cast, now, customer):
    promise = make_promise(customer, question="能降价吗？", due_at=now + timedelta(hours=5), actor=cast.zhou, now=now)
    make_promise(customer, question="交期？", due_at=now + timedelta(hours=1), actor=cast.zhou, now=now)
    engine.perform(promise, "answer", actor=cast.zhou, data={"answer": "不能"}, now=now + timedelta(hours=1))
    row = reports.promises_by_person(Promise.objects.visible_to(cast.lin), now=now + timedelta(hours=2))[0]
    assert (row["in_time"], row["broken"], row["overdue"], row["open"]) == (1, 0, 1, 1)


def test_colleagues_record_is_read_only(cast, now, customer):
    with pytest.raises(NotAllowed):
        _log(customer, cast.he, now)


def test_customer_owner_sees_what_a_colleague_wrote_and_may_not_edit(cast, now, customer):
    written = _log(customer, cast.lin, now)
    assert written in Activity.objects.visible_to(cast.zhou)
    assert not may(cast.zhou, "edit", written)

"""What is late climbs: each step exactly once, in its order, with two clocks and after an outage."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections

from gendan.spine.messages.models import Message
from gendan.spine.org import book
from gendan.spine.org.models import CalendarDay, Deputy, Employee
from gendan.spine.procedures import engine, escalate, todos
from gendan.spine.procedures.models import Case, Escalation, Stay, Todo
from gendan.spine.procedures.tests import company


@pytest.fixture
def analysis(cast, now):
    """A case in the analysis, due on Tuesday at 10:20 (two working days, Friday is a holiday)."""
    with company.running(cast.zhou, now=now, state="analysis") as record:
        Message.objects.all().delete()
        yield record


def test_a_reminder_comes_before_the_due_time(analysis, cast, now):
    escalate.tick(now + timedelta(hours=3))
    assert not Message.objects.exists()
    escalate.tick(now + timedelta(days=5, hours=-1))
    message = Message.objects.get(topic="procedures.late")
    assert message.recipient == cast.han
    assert "09-29 10:20" in message.title


def test_late_work_is_marked_told_to_the_head_and_handed_over(analysis, cast, now):
    escalate.tick(now + timedelta(days=5, minutes=1))
    todo, case = Todo.objects.get(), Case.objects.get()
    assert todo.breached_at == todo.due_at == case.breached_at
    assert Stay.objects.get().breached
    escalate.tick(now + timedelta(days=6, minutes=1))
    todo.refresh_from_db()
    assert todo.assignee == cast.fang
    assert set(Escalation.objects.filter(done_at__isnull=False).values_list("step", flat=True)) == {
        "remind", "head", "over",
    }


def test_who_is_late_is_not_reminded_of_what_is_to_come(cast, now):
    record = company.customer(cast.zhou, now=now)
    soon = now + timedelta(minutes=30)  # too soon for the reminder of the working hour before
    todos.add(record, title="call", assignee=cast.zhou, due_at=soon, actor=cast.zhou, now=now)
    escalate.tick(now + timedelta(days=30))
    assert list(Escalation.objects.values_list("action", flat=True)) == ["tell", "tell"]


def test_after_an_outage_all_steps_happen_once_and_in_order(analysis, cast, now):
    late = now + timedelta(days=30)
    assert escalate.carry_out(late) == 3
    assert escalate.carry_out(late) == 0
    assert list(Escalation.objects.order_by("pk").values_list("step", flat=True)) == ["remind", "head", "over"]


def test_a_closed_to_do_is_not_chased(analysis, cast, now):
    engine.perform(analysis, "drop", actor=cast.zhou, data={"reason": "withdrawn"}, now=now)
    assert escalate.carry_out(now + timedelta(days=30)) == 0
    assert not Message.objects.filter(topic="procedures.late").exists()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_carry_out_each_step_once(cast, now):
    with company.registry.temporarily(company.COMPLAINT):
        records = [company.customer(cast.zhou, now=now) for _ in range(60)]
        engine.start_many(records, procedure=company.COMPLAINT, actor=None, now=now, state="analysis")
        counts = []

        def clock() -> None:
            try:
                counts.append(escalate.carry_out(now + timedelta(days=30)))
            finally:
                connections.close_all()

        clocks = [threading.Thread(target=clock) for _ in range(2)]
        for one in clocks:
            one.start()
        for one in clocks:
            one.join()
    connection.close()
    assert sum(counts) == 180
    assert Escalation.objects.filter(done_at__isnull=False).count() == 180
    late = Message.objects.filter(topic="procedures.late", channel="in_app")
    assert late.count() == late.values("once").distinct().count() == 60 * 4


@pytest.mark.django_db(transaction=True)
def test_two_people_pressing_at_once_move_the_case_once(cast, now):
    with company.registry.temporarily(company.COMPLAINT):
        record = company.customer(cast.zhou, now=now)
        engine.start(record, procedure=company.COMPLAINT, actor=cast.zhou, now=now)
        codes = []

        def press() -> None:
            try:
                mine = company.Customer.objects.get(pk=record.pk)
                codes.append(engine.perform(mine, "analyse", actor=cast.zhou, now=now).state)
            except company.Refusal as refusal:
                codes.append(refusal.code)
            finally:
                connections.close_all()

        people = [threading.Thread(target=press) for _ in range(3)]
        for one in people:
            one.start()
        for one in people:
            one.join()
    connection.close()
    assert sorted(codes) == ["analysis", "moved_on", "moved_on"]
    assert Stay.objects.count() == 2


def test_a_resting_to_do_wakes_with_a_due_time(cast, now):
    with company.running(cast.zhou, now=now) as record:
        todo = todos.no_next_step(record, reason="budget next year", wakes_at=now + timedelta(days=10),
                                  actor=cast.zhou, now=now)
        assert (todo.status, todo.assignee) == ("paused", cast.zhou)
        escalate.tick(now + timedelta(days=9))
        todo.refresh_from_db()
        assert todo.status == "paused"
        escalate.tick(now + timedelta(days=14))
        todo.refresh_from_db()
        assert (todo.status, todo.due_at > now + timedelta(days=14)) == ("open", True)


def test_an_edited_calendar_moves_open_due_times_but_not_breached_ones(analysis, cast, now):
    CalendarDay.objects.update_or_create(
        day=(now + timedelta(days=4)).date(), calendar=None, defaults={"kind": "holiday", "name": "typhoon"}
    )
    book.forget()
    escalate.recompute(now)
    analysis.refresh_from_db()
    assert Todo.objects.get().due_at == now + timedelta(days=6) == Case.objects.get().due_at == analysis.next_due_at
    escalate.mark_breaches(now + timedelta(days=7))
    CalendarDay.objects.filter(name="typhoon").delete()
    book.forget()
    escalate.recompute(now + timedelta(days=7))
    assert Todo.objects.get().due_at == now + timedelta(days=6)


def test_during_an_absence_new_work_goes_to_the_deputy(cast, now):
    Deputy.objects.create(employee=cast.han, deputy=cast.xu, starts_on=now.date(), ends_on=now.date())
    with company.running(cast.zhou, now=now) as record:
        engine.perform(record, "analyse", actor=cast.zhou, now=now)
        todo = Todo.objects.get(status="open")
        assert (todo.assignee, todo.instead_of) == (cast.xu, cast.han)
        assert cast.han.name in Message.objects.get(recipient=cast.xu).title
        engine.perform(record, "wait", actor=cast.xu, now=now)


def test_nothing_of_somebody_who_leaves_is_left_behind(analysis, cast, now):
    todos.hand_over_all(cast.han, to=cast.xu, actor=cast.fang, now=now)
    assert Todo.objects.get(status="open").assignee == cast.xu
    todos.hand_over_all(cast.zhou, to=cast.he, actor=cast.fang, now=now)
    assert Case.objects.get().owner == cast.he
    todos.hand_over_all(cast.xu, to=None, actor=cast.fang, now=now)
    assert Todo.objects.get(status="open").assignee == cast.fang
    assert Employee.objects.count() == 11

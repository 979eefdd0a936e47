"""Many cases end at once as one would: to-dos dropped, stays closed, records shown."""

from datetime import timedelta

from gendan.modules.customers.models import Customer
from gendan.modules.customers.procedure import KEY
from gendan.modules.customers.tests.factories import customer
from gendan.spine.procedures import doctor, engine, todos
from gendan.spine.procedures.models import Stay, Todo

KIND = "customers.customer"


def test_many_cases_end_at_once_and_nothing_stays_open(cast, now):
    made = [customer(cast.he, now, f"青屿{mark}机械有限公司", duplicate_reason="演示") for mark in "甲乙丙"]
    todos.add(made[0], title="送样", assignee=cast.he, due_at=now + timedelta(days=3), actor=cast.he, now=now)
    later = now + timedelta(days=12)
    moved = engine.end_many(KIND, [one.pk for one in made[:2]], "bin", procedure=KEY, actor=None, now=later, reason="无跟进")
    assert sorted(moved) == [one.pk for one in made[:2]]
    rows = Customer.objects.filter(pk__in=moved)
    assert {(one.state, one.state_kind, one.next_due_at) for one in rows} == {("bin", "done", None)}
    assert set(Todo.objects.filter(main_id__in=moved).values_list("status", "outcome")) == {("dropped", "无跟进")}
    assert Stay.objects.filter(left_to="bin", breached=True, worked__gt=0).count() == 2
    assert not doctor.run()
    engine.perform(rows[0], "unbin", actor=None, now=later)
    assert not doctor.run()


def test_who_stands_elsewhere_stays_there(cast, now):
    made = customer(cast.he, now)
    assert engine.end_many(KIND, [made.pk], "bin", procedure=KEY, actor=None, now=now) == [made.pk]
    assert engine.end_many(KIND, [made.pk], "merge", procedure=KEY, actor=None, now=now) == []


def test_a_stay_without_a_due_time_ends_too(cast, now):
    made = customer(cast.he, now)
    engine.perform(made, "give_up", actor=cast.he, data={"reason": "停产"}, now=now)
    assert engine.end_many(KIND, [made.pk], "bin", procedure=KEY, actor=None, now=now + timedelta(days=1)) == [made.pk]
    assert not Stay.objects.get(left_to="bin").breached

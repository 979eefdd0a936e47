"""A case moves through its states by the one door."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.spine.procedures import engine
from gendan.spine.procedures.models import Case, SignOff, Stay, Todo
from gendan.spine.procedures.tests import company
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline.models import Entry


@pytest.fixture
def record(cast, now):
    with company.running(cast.zhou, now=now) as record:
        yield record


def _live(case):
    return list(case.todos.filter(status__in=["open", "paused"]).order_by("id"))


def test_starting_makes_a_case_a_stay_and_the_to_do_of_the_state(record, cast, now):
    case = Case.objects.get()
    todo = Todo.objects.get()
    assert (case.state, case.owner, case.version, case.main_id) == ("intake", cast.zhou, 3, record.pk)
    assert (todo.assignee, todo.status, str(todo.title)) == (cast.zhou, "open", "take in the complaint")
    # Thursday 10:20 and four working hours: until noon 1:40, the rest after the lunch hour.
    assert todo.due_at == now.replace(hour=15, minute=20)
    assert case.due_at == todo.due_at == record.next_due_at
    assert Stay.objects.get().due_at == todo.due_at
    assert todo.escalations.count() == 1


def test_a_move_closes_the_old_to_do_and_makes_the_next(record, cast, now):
    case = engine.perform(record, "analyse", actor=cast.zhou, now=now + timedelta(hours=1))
    todo, = _live(case)
    assert (record.state, todo.assignee, todo.key) == ("analysis", cast.han, "state.analysis")
    assert record.next_title == "find the cause"
    stay = Stay.objects.get(state="intake")
    assert (stay.left_at, stay.worked, stay.breached) == (now + timedelta(hours=1), 3600, False)
    entry = Entry.objects.filter(verb="trial.moved").get()
    assert (entry.data["from"], entry.data["to"]) == ("intake", "analysis")


def test_a_stranger_is_refused_and_told_who_can(record, cast, now):
    with pytest.raises(NotAllowed) as refusal:
        engine.perform(record, "analyse", actor=cast.ma, now=now)
    assert cast.zhou.name in str(refusal.value.who)


def test_the_second_click_is_told_who_moved_it_and_when(record, cast, now):
    engine.perform(record, "analyse", actor=cast.zhou, now=now)
    with pytest.raises(Refusal) as refusal:
        engine.perform(record, "analyse", actor=cast.zhou, now=now + timedelta(seconds=1))
    assert refusal.value.code == "moved_on"
    assert cast.zhou.name in str(refusal.value.reason)
    assert "10:20" in str(refusal.value.reason)


def test_all_guards_say_what_holds_a_move_back(record, cast, now):
    engine.perform(record, "analyse", actor=cast.zhou, now=now)
    with pytest.raises(Refusal) as refusal:
        engine.perform(record, "propose", actor=cast.han, data={"cause": "heat"}, now=now)
    assert "situation" in str(refusal.value.reason)
    assert "label" in str(refusal.value.reason)
    assert Case.objects.get().state == "analysis"


def test_errors_of_the_form_stand_at_their_fields(record, cast, now):
    engine.perform(record, "analyse", actor=cast.zhou, now=now)
    with pytest.raises(ValidationError) as error:
        engine.perform(record, "propose", actor=cast.han, data={}, now=now)
    assert "cause" in error.value.message_dict


def test_a_reason_is_required_where_declared(record, cast, now):
    with pytest.raises(ValidationError) as error:
        engine.perform(record, "drop", actor=cast.zhou, now=now)
    assert "reason" in error.value.message_dict
    case = engine.perform(record, "drop", actor=cast.zhou, data={"reason": "withdrawn"}, now=now)
    assert (case.state_kind, case.closed_at, _live(case)) == ("lost", now, [])
    assert Entry.objects.get(verb="trial.dropped").text == "withdrawn"
    assert record.next_due_at is None


def _to_plan(record, cast, now):
    engine.perform(record, "analyse", actor=cast.zhou, now=now)
    record.situation, record.tags = "known", ["x"]
    record.save(update_fields=["situation", "tags"])
    return engine.perform(record, "propose", actor=cast.han, data={"cause": "heat"}, now=now)


def test_sign_offs_run_side_by_side_and_the_last_one_moves_the_case(record, cast, now):
    case = _to_plan(record, cast, now)
    assert record.analysis == "heat"
    assert {todo.assignee for todo in _live(case)} == {cast.han, cast.ding, cast.lin}
    for party, person in (("quality", cast.han), ("finance", cast.ding), ("sales", cast.lin)):
        assert Case.objects.get().state == "plan"
        engine.sign(SignOff.objects.get(party=party), verdict="agreed", actor=person, now=now)
    assert Case.objects.get().state == "closed"


def test_a_refusal_needs_its_words_and_sends_the_case_back(record, cast, now):
    _to_plan(record, cast, now)
    mine = SignOff.objects.get(party="finance")
    with pytest.raises(ValidationError):
        engine.sign(mine, verdict="refused", actor=cast.ding, now=now)
    with pytest.raises(NotAllowed):
        engine.sign(mine, verdict="agreed", actor=cast.ma, now=now)
    engine.sign(mine, verdict="refused", opinion="too dear", actor=cast.ding, now=now)
    case = Case.objects.get()
    assert case.state == "analysis"
    assert set(SignOff.objects.values_list("verdict", flat=True)) == {"refused", "void"}
    with pytest.raises(Refusal) as refusal:
        engine.sign(SignOff.objects.get(party="sales"), verdict="agreed", actor=cast.lin, now=now)
    assert refusal.value.code == "moved_on"
    engine.perform(record, "propose", actor=cast.han, data={"cause": "cold"}, now=now)
    assert SignOff.objects.filter(round=2, verdict="pending").count() == 3


def test_waiting_stops_the_clock_and_the_rest_counts_afterwards(record, cast, now):
    engine.perform(record, "analyse", actor=cast.zhou, now=now)
    assert Case.objects.get().due_at == now + timedelta(days=5)  # Tuesday: Friday is a holiday
    engine.perform(record, "wait", actor=cast.han, now=now + timedelta(hours=1))
    assert record.next_due_at is None
    assert {todo.status for todo in _live(Case.objects.get())} == {"paused"}
    engine.perform(record, "back", actor=cast.zhou, now=now + timedelta(days=4, hours=1))  # Monday after the holiday
    todo, = _live(Case.objects.get())
    assert (todo.key, todo.status, todo.assignee) == ("state.analysis", "open", cast.han)
    assert todo.due_at == now + timedelta(days=6)  # the wait has used a working day from Thursday to Monday
    assert Case.objects.get().due_at == todo.due_at == record.next_due_at


def test_what_was_late_before_the_wait_is_as_late_afterwards_and_climbs_from_there(record, cast, now):
    engine.perform(record, "analyse", actor=cast.zhou, now=now)  # due on Tuesday at 10:20
    engine.perform(record, "wait", actor=cast.han, now=now + timedelta(days=5, hours=1))
    back = now + timedelta(days=6)
    engine.perform(record, "back", actor=cast.zhou, now=back)
    todo, = _live(Case.objects.get())
    assert (todo.due_at, todo.breached_at) == (back - timedelta(hours=1), now + timedelta(days=5))
    planned = todo.escalations.get(done_at=None)
    assert (planned.step, planned.due_at) == ("head", back)  # a step of its own state, not of the one that waited


def test_what_is_late_stays_late(record, cast, now):
    engine.perform(record, "analyse", actor=cast.zhou, now=now + timedelta(days=1))
    case = Case.objects.get()
    assert case.breached_at == now.replace(hour=15, minute=20)
    assert Stay.objects.get(state="intake").breached
    assert Todo.objects.get(key="state.intake").breached_at == case.breached_at


def test_the_buttons_that_are_off_say_why(record, cast, now):
    engine.perform(record, "analyse", actor=cast.zhou, now=now)
    offers = {one.transition.key: one for one in engine.available(record, actor=cast.han, now=now)}
    assert set(offers) == {"wait", "propose", "drop"}
    assert offers["wait"].allowed
    assert "situation" in offers["propose"].reason
    assert not offers["drop"].allowed
    assert cast.zhou.name in offers["drop"].who


def test_a_procedure_starts_on_many_records_at_once(cast, now, django_assert_max_num_queries):
    records = [company.customer(cast.zhou, now=now) for _ in range(50)]
    with company.registry.temporarily(company.COMPLAINT), django_assert_max_num_queries(20):
        cases = engine.start_many(records, procedure=company.COMPLAINT, actor=None, now=now)
    assert len(cases) == 50
    records[7].refresh_from_db()
    assert (records[7].state, records[7].next_due_at) == ("intake", now.replace(hour=15, minute=20))
    assert records[7].case_id == cases[7].pk

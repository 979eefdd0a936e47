"""The eight steps, their terms, and the proof by another."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from gendan.modules.capa import actions, queries, rules
from gendan.modules.capa.models import Capa
from gendan.modules.capa.numbers import ALL
from gendan.modules.capa.tests.story import CAUSE, agreed, analysed, brought_to, done, move, opened
from gendan.modules.samples.models import SampleRequest
from gendan.modules.samples.tests.story import asked
from gendan.spine import events
from gendan.spine.procedures import doctor
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal

DAY = timedelta(days=1)


def state_todo(capa: Capa) -> Todo:
    return Todo.objects.get(case=capa.case, key__startswith="state.", status="open")


def test_eight_steps_lead_to_a_proof_and_an_end(cast, works, now, capa, monkeypatch):
    heard = []
    monkeypatch.setitem(events._listeners, "capa.closed", (lambda **facts: heard.append(facts["capa"].number),))
    assert (capa.number, capa.state, capa.owner, capa.checker) == ("JZ2609-001", "team", works.lu, cast.han)
    brought_to(capa, "closed", cast=cast, works=works, now=now)
    capa.refresh_from_db()
    found = capa.rounds.get()
    assert (found.effective, found.checked_by, heard) == (True, cast.han, [capa.number])
    assert not Todo.objects.filter(case=capa.case, status="open").exists()
    assert not doctor.run(only="capa")


def test_f04_8_the_limit_of_improvement_goes_by_grade(cast, works, now):
    """A2: 3, 7 or 15 working days."""
    ends = {}
    for grade in (1, 2, 3):
        row = opened(cast, works, now, grade=grade)
        steps = rules.step_ends(row, rules.values_now(*ALL, at=now))
        ends[grade] = steps["prevent"]
        assert list(steps.values()) == sorted(steps.values())
        assert state_todo(row).due_at == row.step_due_at == steps["team"]
    assert ends[1] < ends[2] < ends[3]
    assert ends[1].date() == (now + 6 * DAY).date(), "the festival on Friday and the weekend do not count"


def test_each_step_asks_for_what_belongs_to_it(cast, works, now, capa):
    lu, shi, han = works.lu, works.shi, cast.han
    with pytest.raises(ValidationError):
        move(capa, "gather", actor=lu, now=now, team=[shi.pk], checker=shi.pk)
    brought_to(capa, "containment", cast=cast, works=works, now=now)
    with pytest.raises(ValidationError):
        move(capa, "contain", actor=lu, now=now, contained="")
    waiting = agreed(capa, "containment", owner=shi, actor=lu, now=now, text="隔离库存同批")
    with pytest.raises(Refusal):
        move(capa, "contain", actor=lu, now=now)
    done(waiting, now=now)
    move(capa, "contain", actor=lu, now=now)
    with pytest.raises(Refusal, match="问"):
        move(capa, "find_cause", actor=lu, now=now, **CAUSE)
    analysed(capa, actor=lu, now=now)
    move(capa, "find_cause", actor=lu, now=now, **CAUSE)
    with pytest.raises(Refusal):
        move(capa, "choose", actor=lu, now=now)
    with pytest.raises(Refusal):
        agreed(capa, "corrective", owner=han, actor=lu, now=now)
    agreed(capa, "corrective", owner=shi, actor=lu, now=now)
    move(capa, "choose", actor=lu, now=now)
    with pytest.raises(Refusal):
        move(capa, "carry_out", actor=lu, now=now)
    assert capa.state == "carry"


def test_an_action_is_a_todo_of_its_owner_and_ends_with_evidence(cast, works, now, capa):
    brought_to(capa, "plan", cast=cast, works=works, now=now)
    action = agreed(capa, "corrective", owner=works.shi, actor=works.lu, now=now)
    again = agreed(capa, "corrective", owner=works.shi, actor=works.lu, now=now)
    assert again == action, "a double click is one action"
    todo = Todo.objects.get(pk=action.todo_id)
    assert (todo.assignee, todo.due_at) == (works.shi, now + DAY)
    assert todo.escalations.exists()
    with pytest.raises(ValidationError):
        actions.finish_action(action, evidence=" ", actor=works.shi, now=now)
    with pytest.raises(NotAllowed):
        actions.finish_action(action, evidence="看过", actor=cast.zhou, now=now)
    done(action, now=now)
    todo.refresh_from_db()
    assert todo.status == "done"
    with pytest.raises(Refusal):
        done(action, now=now)


def test_the_effect_is_judged_after_its_time_and_by_another(cast, works, now, capa):
    brought_to(capa, "check", cast=cast, works=works, now=now)
    todo = state_todo(capa)
    assert todo.assignee == cast.han
    with pytest.raises(Refusal, match="效果"):
        move(capa, "prove", actor=cast.han, now=now, evidence="合格")
    for person in (works.lu, works.shi):
        with pytest.raises(Refusal):
            move(capa, "prove", actor=person, now=capa.check_from, evidence="合格")
    with pytest.raises(ValidationError):
        move(capa, "prove", actor=cast.han, now=capa.check_from, evidence="")
    move(capa, "prove", actor=cast.han, now=capa.check_from, evidence="三批合格")
    assert capa.state == "thanks"


def test_not_effective_begins_another_round_and_the_old_one_stays(cast, works, now, capa):
    brought_to(capa, "check", cast=cast, works=works, now=now)
    move(capa, "again", actor=cast.han, now=now + DAY, evidence="第二批又有 3 件", why_again="台账没有人看")
    assert (capa.state, capa.round_no, capa.cause) == ("cause", 2, "")
    first = queries.earlier_rounds(capa).get()
    assert (first.effective, first.cause, first.whys.count(), first.actions.count()) == (False, CAUSE["cause"], 3, 3)
    brought_to(capa, "closed", cast=cast, works=works, now=now + 2 * DAY)
    assert capa.rounds.filter(effective=True).get().number == 2
    assert not doctor.run(only="capa")


def test_it_came_back_after_it_was_closed(cast, works, now, capa, monkeypatch):
    heard = []
    monkeypatch.setitem(events._listeners, "capa.reopened", (lambda **facts: heard.append(facts["capa"].number),))
    brought_to(capa, "closed", cast=cast, works=works, now=now)
    later = capa.closed_at + DAY
    with pytest.raises(NotAllowed):
        move(capa, "reopen", actor=works.lu, now=later, reason="又来了")
    move(capa, "reopen", actor=cast.han, now=later, reason="又来了")
    assert (capa.state, capa.round_no, capa.closed_at, heard) == ("cause", 2, None, [capa.number])
    assert not doctor.run(only="capa")


def test_a_record_asks_once_however_often_one_clicks(cast, works, now, firm, bearing):
    source: SampleRequest = asked(firm, cast.he, now, product=bearing)
    first = actions.open_for(source, title="样品孔径不对", responsible=works, actor=cast.he, now=now)
    assert actions.open_for(source, title="样品孔径不对", responsible=works, actor=cast.he, now=now) == first
    assert (first.customer, first.product, first.source_kind) == (firm, bearing, "samples.samplerequest")
    assert list(queries.of("samples.samplerequest", source.pk)) == [first]
    assert queries.of_many("samples.samplerequest", [source.pk]) == {source.pk: [first]}
    assert not doctor.run()


def test_withdrawing_needs_a_reason_and_somebody_else(cast, works, now, capa):
    with pytest.raises(NotAllowed):
        move(capa, "withdraw", actor=works.lu, now=now, reason="没空")
    with pytest.raises(ValidationError):
        move(capa, "withdraw", actor=cast.han, now=now, reason="")
    brought_to(capa, "carry", cast=cast, works=works, now=now)
    move(capa, "withdraw", actor=cast.han, now=now, reason="客户撤诉，查无此事")
    assert (capa.state, capa.state_kind) == ("withdrawn", "lost")
    assert not capa.actions.filter(done_at=None, dropped_at=None).exists()
    assert not doctor.run(only="capa")


def test_the_same_fault_is_worked_on_once(cast, works, now, firm, bearing):
    first, second = (opened(cast, works, now, customer=firm, product=bearing, defect=said) for said in ("孔径 超差", "孔径超差"))
    assert list(queries.alike(first, since=now - DAY)) == [second]
    actions.join_to(second, first, actor=cast.han, now=now)
    second.refresh_from_db()
    assert (second.state, second.joined_to) == ("joined", first)
    with pytest.raises(Refusal):
        actions.join_to(first, first, actor=cast.han, now=now)
    assert not doctor.run(only="capa")

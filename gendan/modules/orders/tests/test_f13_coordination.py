"""F13: formula and process of a special order are adjusted, signed by the chief engineer, and tried."""

import pytest

from gendan.modules.orders import actions, reports
from gendan.modules.orders.models import Coordination, Order
from gendan.modules.orders.tests.factories import move, order, sign_all
from gendan.spine.procedures import doctor, engine
from gendan.spine.procedures.models import SignOff, Todo
from gendan.spine.refusal import NotAllowed, Refusal

TRIAL = {"held_on": "2026-09-24", "quantity": "5", "result": "硬度 HB 190，合格"}
JUDGED = {"quality_opinion": "金相合格"}


@pytest.fixture
def record(cast, works, now):
    """A special order that the leader has signed for coordination."""
    made = order(cast, now, special=True, requirement="耐 -60 ℃")
    move(made, "submit", cast.he, now)
    move(made, "organise", works.tao, now)
    sign_all(made, now, against=("technology",))
    move(made, "talked", cast.he, now, handling_opinion="改低温钢", customer_answer="agrees")
    move(made, "sign_special", cast.fang, now)
    return Coordination.objects.get(order=made)


def to_chief(record, works, now, *, structure_only=False):
    actions.write_formula(
        record, formula="" if structure_only else "16MnDR，C 0.16", process="调质 + 低温冲击", structure_only=structure_only,
        actor=works.jin, now=now,
    )
    record.refresh_from_db()
    move(record, "submit", works.jin, now)
    return sign_all(record, now)


def test_f13_1_formula_and_process_are_versions_of_their_own(cast, works, now, record):
    assert Todo.objects.get(record_kind="orders.coordination", status="open").assignee == works.jin
    with pytest.raises(Refusal, match="配方"):
        engine.perform(record, "submit", actor=works.jin, now=now)
    actions.write_formula(record, formula="A", process="热处理", actor=works.jin, now=now)
    actions.write_formula(record, formula="B", process="热处理 2", actor=works.mei, now=now)
    assert [(one.number, one.formula) for one in record.formulas.all()] == [(2, "B"), (1, "A")]
    with pytest.raises(NotAllowed):
        actions.write_formula(record, formula="C", process="x", actor=cast.he, now=now)


def test_f13_2_the_plan_is_submitted_jointly_and_signed_by_the_chief_engineer(cast, works, now, record):
    to_chief(record, works, now)
    assert {row.party for row in SignOff.objects.filter(case=record.case)} == {"technology", "research", "production"}
    assert record.state == "chief"
    assert Todo.objects.get(record_kind="orders.coordination", status="open").assignee == works.qin
    with pytest.raises(NotAllowed):
        engine.perform(record, "sign_trials", actor=works.jin, now=now)
    with pytest.raises(Refusal, match="试制"):
        engine.perform(record, "sign_structure", actor=works.qin, now=now)
    move(record, "reject", works.qin, now, reason="碳当量偏高")
    assert record.state == "drafting"


def test_f13_3_small_final_and_industrial_trial_with_quality_opinions(cast, works, now, record):
    to_chief(record, works, now)
    move(record, "sign_trials", works.qin, now)
    move(record, "small_held", works.mei, now, **TRIAL)
    with pytest.raises(NotAllowed):
        engine.perform(record, "small_pass", actor=works.mei, data=JUDGED, now=now)
    move(record, "small_again", cast.han, now, quality_opinion="冲击功不足")
    move(record, "small_held", works.mei, now, **TRIAL)
    move(record, "small_pass", cast.han, now, **JUDGED)
    for stage in ("final", "industrial"):
        assert record.state == stage
        move(record, f"{stage}_held", works.mei, now, **TRIAL)
        move(record, f"{stage}_pass", cast.han, now, **JUDGED)
    assert record.state == "done"
    assert [(one.stage, one.attempt, one.passed) for one in record.trials.all()] == [
        ("small", 1, False), ("small", 2, True), ("final", 1, True), ("industrial", 1, True)]
    made = Order.objects.get(pk=record.order_id)
    assert made.state == "notice", "a successful industrial trial ends in the order notice"
    assert {row["stage"]: row["rate"] for row in reports.trials(Order.objects.all())}["small"] == 0.5
    assert not doctor.run()


def test_f13_3_a_failed_trial_leads_back_to_the_formula(cast, works, now, record):
    to_chief(record, works, now)
    move(record, "sign_trials", works.qin, now)
    move(record, "small_held", works.mei, now, **TRIAL)
    move(record, "small_fail", cast.han, now, quality_opinion="开裂")
    assert record.state == "drafting"
    to_chief(record, works, now)
    assert record.formulas.first().number == 2


def test_f13_4_where_only_the_structure_changes_the_notice_follows_at_once(cast, works, now, record):
    to_chief(record, works, now, structure_only=True)
    with pytest.raises(Refusal, match="只改结构"):
        engine.perform(record, "sign_trials", actor=works.qin, now=now)
    move(record, "sign_structure", works.qin, now)
    assert Order.objects.get(pk=record.order_id).state == "notice"
    assert not record.trials.exists()


def test_f13_what_cannot_be_made_is_talked_over_again(cast, works, now, record):
    move(record, "give_up", works.jin, now, reason="材料极限")
    made = Order.objects.get(pk=record.order_id)
    assert (record.state, made.state) == ("failed", "negotiating")
    assert made.needs_coordination is False

"""However one walks: nothing is closed without a proof by somebody else, and nothing is forgotten on the way."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gendan.modules.capa import actions
from gendan.modules.capa.models import Capa
from gendan.modules.capa.procedure import CAPA
from gendan.modules.capa.tests.story import CAUSE, EVIDENCE, PROBLEM, agreed, analysed, move, opened
from gendan.modules.capa.words import Measure
from gendan.spine.procedures import doctor, engine
from gendan.spine.refusal import Refusal

MOVES = [one.key for one in CAPA.transitions]
VERBS = [*MOVES, "agree containment", "agree corrective", "agree preventive", "finish", "drop", "analyse", "hand over", "onward", "onward", "onward"]
STEP = st.tuples(st.sampled_from(VERBS), st.sampled_from(["lu", "shi", "han", "jin"]), st.integers(0, 30))
ONWARD = {
    "team": "gather", "problem": "describe", "containment": "contain", "cause": "find_cause", "plan": "choose", "carry": "carry_out",
    "prevent": "make_rule", "check": "prove", "thanks": "close", "closed": "reopen",
}


def data_of(people):
    return {
        "gather": {"team": [people["shi"].pk], "checker": people["han"].pk}, "describe": PROBLEM, "contain": {"contained": "无库存"},
        "find_cause": CAUSE, "make_rule": {"standard": "WI-023"}, "prove": {"evidence": EVIDENCE},
        "again": {"evidence": "又有", "why_again": "没人看"}, "close": {"thanks": "辛苦"},
    }


def act(row: Capa, verb: str, person, people, now) -> None:
    """One thing that somebody tries; a refusal is an answer too."""
    kind, _space, wanted = verb.partition(" ")
    open_action = row.actions.filter(done_at=None, dropped_at=None).first()
    if kind == "agree":
        agreed(row, Measure(wanted).value, owner=people["shi"], actor=person, now=now, text=f"{wanted}{now:%H%M%S%f}")
    elif kind == "finish" and open_action:
        actions.finish_action(open_action, evidence="照片", actor=person, now=now)
    elif kind == "drop" and open_action:
        actions.drop_action(open_action, reason="多余", actor=person, now=now)
    elif kind == "analyse":
        analysed(row, actor=person, now=now)
    elif kind == "hand" and row.state_kind == "open":
        actions.hand_over(row, owner=people["han" if row.owner_id == people["lu"].pk else "lu"], reason="轮换", actor=person, now=now)
    elif kind in (*MOVES, "onward"):
        key = ONWARD.get(row.state, "withdraw") if kind == "onward" else kind
        move(row, key, actor=person, now=now, **{"reason": "试试", **data_of(people).get(key, {})})


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(walk=st.lists(STEP, min_size=5, max_size=40))
def test_no_walk_closes_it_without_a_check_by_another(cast, works, now, walk):
    people = {"lu": works.lu, "shi": works.shi, "han": cast.han, "jin": works.jin}
    with transaction.atomic():
        row, at = opened(cast, works, now), now
        for verb, who, hours in walk:
            at += timedelta(hours=hours, minutes=1)
            row = Capa.objects.select_related("case", "owner", "checker").get(pk=row.pk)
            try:
                act(row, verb, people[who], people, at)
            except (Refusal, ValidationError):
                continue
            check(row)
        assert not doctor.run(only="capa")
        assert not doctor.run(only="procedures")
        transaction.set_rollback(True)


def check(row: Capa) -> None:
    """What holds after every step."""
    row.refresh_from_db()
    last = row.rounds.get(number=row.round_no)
    if row.state in ("thanks", "closed"):
        hands = {person for pair in last.actions.filter(dropped_at=None).values_list("owner", "done_by") for person in pair}
        assert last.effective
        assert last.evidence
        assert last.checked_by_id not in hands
        assert last.actions.filter(kind="corrective", done_at__isnull=False).exists()
    if row.state_kind == "open":
        assert row.case.todos.filter(status="open").exists()
        assert row.owner_id != row.checker_id


def test_the_straight_way_closes_it(cast, works, now):
    people = {"lu": works.lu, "shi": works.shi, "han": cast.han, "jin": works.jin}
    row, at = opened(cast, works, now), now
    plan = ["onward", "onward", "agree containment", "finish", "onward", "analyse", "onward", "agree corrective", "onward", "finish", "onward", "onward"]
    for verb in plan:
        at += timedelta(minutes=5)
        act(row, verb, people["lu"], people, at)
    engine.perform(row, "prove", actor=cast.han, data={"evidence": EVIDENCE}, now=row.check_from)
    act(row, "onward", people["lu"], people, row.check_from)
    assert row.state == "closed"
    check(row)

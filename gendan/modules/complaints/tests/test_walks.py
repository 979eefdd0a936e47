"""Random complaints lived through the engine: each ends closed with proof, or is open with somebody who has to act.

`GENDAN_COMPLAINTS=1000 pytest …/test_walks.py` lives through as many as one likes.
"""

import os
from datetime import timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from gendan.modules.complaints import actions, soundness
from gendan.modules.complaints.models import Cause, Complaint
from gendan.modules.complaints.tests.story import said_of
from gendan.modules.complaints.words import Channel, Found, Klass, Result
from gendan.spine.procedures import engine, escalate
from gendan.spine.procedures.models import SignOff
from gendan.spine.refusal import Refusal

MANY = int(os.environ.get("GENDAN_COMPLAINTS", "3"))
#: A walk is too long to be made smaller within the time that the suite has; who looks for the cause asks for many.
PHASES = [one for one in Phase if one is not Phase.shrink or MANY > 3]
REPLY = "感谢您的反映，给您添麻烦了。我们正在跟进，请发来照片。今天下午我们开会讨论后答复。"


class Walk(RuleBasedStateMachine):
    """Up to three complaints at once, and time that passes."""

    scene: ClassVar[Any] = None

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now, self.pks = self.scene["now"], []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def row(self, place: int) -> Complaint:
        return Complaint.objects.get(pk=self.pks[place % len(self.pks)])

    def tried(self, step: Any) -> None:
        """What is refused leaves everything as it was."""
        try:
            with transaction.atomic():
                step()
        except (Refusal, ValidationError):
            pass

    @precondition(lambda self: len(self.pks) < 3)
    @rule(klass=st.sampled_from(Klass.values), grade=st.sampled_from([1, 2, 3]), major=st.booleans(), known=st.booleans(), channel=st.sampled_from(Channel.values))
    def complain(self, klass: str, grade: int, major: bool, known: bool, channel: str) -> None:  # noqa: FBT001  the shape of rules
        values = {"klass": klass, "grade": grade, "is_major": major, "channel": channel, "subject": "开裂", "phone": "13800001111", "complainant_name": "沈工", **said_of(klass)}
        take = actions.register_complaint if grade < 3 else actions.take_complaint
        row = take(values | {"customer": self.scene["firm"] if known else None}, actor=self.scene["desk"], now=self.now)
        self.pks.append(row.pk)

    @precondition(lambda self: self.pks)
    @rule(place=st.integers(0, 2), kind=st.sampled_from(Found.values), result=st.sampled_from(Result.values))
    def find(self, place: int, kind: str, result: str) -> None:
        values = {"kind": kind, "result": result, "text": "看过", "document": "HY", "value": "1", "place": "库", "laboratory": "所", "valid": True}
        self.tried(lambda: actions.note_finding(self.row(place), values=values, actor=self.scene["boss"], now=self.now))

    @precondition(lambda self: self.pks)
    @rule(place=st.integers(0, 2), key=st.integers(0, 9), fault=st.sampled_from(["ours", "not_ours", "misuse"]), score=st.integers(1, 5))
    def move(self, place: int, key: int, fault: str, score: int) -> None:
        """One of the moves that are open, by whoever may make it."""
        row = self.row(place)
        people = [one for one in (row.owner, row.verifier, row.approver, self.scene["boss"], self.scene["quality"], self.scene["head"]) if one]
        ways = [(one.transition.key, who) for who in people for one in engine.available(row, actor=who, now=self.now) if one.allowed]
        if row.state == "opinions":
            self.sign(row)
        elif ways:
            name, who = ways[key % len(ways)]
            self.tried(lambda: engine.perform(row, name, actor=who, data=self.data(name, fault, score), now=self.now))

    def sign(self, row: Complaint) -> None:
        sign = SignOff.objects.filter(case=row.case_id, verdict="pending").select_related("todo__assignee").first()
        if sign is not None:
            self.tried(lambda: engine.sign(sign, verdict="agreed", opinion="属实", actor=sign.todo.assignee, now=self.now))

    def data(self, key: str, fault: str, score: int) -> dict[str, Any]:
        cause = str(Cause.objects.values_list("pk", flat=True).first())
        return {
            "klass": "quality", "grade": "2", "verdict_text": "已核实", "parties": ["quality"], "fault": fault, "cause": cause, "solution": "换货", "cost_cny": "10",
            "no_capa_reason": "单件", "text": REPLY, "reply": REPLY, "channel": "phone", "recipient": "沈工", "done_text": "已换", "agreement": "agreed",
            "score": str(score), "reason": "再查", "who": "沈工", "place": "现场", "value": "1", "sample": "S1", "laboratory": "所", "document": "D1", "agreed": "on",
            "result": "confirmed" if key == "arbitrated" else "refuted", "kind": "photo",
        }

    @precondition(lambda self: len(self.pks) > 1)
    @rule(place=st.integers(0, 2), to=st.integers(0, 2))
    def join(self, place: int, to: int) -> None:
        self.tried(lambda: actions.join_complaint(self.row(place), to=self.row(to), actor=self.scene["boss"], now=self.now))

    @precondition(lambda self: self.pks)
    @rule(place=st.integers(0, 2), hours=st.integers(1, 100))
    def tell(self, place: int, hours: int) -> None:
        values = {"text": REPLY, "channel": "phone", "promised_at": self.now + timedelta(hours=hours)}
        self.tried(lambda: actions.tell_complainant(self.row(place), values=values, actor=self.scene["boss"], now=self.now))

    @rule(hours=st.sampled_from([1, 20, 80, 200]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        escalate.tick(self.now)

    @invariant()
    def closed_with_proof_or_open_with_somebody(self) -> None:
        assert soundness.check() == []
        for row in Complaint.objects.filter(pk__in=self.pks).select_related("owner"):
            if row.state_kind in ("open", "waiting"):
                assert row.owner is not None
                assert row.next_todo_id is not None
            for promise in row.promises.filter(kept_at=None):
                assert promise.at > promise.made_at


def test_a_thousand_random_complaints_end_closed_with_proof_or_open_with_somebody(cast, now, staff, firm):
    Walk.scene = {"now": now, "firm": firm, "desk": cast.xu, "boss": cast.fang, "quality": cast.han, "head": staff.service_head}
    run_state_machine_as_test(Walk, settings=settings(
        max_examples=MANY, stateful_step_count=20, deadline=None, print_blob=True, phases=PHASES, suppress_health_check=list(HealthCheck), database=None,
    ))

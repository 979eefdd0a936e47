"""What may be done with a record now, by whom, and why not."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gendan.spine.org.models import Employee
from gendan.spine.procedures import registry, who
from gendan.spine.procedures.declare import Procedure, Transition
from gendan.spine.procedures.engine import gate, locking
from gendan.spine.procedures.models import Case


@dataclass(frozen=True, slots=True)
class Available:
    """A move out of the present state; `reason` says why it is off, `who` names those who can."""

    transition: Transition
    allowed: bool
    reason: str = ""
    who: str = ""

    @property
    def asks(self) -> bool:
        """Whether the button opens a form first."""
        return self.transition.form is not None or self.transition.reason_required


def available(record: Any, *, actor: Employee, now: datetime) -> list[Available]:
    """The moves out of the record's state, those that this person may make first."""
    case = record.case
    procedure = registry.find(case.procedure) if case is not None else None
    if procedure is None or case.closed_at is not None and not _leads_on(procedure, case):
        return []
    situation = locking.situation_of(record, case, actor=actor, now=now)
    found = [
        _offer(record, transition, procedure, actor, situation, now)
        for transition in procedure.transitions
        if case.state in transition.source and not transition.automatic
    ]
    return sorted(found, key=lambda one: not one.allowed)


def _leads_on(procedure: Procedure, case: Case) -> bool:
    return any(case.state in transition.source for transition in procedure.transitions)


def _offer(
    record: Any, transition: Transition, procedure: Procedure, actor: Employee, situation: who.Situation, now: datetime
) -> Available:
    case = record.case
    if not gate.may(actor, transition, case=case, procedure=procedure, situation=situation):
        names = who.names(transition.who, situation=situation)
        return Available(transition, allowed=False, reason=gate.not_yours(transition), who=names)
    move = gate.move_of(record, case, transition, actor=actor, data={}, now=now)
    reasons = gate.reasons_against(move)
    return Available(transition, allowed=not reasons, reason="；".join(reasons))

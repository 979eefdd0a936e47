"""A move: lock, role, state, form, guards, write, to-dos, timeline, all in one transaction."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.spine import events, records
from gendan.spine.org import book
from gendan.spine.org.models import Employee
from gendan.spine.procedures import making, registry
from gendan.spine.procedures.declare import Move, Procedure, Transition
from gendan.spine.procedures.engine import gate, locking, states
from gendan.spine.procedures.engine.states import Passage
from gendan.spine.procedures.models import Case, Todo
from gendan.spine.procedures.plans import Calendars
from gendan.spine.procedures.verbs import move_key, state_key
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.spine.words import say


@whole
def perform(
    record: Any, key: str, *, actor: Employee | None, data: dict[str, Any] | None = None, now: datetime
) -> Case:
    """Make the move `key`; the given record shows the new state afterwards.

    Locks main object, record and case. Raises NotAllowed (not yours), Refusal (code "moved_on" when the case has
    already left the state, "guard" with all reasons), ValidationError (by field of the form, or "reason").
    """
    with book.held():
        return _perform(record, key, actor=actor, data=data or {}, now=now)


def _perform(record: Any, key: str, *, actor: Employee | None, data: dict[str, Any], now: datetime) -> Case:
    locked = locking.lock(record)
    procedure = procedure_of(locked.case)
    transition = procedure.find_transition(key)
    if transition is None:
        raise Refusal(_("There is no move “%(key)s” in this procedure.") % {"key": key}, code="unknown")
    situation = locking.situation_of(locked, locked.case, actor=actor, now=now)
    if locked.case.state in transition.source or not gate.was_just_moved_by(actor, locked.case):
        gate.require_role(actor, transition, case=locked.case, procedure=procedure, situation=situation)
    gate.require_state(locked.case, transition, procedure=procedure)
    move_on(locked, procedure, transition, actor=actor, data=data, now=now)
    locking.hand_back(record, locked)
    case: Case = locked.case
    return case


def procedure_of(case: Case) -> Procedure:
    """The declaration that the case runs by."""
    procedure = registry.find(case.procedure)
    if procedure is None:
        raise Refusal(_("The procedure “%(key)s” no longer exists.") % {"key": case.procedure}, code="unknown")
    return procedure


def move_on(
    record: Any, procedure: Procedure, transition: Transition, *, actor: Employee | None, data: dict[str, Any],
    now: datetime,
) -> None:
    """Carry out a move whose role and state are right; the record and its case are locked."""
    case = record.case
    move = decided(record, case, transition, actor=actor, data=data, now=now)
    source = case.state
    target = procedure.state(transition.target)
    passage = Passage(record, case, procedure, actor, now, Calendars(), via=transition.key, kept=move.kept)
    states.leave(passage, target=target)
    made = states.enter(passage, target=target)
    states.show(passage)
    make_known(move, procedure, source=source, made=made)


def decided(
    record: Any, case: Case, transition: Transition, *, actor: Employee | None, data: dict[str, Any], now: datetime
) -> Move:
    """The move with its input checked, its guards asked and its effects done."""
    values = gate.cleaned(transition, data, record=record, actor=actor)
    move = gate.move_of(record, case, transition, actor=actor, data=values, now=now)
    gate.require_guards(move)
    for effect in transition.effects:
        effect(move)
    return move


def make_known(move: Move, procedure: Procedure, *, source: str, made: list[Todo]) -> None:
    """The line on the timeline, the people who have something to do now, and the other modules."""
    _write_down(move, procedure, source=source)
    making.tell_assignees(made, actor=move.actor, now=move.now)
    events.emit("procedures.moved", case=move.case, transition=move.transition, actor=move.actor, now=move.now)


def _write_down(move: Move, procedure: Procedure, *, source: str) -> None:
    transition = move.transition
    old, target = procedure.find_state(source), procedure.state(transition.target)
    facts = {
        "procedure": procedure.key, "transition": transition.key, "from": source, "to": transition.target,
        "from_title": say(state_key(procedure.key, old)).stored if old else source,
        "to_title": say(state_key(procedure.key, target)).stored,
        "title": say(move_key(procedure.key, transition)).stored,
    }
    timeline.record(
        transition.verb or f"{procedure.key}.moved", move.record, actor=move.actor, at=move.now,
        text=move.data.get("reason", ""), data=facts, main=records.main_of(move.record),
    )

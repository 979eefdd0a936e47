"""Signing: one party's opinion, and the move that follows when the verdict is clear."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine import records
from gendan.spine.org.models import Employee
from gendan.spine.procedures import making, next_steps, who
from gendan.spine.procedures.declare import Party, State
from gendan.spine.procedures.engine import locking
from gendan.spine.procedures.engine.moving import move_on, procedure_of
from gendan.spine.procedures.engine.rounds import outcome
from gendan.spine.procedures.models import SignOff, Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

VERDICTS = (SignOff.Verdict.AGREED, SignOff.Verdict.REFUSED)


@whole
def sign(signoff: SignOff, *, verdict: str, opinion: str = "", actor: Employee, now: datetime) -> SignOff:
    """Give a party's opinion; a refusal needs words. The last opinion that decides also makes the move."""
    record = locking.lock(_record_of(signoff))
    current = SignOff.objects.select_for_update(of=("self",)).select_related("todo__assignee", "signed_by")
    mine = current.get(pk=signoff.pk)
    state = procedure_of(record.case).find_state(mine.state)
    _require_pending(mine)
    _require_mine(mine, state, record=record, actor=actor, now=now)
    _require_words(verdict, opinion)
    mine.verdict, mine.opinion, mine.signed_by, mine.signed_at = verdict, opinion, actor, now
    mine.save(update_fields=["verdict", "opinion", "signed_by", "signed_at"])
    making.close([mine.todo], status=Todo.Status.DONE, actor=actor, now=now, outcome=opinion)
    _write_down(mine, state, record=record, now=now)
    _decide(mine, state, record=record, now=now)
    return mine


def _record_of(signoff: SignOff) -> Any:
    case = signoff.case
    return records.model_of(case.record_kind)._base_manager.get(pk=case.record_id)


def _require_pending(signoff: SignOff) -> None:
    if signoff.verdict == SignOff.Verdict.VOID:
        raise Refusal(_("This opinion is no longer needed: the case has moved on."), code="moved_on")
    if signoff.verdict != SignOff.Verdict.PENDING:
        name = signoff.signed_by.name if signoff.signed_by else ""
        at = timezone.localtime(signoff.signed_at).strftime("%m-%d %H:%M") if signoff.signed_at else ""
        raise Refusal(_("%(name)s has signed this on %(at)s.") % {"name": name, "at": at}, code="moved_on")


def _require_mine(signoff: SignOff, state: State | None, *, record: Any, actor: Employee, now: datetime) -> None:
    """The person asked, the deputy, and whoever else the party means."""
    if may_sign(signoff, state=state, record=record, actor=actor, now=now):
        return
    raise NotAllowed(_("This opinion is not yours to give."), who=signoff.todo.assignee.name)


def may_sign(signoff: SignOff, *, state: State | None, record: Any, actor: Employee, now: datetime) -> bool:
    """Whether this person may give this opinion."""
    assignee = signoff.todo.assignee
    if assignee == actor:
        return True
    situation = locking.situation_of(record, record.case, actor=actor, now=now)
    if who.stand_in_for(assignee, on=situation.on).employee == actor:
        return True
    party = party_of(signoff, state)
    return party is not None and who.is_one_of(actor, [party.who], situation=situation)


def party_of(signoff: SignOff, state: State | None) -> Party | None:
    """The declared party, or None when a newer version dropped it."""
    asked = state.signoffs.parties if state and state.signoffs else ()
    return next((party for party in asked if party.key == signoff.party), None)


def _require_words(verdict: str, opinion: str) -> None:
    if verdict not in VERDICTS:
        raise ValidationError({"verdict": _("Agree or refuse.")})
    if verdict == SignOff.Verdict.REFUSED and not opinion.strip():
        raise ValidationError({"opinion": _("A refusal needs its reason.")})


def _write_down(signoff: SignOff, state: State | None, *, record: Any, now: datetime) -> None:
    party = party_of(signoff, state)
    facts = {"party": str(party.title if party else signoff.party), "verdict": signoff.verdict, "round": signoff.round}
    timeline.record(
        "procedures.signed", record, actor=signoff.signed_by, at=now, text=signoff.opinion, data=facts,
        main=records.main_of(record),
    )


def _decide(signoff: SignOff, state: State | None, *, record: Any, now: datetime) -> None:
    case = record.case
    if state is None or state.signoffs is None or case.state != state.key:
        return
    signed = list(SignOff.objects.filter(case=case, state=state.key, round=signoff.round))
    key = outcome(state.signoffs, signed, values=case.numbers)
    if key is None:
        next_steps.refresh_for([signoff.todo])
        return
    procedure = procedure_of(case)
    reason = {"reason": signoff.opinion} if signoff.opinion else {}
    move_on(record, procedure, procedure.transition(key), actor=signoff.signed_by, data=reason, now=now)

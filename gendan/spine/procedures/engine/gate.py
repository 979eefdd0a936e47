"""Whether somebody may make a move, and the words when not."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine.org.models import Employee
from gendan.spine.procedures import who
from gendan.spine.procedures.declare import Actor, Move, Procedure, Transition
from gendan.spine.procedures.models import Case, Stay, Todo
from gendan.spine.refusal import NotAllowed, Refusal


def may(
    actor: Employee | None, transition: Transition, *, case: Case, procedure: Procedure, situation: who.Situation
) -> bool:
    """The declared people, the deputies of absent ones, and whoever was given the state's to-do in their place."""
    if transition.automatic or actor is None:
        return transition.automatic
    if who.is_one_of(actor, [one for one in transition.who if not isinstance(one, Actor)], situation=situation):
        return True
    if any(isinstance(one, Actor) for one in transition.who) and _moved_last(actor, case):
        return True
    state = procedure.find_state(case.state)
    return state is not None and state.who in transition.who and _has_the_todo(actor, case)


def _moved_last(actor: Employee, case: Case) -> bool:
    return Stay.objects.filter(case=case, left_at=None, moved_by=actor).exists()


def _has_the_todo(actor: Employee, case: Case) -> bool:
    return case.todos.filter(assignee=actor, status=Todo.Status.OPEN, key__startswith="state.").exists()


def require_role(
    actor: Employee | None, transition: Transition, *, case: Case, procedure: Procedure, situation: who.Situation
) -> None:
    """Raise NotAllowed, naming who can."""
    if not may(actor, transition, case=case, procedure=procedure, situation=situation):
        raise NotAllowed(not_yours(transition), who=who.names(transition.who, situation=situation))


def not_yours(transition: Transition) -> str:
    """Why the button is off for somebody else."""
    return _("“%(move)s” is not yours to do.") % {"move": transition.title}


def require_state(case: Case, transition: Transition, *, procedure: Procedure) -> None:
    """Raise a Refusal that says who has moved the case on, and when."""
    if case.state in transition.source:
        return
    state = procedure.find_state(case.state)
    title = state.title if state else case.state
    stay = Stay.objects.filter(case=case, left_at=None).select_related("moved_by").first()
    mover = stay.moved_by.name if stay and stay.moved_by else _("gendan")
    at = timezone.localtime(stay.entered_at if stay else case.since).strftime("%m-%d %H:%M")
    raise Refusal(
        _("“%(move)s” is no longer possible: %(name)s moved it to “%(state)s” on %(at)s.")
        % {"move": transition.title, "name": mover, "state": title, "at": at},
        who=mover, code="moved_on",
    )


def form_for(transition: Transition, *, record: Any, actor: Employee | None, data: Any = None) -> BaseForm | None:
    """The transition's form, filled with `data` where there is any."""
    if transition.form is None:
        return None
    if hasattr(transition.form, "for_record"):
        form: BaseForm = transition.form.for_record(record, actor=actor, data=data)
        return form
    blank: BaseForm = transition.form(data) if data is not None else transition.form()
    return blank


def cleaned(transition: Transition, data: dict[str, Any], *, record: Any, actor: Employee | None) -> dict[str, Any]:
    """The input, checked: what the form says, and the reason where one is wanted. Raises ValidationError by field."""
    errors: dict[str, Any] = {}
    values = dict(data)
    form = form_for(transition, record=record, actor=actor, data=data)
    if form is not None:
        errors = {} if form.is_valid() else dict(form.errors.as_data())
        values = dict(form.cleaned_data)
    reason = str(data.get("reason") or values.get("reason") or "").strip()
    if transition.reason_required and not reason:
        errors["reason"] = [ValidationError(_("Say why."), code="required")]
    if errors:
        raise ValidationError(errors)
    return {**values, "reason": reason} if reason else values


def require_guards(move: Move) -> None:
    """Raise a Refusal with the reasons of all guards that hold the move back."""
    reasons = reasons_against(move)
    if reasons:
        raise Refusal("；".join(reasons) if len(reasons) > 1 else reasons[0], code="guard")


def reasons_against(move: Move) -> list[str]:
    """What the guards say against it, all of them."""
    found = [guard(move) for guard in move.transition.guards]
    return [str(reason) for reason in found if reason]


def move_of(
    record: Any, case: Case, transition: Transition, *, actor: Employee | None, data: dict[str, Any], now: datetime
) -> Move:
    """What guards and effects are told."""
    return Move(record=record, case=case, transition=transition, actor=actor, data=data, now=now)


def was_just_moved_by(actor: Employee | None, case: Case) -> bool:
    """Whether this person brought the case where it stands: then a second click is told so, not forbidden."""
    return actor is not None and _moved_last(actor, case)

"""Actions of a corrective action: agreed on with somebody, done with evidence, or dropped with a reason."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gendan.modules.capa import effects, queries
from gendan.modules.capa.models import Action, Capa
from gendan.modules.capa.words import AGREED_IN, Measure
from gendan.spine import words
from gendan.spine.access.queries import may, require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import settling, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

ACTION = "capa.action"


@whole
def add_action(
    capa: Capa, *, kind: str, text: str, owner: Employee, due_at: datetime, actor: Employee, now: datetime
) -> Action:
    """Somebody does something by a time: his own to-do, which climbs when it is late. The same one twice is once."""
    require(actor, "edit", capa)
    current = _lock(capa)
    if not text.strip():
        raise ValidationError({"text": _("What is to be done?")})
    if current.state not in AGREED_IN[Measure(kind)]:
        raise Refusal(_("In this step no such action is agreed on: go on, or back, first."), field="kind", code="step")
    if owner.pk == current.checker_id:
        raise Refusal(_("Who judges the effect carries nothing out."), field="owner", code="checker")
    found = queries.round_of(current)
    same = Action.objects.filter(round=found, kind=kind, text=text.strip()[:300], owner=owner, done_at=None, dropped_at=None).first()
    if same is not None:
        return same
    todo = todos.add(
        current, key=ACTION, title=words.say("todo.capa_action", text.strip()[:120]), assignee=owner, due_at=due_at, actor=actor, now=now,
        context=current.number,
    )
    row = Action.objects.create(
        capa=current, round=found, kind=kind, text=text.strip()[:300], owner=owner, due_at=due_at, todo_id=todo.pk,
    )
    _let_see(current, owner, todo.assignee)
    facts = {"title": row.text, "name": owner.name, "kind": str(Measure(kind).label)}
    timeline.record("capa.action", current, actor=actor, at=now, data=facts)
    return row


def _lock(capa: Capa) -> Capa:
    found: Capa = Capa.objects.select_for_update(no_key=True, of=("self",)).select_related("case", "customer").get(pk=capa.pk)
    return found


def _let_see(capa: Capa, *people: Employee) -> None:
    Capa.objects.filter(pk=capa.pk).update(related_ids=effects.related(capa, *people))


def _require_hands(action: Action, *, actor: Employee) -> None:
    """Whose it is, his stand-in, and whoever may change the record."""
    todo = queries.todo_of(action)
    if actor.pk in {action.owner_id, todo.assignee_id if todo else None}:
        return
    if not may(actor, "edit", action.capa).allowed:
        raise NotAllowed(_("This is %(name)s's action.") % {"name": action.owner.name}, who=action.owner.name)


def _held(action: Action, *, actor: Employee) -> Action:
    _lock(action.capa)
    row: Action = Action.objects.select_for_update(of=("self",)).select_related("capa", "owner").get(pk=action.pk)
    _require_hands(row, actor=actor)
    if not row.is_open:
        raise Refusal(_("This action is done or dropped already."), code="moved_on")
    return row


@whole
def finish_action(action: Action, *, evidence: str, actor: Employee, now: datetime, upload: Any = None) -> Action:
    """It is done; the evidence says by what one sees it."""
    row = _held(action, actor=actor)
    if not evidence.strip():
        raise ValidationError({"evidence": _("What shows that it is done?")})
    if actor.pk == row.capa.checker_id:
        raise NotAllowed(_("Who judges the effect carries nothing out."), who=row.owner.name)
    if upload is not None:
        row.file = timeline.keep_file(row.capa, upload=upload, uploader=actor, now=now)
    row.done_at, row.done_by, row.evidence = now, actor, evidence.strip()
    row.save(update_fields=["done_at", "done_by", "evidence", "file"])
    _end_todo(row, actor=actor, now=now, outcome=evidence)
    facts = {"title": row.text, **({"attachment": row.file.pk} if row.file else {})}
    timeline.record("capa.done", row.capa, actor=actor, at=now, text=row.evidence, data=facts)
    return row


@whole
def move_action(action: Action, *, due_at: datetime, reason: str, actor: Employee, now: datetime) -> Action:
    """Another day, with the reason; who may change the record decides that, and what was late stays late."""
    row = _held(action, actor=actor)
    require(actor, "edit", row.capa)
    row.due_at = due_at
    row.save(update_fields=["due_at"])
    todo = queries.todo_of(row)
    if todo is not None:
        todos.postpone(todo, due_at=due_at, reason=reason, actor=None, now=now)
    return row


def todo_is_free(todo: Todo) -> Refusal | None:
    """Guard of the to-do: it ends with the action's evidence, and moves with the action's day."""
    action = queries.action_of(todo)
    if action is None or not action.is_open or action.due_at != todo.due_at:
        return None
    return Refusal(_("Do this on its corrective action: it is done with evidence, and another day is agreed on there."), code="evidence")


@whole
def drop_action(action: Action, *, reason: str, actor: Employee, now: datetime) -> Action:
    """It is not done after all; who may change the record decides that."""
    row = _held(action, actor=actor)
    require(actor, "edit", row.capa)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    row.dropped_at, row.dropped_reason = now, reason.strip()[:200]
    row.save(update_fields=["dropped_at", "dropped_reason"])
    _end_todo(row, actor=actor, now=now, outcome=reason)
    timeline.record("capa.dropped", row.capa, actor=actor, at=now, text=reason, data={"title": row.text})
    return row


def _end_todo(action: Action, *, actor: Employee, now: datetime, outcome: str) -> None:
    todo = queries.todo_of(action)
    if todo is not None:
        settling.end(todo, outcome=outcome, now=now)

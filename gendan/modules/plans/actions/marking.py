"""Cells of the grid: put in, move, tick, drop (F85.1, F85.5)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity, Way
from gendan.modules.plans import rules
from gendan.modules.plans.models import Action, Plan, Result
from gendan.modules.plans.models.plan import Kind
from gendan.modules.plans.procedure import EDITABLE, MONTHLY_PLAN, RUNNING
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import settling
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

OPEN_STATES = (*EDITABLE, *RUNNING)


def locked(plan: Plan, *, actor: Employee, states: Collection[str] = OPEN_STATES) -> Plan:
    """The plan as it stands, held, and open for changes by this person."""
    row: Plan = Plan.objects.select_for_update(no_key=True, of=("self",)).select_related("owner", "case").get(pk=plan.pk)
    require(actor, "edit", row)
    if row.state not in states:
        title = MONTHLY_PLAN.state(row.state).title
        raise Refusal(_("The plan stands at “%(state)s”: this cannot be changed now.") % {"state": title}, code="moved_on")
    return row


def _held(action: Action) -> Action:
    """The action as it stands after its plan was locked."""
    row: Action = Action.objects.select_for_update(no_key=True, of=("self",)).select_related("customer", "plan").get(pk=action.pk)
    if row.result in (Result.CARRIED, Result.PASSED_ON, Result.DROPPED):
        raise Refusal(_("This action goes on elsewhere or was dropped."), code="moved_on")
    return row


def _require_in_month(plan: Plan, day: date) -> None:
    if rules.month_of(day) != plan.month:
        raise Refusal(_("This day does not belong to %(month)s.") % {"month": f"{plan.month:%Y-%m}"}, field="day")


@whole
def add_action(
    plan: Plan, *, customer: Customer, day: date, actor: Employee, now: datetime, way: str = Way.VISIT, title: str = ""
) -> Action:
    """Put an action in: ☆ before the approval, ● (a temporary task) after it."""
    row = locked(plan, actor=actor)
    _require_in_month(row, day)
    if customer.owner_id != row.owner_id:
        raise Refusal(_("%(customer)s is not %(name)s's customer.") % {"customer": customer, "name": row.owner}, field="customer")
    kind = Kind.PLANNED if row.state in EDITABLE else Kind.TEMPORARY
    return Action.objects.create(plan=row, customer=customer, day=day, way=way, title=title, kind=kind, created_at=now)


@whole
def change_action(action: Action, *, actor: Employee, now: datetime, day: date, way: str, title: str = "") -> Action:
    """Another day, way or words; what is ticked stays."""
    plan = locked(action.plan, actor=actor)
    row = _held(action)
    if row.result != Result.OPEN:
        raise Refusal(_("This action has its result already."), code="moved_on")
    _require_in_month(plan, day)
    if row.day != day and plan.state in RUNNING:
        _note("plans.moved", row, actor=actor, now=now, data={"before": row.day.isoformat(), "after": day.isoformat()})
    row.day, row.way, row.title = day, way, title
    row.save(update_fields=["day", "way", "title"])
    return row


@whole
def finish_action(
    action: Action, *, result: str, actor: Employee, now: datetime, note: str = "", activity: Activity | None = None
) -> Action:
    """Tick ★, or say why it was not done (F85.5)."""
    locked(action.plan, actor=actor, states=RUNNING)
    row = _held(action)
    if result == Result.NOT_DONE and not note.strip():
        raise Refusal(_("Say why it was not done."), field="note")
    return tick(row, result=Result(result), note=note, actor=actor, now=now, activity=activity)


def tick(
    row: Action, *, result: Result, actor: Employee | None, now: datetime, note: str = "", activity: Activity | None = None
) -> Action:
    """Write the result into a locked action and close the to-do of its day."""
    row.result, row.note = result, note.strip()[:300]
    row.done_at = now if result == Result.DONE else None
    row.activity = activity or row.activity
    row.save(update_fields=["result", "note", "done_at", "activity"])
    close_todo(row, actor=actor, now=now, outcome=row.note)
    return row


def close_todo(row: Action, *, actor: Employee | None, now: datetime, outcome: str = "") -> None:
    """The to-do of the action's day, where it is still open."""
    todo = settling.live(row.todo_id)
    if todo is not None:
        settling.end(todo, outcome=outcome, actor=actor, now=now)


@whole
def reopen_action(action: Action, *, actor: Employee, now: datetime) -> Action:
    """A tick was a mistake: the action is open again."""
    locked(action.plan, actor=actor, states=RUNNING)
    row = _held(action)
    row.result, row.done_at, row.note, row.activity, row.todo_id = Result.OPEN, None, "", None, None
    row.save(update_fields=["result", "done_at", "note", "activity", "todo_id"])
    _note("plans.reopened", row, actor=actor, now=now)
    return row


@whole
def drop_action(action: Action, *, actor: Employee, now: datetime, reason: str = "") -> None:
    """Take an action out. What was carried over, or approved, needs a reason and stays on file; the rest is just gone."""
    plan = locked(action.plan, actor=actor)
    row = _held(action)
    if row.result == Result.DONE:
        raise Refusal(_("This action has its result already."), code="moved_on")
    if plan.state in EDITABLE and row.carried_from_id is None and row.result == Result.OPEN:
        row.delete()
        return
    if not reason.strip():
        raise Refusal(_("Say why it is dropped: it was carried over or approved."), field="reason")
    close_todo(row, actor=actor, now=now, outcome=reason)
    row.result, row.note = Result.DROPPED, reason.strip()[:300]
    row.save(update_fields=["result", "note"])
    _note("plans.dropped", row, actor=actor, now=now, text=reason)


@whole
def write_analysis(plan: Plan, *, analysis: str, actor: Employee, now: datetime) -> Plan:
    """The preparation of the month: market, brand and customers."""
    row = locked(plan, actor=actor)
    row.analysis = analysis
    row.save(update_fields=["analysis"])
    timeline.record("plans.analysed", row, actor=actor, at=now, system=True)
    return row


def _note(verb: str, row: Action, *, actor: Employee, now: datetime, text: str = "", data: dict[str, Any] | None = None) -> None:
    facts = {"customer": str(row.customer), "day": row.day.isoformat(), **(data or {})}
    timeline.record(verb, row.plan, actor=actor, at=now, text=text, data=facts, system=True)

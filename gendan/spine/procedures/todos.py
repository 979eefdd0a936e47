"""Verbs of to-dos: agree on one, finish, postpone, hand on, let it wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.spine import records, rows, words
from gendan.spine.messages import actions as messages
from gendan.spine.org import queries as org
from gendan.spine.org.models import Employee
from gendan.spine.procedures import due, halting, making, next_steps, numbers, plans, who
from gendan.spine.procedures.declare import Owner
from gendan.spine.procedures.engine.locking import lock_main, situation_of
from gendan.spine.procedures.engine.owning import record_of
from gendan.spine.procedures.models import Case, Followed, Todo
from gendan.spine.procedures.plans import Calendars
from gendan.spine.refusal import NotAllowed, Refusal
from gendan.spine.rows import KEY, Reading
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

NEXT_STEP = "next_step"
LIVE = making.LIVE


@dataclass(frozen=True, slots=True)
class Next:
    """The to-do that follows one that is completed."""

    title: str
    due_at: datetime
    assignee: Employee | None = None
    way: str = ""


@whole
def add(
    record: Any,
    *,
    title: str,
    assignee: Employee,
    due_at: datetime,
    actor: Employee | None,
    now: datetime,
    key: str = NEXT_STEP,
    way: str = "",
    context: str = "",
    carries_out: Iterable[Todo] = (),
    outcome: str = "",
) -> Todo:
    """Agree that somebody does something by a time; an absent assignee's deputy gets it. Raises ValidationError.

    To-dos of the same record that are carried out by this are closed with it, in one go.
    """
    if not title.strip():
        raise ValidationError({"title": _("What is to be done?")})
    if due_at is None or due_at <= now:
        raise ValidationError({"due_at": _("This time has already passed.") if due_at else _("By when?")})
    lock_record(record)
    done = _carried_out(record, carries_out, actor=actor, now=now)
    assignment = who.stand_in_for(_at_work(assignee), on=timezone.localdate(now))
    todo = making.new_todo(
        record, case=_case_of(record), key=key, title=title, assignment=assignment, actor=actor, now=now,
        due_at=due_at, way=way, context=context,
    )
    rows.give_ids(todo)
    rows.add(todo)
    plans.plan([todo], calendars=Calendars(), now=now)
    making.close(done, status=Todo.Status.DONE, actor=actor, now=now, outcome=outcome)
    next_steps.refresh_for([todo])
    for one in done:
        _note_on(record, "todo.done", one, actor=actor, now=now, text="")  # what happened stands beside it
    making.tell_assignees([todo], actor=actor, now=now)
    return todo


def _carried_out(record: Any, given: Iterable[Todo], *, actor: Employee | None, now: datetime) -> list[Todo]:
    """Those of the given to-dos on this locked record that are still live, locked; raises where one is not the actor's."""
    here, found = (records.kind_of(record), record.pk), []
    for pk in sorted(todo.pk for todo in given):
        todo = _live().one(pk)
        if todo and (todo.record_kind, todo.record_id) == here and not todo.key.startswith(plans.SIGN):
            require_may_change(todo, actor=actor, now=now)
            halting.require_free(todo)
            found.append(todo)
    return found


@cache
def _live() -> Reading:
    live = Todo.objects.filter(pk=KEY, status__in=LIVE).select_related("assignee", "case")
    return Reading(live.select_for_update(of=("self",), no_key=True))


@whole
def add_many(
    given: Iterable[Any], *, key: str, title: str, actor: Employee | None, now: datetime, way: str = ""
) -> list[Todo]:
    """The same to-do for the owner of each of many saved records of one kind, due as a to-do that woke up.

    Nobody is told and nothing is written to the timeline: whoever imports says so once.
    """
    listed, calendars = list(given), Calendars()
    if not listed:
        return []
    kind, on = records.kind_of(listed[0]), timezone.localdate(now)
    ids = [record.pk for record in listed]
    running = {case.record_id: case for case in Case.objects.filter(record_kind=kind, record_id__in=ids, closed_at=None)}
    owners = {record.owner for record in listed}
    takers = {owner: who.stand_in_for(_at_work(owner), on=on) for owner in owners}
    rule = _rule_of_waking(numbers.current(numbers.DEFAULT_KEY, numbers.DEFAULTS, at=now), now=now)
    made = []
    for record in listed:
        taker = takers[record.owner]
        todo = making.new_todo(
            record, case=running.get(record.pk), key=key, title=title, assignment=taker, actor=actor, now=now, way=way,
            due_rule=rule, due_at=due.moment_of(rule, calendar=calendars.of(taker.employee)),
        )
        made.append(todo)
    Todo.objects.bulk_create(made)
    plans.plan(made, calendars=calendars, now=now)
    next_steps.refresh(kind, ids)
    return made


def _at_work(person: Employee) -> Employee:
    if not who.at_work(person):
        raise ValidationError({"assignee": _("%(name)s no longer works here.") % {"name": person.name}})
    return person


def _case_of(record: Any) -> Case | None:
    """The running case of the record as it stands now; a closed one takes no to-dos any more."""
    if not isinstance(record, Followed):
        return None
    case: Case | None = _running(records.kind_of(record)).one(record.pk)
    return case


@cache
def _running(kind: str) -> Reading:
    return Reading(Case.objects.filter(record_kind=kind, record_id=KEY, closed_at=None).select_related("owner"))


def lock_record(record: Any) -> None:
    """Main object, then record: the order in which every writer of next steps locks."""
    lock_main(record)
    rows.hold(type(record), record.pk)


def _lock(todo: Todo) -> Todo:
    """The to-do as it stands now, locked after its record."""
    record = record_of(todo)
    if record is not None:
        lock_record(record)
    current: Todo | None = _locked().one(todo.pk)
    if current is None:
        raise Todo.DoesNotExist
    if current.status not in LIVE:
        done = current.done_by.name if current.done_by else _("gendan")
        at = timezone.localtime(current.done_at).strftime("%m-%d %H:%M") if current.done_at else ""
        raise Refusal(
            _("“%(title)s” is closed already: %(name)s, %(at)s.") % {"title": current.title, "name": done, "at": at},
            code="moved_on",
        )
    return current


@cache
def _locked() -> Reading:
    beside = Todo.objects.filter(pk=KEY).select_related("assignee__department", "case__owner", "instead_of", "created_by")
    return Reading(beside.select_for_update(of=("self",), no_key=True))


def _hand_back(todo: Todo, current: Todo) -> Todo:
    for field in Todo._meta.concrete_fields:
        setattr(todo, field.attname, getattr(current, field.attname))
    return todo


def may_change(todo: Todo, *, actor: Employee, now: datetime) -> bool:
    """The assignee, the deputy, the owner of the case, who asked for it, and superiors (PM-39)."""
    near = {todo.assignee_id, todo.instead_of_id, todo.created_by_id, todo.case.owner_id if todo.case else None}
    if actor.pk in near:
        return True
    on = timezone.localdate(now)
    if who.stand_in_for(todo.assignee, on=on).employee == actor:
        return True
    return todo.assignee_id in org.people_under(actor)


def require_may_change(todo: Todo, *, actor: Employee | None, now: datetime) -> None:
    """Raise NotAllowed, naming the person whose to-do it is; nobody (None) is gendan itself."""
    if actor is not None and not may_change(todo, actor=actor, now=now):
        raise NotAllowed(_("This is %(name)s's to-do.") % {"name": todo.assignee.name}, who=todo.assignee.name)


@whole
def complete(todo: Todo, *, actor: Employee | None, now: datetime, outcome: str = "", then: Next | None = None) -> Todo:
    """Finish a to-do, and agree on the next one. The last one of a running case needs a `then` (code "next_step_needed").

    A sign-off is finished by signing it.
    """
    current = _lock(todo)
    require_may_change(current, actor=actor, now=now)
    _require_no_signoff(current)
    halting.require_free(current)
    if then is not None:
        record = record_of(current)
        add(record, title=then.title, assignee=then.assignee or current.assignee, due_at=then.due_at, actor=actor,
            now=now, way=then.way)
    _require_another(current)
    making.close([current], status=Todo.Status.DONE, actor=actor, now=now, outcome=outcome)
    next_steps.refresh_for([current])
    _note("todo.done", current, actor=actor, now=now, text=outcome)
    return _hand_back(todo, current)


def _require_no_signoff(todo: Todo) -> None:
    if todo.key.startswith(plans.SIGN):
        raise Refusal(_("This is done by signing."), code="sign")


def _require_another(todo: Todo) -> None:
    """A running case is never without an open or paused to-do."""
    case = todo.case
    if case is None or case.closed_at is not None:
        return
    if all(one.pk == todo.pk for one in _open_at().of(case.pk)):
        raise Refusal(
            _("What comes next? Nothing open is left without a next step."), field="then", code="next_step_needed"
        )


@cache
def _open_at() -> Reading:
    return Reading(Todo.objects.filter(case=KEY, status__in=LIVE).only("pk"))


@whole
def postpone(todo: Todo, *, due_at: datetime, reason: str, actor: Employee | None, now: datetime) -> Todo:
    """Agree on another time, with the reason; what was late stays marked as late. Wakes a paused to-do."""
    errors = {}
    if due_at is None or due_at <= now:
        errors["due_at"] = _("This time has already passed.") if due_at else _("By when?")
    if not reason.strip():
        errors["reason"] = _("Say why.")
    if errors:
        raise ValidationError(errors)
    current = _lock(todo)
    require_may_change(current, actor=actor, now=now)
    halting.require_free(current)
    before = current.due_at
    current.breached_at = current.breached_at or making.missed(current.due_at, now=now)
    current.status, current.due_at, current.due_rule = Todo.Status.OPEN, due_at, None
    current.wakes_at, current.reason = None, reason[:200]
    current.save(update_fields=["status", "due_at", "due_rule", "wakes_at", "reason", "breached_at"])
    plans.replan([current], calendars=Calendars(), now=now, anew=True)
    next_steps.refresh_for([current])
    facts = {"before": before.isoformat() if before else "", "after": due_at.isoformat()}
    _note("todo.postponed", current, actor=actor, now=now, text=reason, data=facts)
    return _hand_back(todo, current)


@whole
def reassign(todo: Todo, *, assignee: Employee, reason: str, actor: Employee | None, now: datetime) -> Todo:
    """Give the to-do to somebody else, with the reason; the due time stays."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why.")})
    current = _lock(todo)
    require_may_change(current, actor=actor, now=now)
    before = current.assignee
    assignment = who.stand_in_for(_at_work(assignee), on=timezone.localdate(now))
    give([current], assignment=assignment, reason=reason)
    making.tell_assignees([current], actor=actor, now=now)
    _note("todo.reassigned", current, actor=actor, now=now, text=reason,
          data={"before": before.name, "after": current.assignee.name})
    return _hand_back(todo, current)


def give(given: Iterable[Todo], *, assignment: who.Assignment, reason: str) -> None:
    """Write the new assignee into locked to-dos."""
    listed = list(given)
    for todo in listed:
        todo.assignee, todo.instead_of = assignment.employee, assignment.instead_of
        todo.department_id, todo.reason = assignment.employee.department_id, reason[:200]
    Todo.objects.bulk_update(listed, ["assignee", "instead_of", "department", "reason"])


@whole
def pause(todo: Todo, *, reason: str, wakes_at: datetime, actor: Employee | None, now: datetime) -> Todo:
    """Let a to-do rest until a moment; what is left of its time counts from then on."""
    _require_wait(reason, wakes_at, now=now)
    current = _lock(todo)
    require_may_change(current, actor=actor, now=now)
    _require_no_signoff(current)
    making.pause([current], now=now, calendars=Calendars(), by_state=False)
    current.reason, current.wakes_at = reason[:200], wakes_at
    current.save(update_fields=["reason", "wakes_at"])
    next_steps.refresh_for([current])
    _note("todo.paused", current, actor=actor, now=now, text=reason)
    return _hand_back(todo, current)


def _require_wait(reason: str, wakes_at: datetime | None, *, now: datetime) -> None:
    errors = {}
    if not reason.strip():
        errors["reason"] = _("Say why.")
    if wakes_at is None or wakes_at <= now:
        errors["wakes_at"] = _("Until when? A time still to come.")
    if errors:
        raise ValidationError(errors)


@whole
def no_next_step(
    record: Any, *, reason: str, wakes_at: datetime, actor: Employee | None, now: datetime
) -> Todo:
    """Nothing is planned, for this reason, until then: a paused to-do that asks the owner again."""
    _require_wait(reason, wakes_at, now=now)
    lock_record(record)
    case = _case_of(record)
    situation = situation_of(record, case, actor=actor, now=now)
    todo = making.new_todo(
        record, case=case, key=NEXT_STEP, title=words.say("todo.arrange"),
        assignment=who.assign(Owner(), situation=situation), actor=actor, now=now,
    )
    todo.reason, todo.wakes_at = reason[:200], wakes_at
    rows.give_ids(todo)
    rows.add(todo)
    next_steps.refresh_for([todo])
    return todo


def refresh_next_steps(kind: str, ids: Iterable[int]) -> None:
    """Bring the `next_*` columns of these records up to date."""
    next_steps.refresh(kind, ids)


def wake_rule(todo: Todo, *, now: datetime) -> due.Rule:
    """The due time of a to-do that comes back without one of its own."""
    return _rule_of_waking(plans.values_of(todo, now=now), now=now)


def _rule_of_waking(values: dict[str, Any], *, now: datetime) -> due.Rule:
    return {"unit": str(numbers.WAKE.unit), "value": numbers.value(values, numbers.WAKE), "from": now.isoformat()}


def _note(
    verb: str, todo: Todo, *, actor: Employee | None, now: datetime, text: str, data: dict[str, Any] | None = None
) -> None:
    record = record_of(todo)
    if record is not None:
        _note_on(record, verb, todo, actor=actor, now=now, text=text, data=data)


def _note_on(
    record: Any, verb: str, todo: Todo, *, actor: Employee | None, now: datetime, text: str,
    data: dict[str, Any] | None = None,
) -> None:
    timeline.record(
        verb, record, actor=actor, at=now, text=text, data={"title": words.stored(todo.title), **(data or {})}, system=True,
        main=records.main_of(record),
    )


@whole
def hand_over_all(
    from_employee: Employee, *, to: Employee | None, actor: Employee | None, now: datetime
) -> int:
    """Everything that somebody who leaves still has goes to the successor: live to-dos, sign-offs, cases.

    Without a successor the head of the department, finally the general manager, gets it.
    """
    on = timezone.localdate(now)
    situation = who.Situation(None, None, from_employee.department, actor, on)
    taker = who.stand_in_for(to, on=on) if to is not None else who.assign(Owner(), situation=situation)
    if taker.employee.pk == from_employee.pk:
        raise Refusal(_("Somebody else must take this over."), field="successor", code="nobody")
    heir = to or taker.employee
    Case.objects.filter(owner=from_employee, closed_at=None).update(owner=heir, department=heir.department)
    mine = Todo.objects.filter(assignee=from_employee, status__in=LIVE)
    count = mine.update(assignee=taker.employee, instead_of=taker.instead_of, department=taker.employee.department_id)
    if count:
        said = lambda: _("%(name)s's %(count)s to-dos are yours now") % {"name": from_employee.name, "count": count}  # noqa: E731
        messages.tell(taker.employee, topic=making.TOPIC, title=said, url="/todos", now=now)
    return count


def on_employee_left(*, employee: Employee, successor: Employee | None, actor: Employee | None, now: datetime) -> None:
    """Listener of "org.employee_left"."""
    hand_over_all(employee, to=successor, actor=actor, now=now)

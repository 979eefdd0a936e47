"""Verbs of follow-ups: log what happened with its next step, promise an answer, send material."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.utils.translation import gettext as _

from gendan.modules.customers.holds import require_no_dunning
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.under import people_of
from gendan.modules.followups import queries, rules, subjects
from gendan.modules.followups.models import Activity, Material, Promise, Tick, Way
from gendan.modules.followups.procedure import PROMISE
from gendan.spine import events, records, rows
from gendan.spine.access.queries import require
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, todos
from gendan.spine.procedures.models import Todo
from gendan.spine.procedures.todos import LIVE
from gendan.spine.refusal import Refusal
from gendan.spine.rows import KEY, Reading
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.spine.words import say

NO_NEXT_STEP_REVIEW_DAYS = 30


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, by when, by whom."""

    title: str = ""
    due_at: datetime | None = None
    way: str = ""
    assignee: Employee | None = None
    no_next_reason: str = ""


def _require_may_follow(customer: Customer, *, actor: Employee) -> None:
    """Follow-ups are written by those who may follow the customer; for others it is read-only."""
    require(actor, "view", customer)
    require(actor, "follow", customer)


class Told(TypedDict, total=False):
    """What the person who was in contact tells of it; the columns of an activity."""

    way: str
    text: str
    contact: Contact | None
    result: str
    attitude: str
    at: datetime | None
    seconds: int | None
    number: str
    asked_for: str
    answered_by: str
    purpose: str
    effect: str
    checked: list[str]


@whole
def log_activity(
    customer: Customer,
    *,
    actor: Employee,
    now: datetime,
    next_step: NextStep,
    subject: Any = None,
    completes: Todo | None = None,
    promise_question: str = "",
    promise_due_at: datetime | None = None,
    once: UUID | None = None,
    **told: Unpack[Told],
) -> Activity:
    """Write one contact with the customer and its next step (F03, F11.2, F39.6).

    `subject` is the record it was about, else the customer. `completes` is the to-do that this contact carries out;
    without one the actor's next step on the same record is taken as done. `once` makes a double click harmless.
    Raises ValidationError at the fields, Refusal where nothing may be written any more, NotAllowed without right.
    """
    written = queries.activity_by_token(once)
    if written is not None:
        return written
    _require_may_follow(customer, actor=actor)
    about = subject or customer
    subjects.require_writable(about)
    require_no_dunning(customer, told.get("purpose", ""), about=subject, field="purpose")
    require_no_dunning(customer, next_step.title, about=subject, field="next_title")
    rules.require_time_order(at=told.get("at") or now, now=now)
    rules.require_next_step_or_reason(
        next_title=next_step.title, next_due_at=next_step.due_at, no_next_reason=next_step.no_next_reason, now=now
    )
    activity = _write(customer, about, told, no_next_reason=next_step.no_next_reason, actor=actor, now=now, once=once)
    _keep_ticks(customer, about, activity.checked, actor=actor, now=now)
    _plan_next_step(activity, about, next_step, actor=actor, now=now, completes=completes)
    if promise_question and promise_due_at is not None:
        make_promise(
            customer, question=promise_question, due_at=promise_due_at, contact=activity.contact, activity=activity,
            actor=actor, now=now,
        )
    timeline.record(
        f"followups.{activity.way}", activity, actor=actor, at=activity.at, text=activity.text, data=facts_of(activity),
        main=records.main_of(activity),
    )
    events.emit("followups.logged", activity=activity, now=now)
    return activity


def _write(
    customer: Customer, about: Any, told: Told, *, no_next_reason: str, actor: Employee, now: datetime,
    once: UUID | None,
) -> Activity:
    """The row: what was told, what it was about, which try it was, and whose customer it is."""
    way, at, contact = told.get("way", Way.CALL), told.get("at") or now, told.get("contact")
    attempt = 1 + (queries.failed_attempts(customer, contact=contact, before=at) if way == Way.CALL else 0)
    activity = Activity(
        **{**told, "way": way, "at": at},
        customer=customer,
        record_kind=records.kind_of(about),
        record_id=about.pk,
        record_title=str(about)[:200],
        channel=rules.CHANNEL_OF_WAY.get(Way(way), ""),
        follow_kind=customer.follow_kind,
        attempt=attempt,
        no_next_reason=no_next_reason,
        created_at=now,
        created_by=actor,
        owner=actor,
        department=actor.department,
        once=once,
        **people_of(customer),
    )
    rows.give_ids(activity)
    return rows.add(activity)


def _keep_ticks(customer: Customer, about: Any, points: Sequence[str], *, actor: Employee, now: datetime) -> None:
    if points:
        moment = queries.moment_of(about)
        Tick.objects.bulk_create(Tick(customer=customer, moment=moment, point=point, by=actor, at=now) for point in points)


@whole
def tick_points(record: Any, *, points: Sequence[str], actor: Employee, now: datetime) -> None:
    """Keep which points of the check-list and the guides were ticked when a record left its stage (F61, F65, report 48)."""
    if not points:
        return
    main = records.main_of(record)
    timeline.record("points.ticked", record, actor=actor, at=now, data={"checked": list(points)}, main=main, system=True)
    if main is not None and main.kind == subjects.CUSTOMER:
        _keep_ticks(Customer(pk=main.id), record, points, actor=actor, now=now)


def facts_of(activity: Activity) -> dict[str, Any]:
    """What the sentence on the timeline needs."""
    return {
        "way": activity.way,
        "result": activity.result,
        "contact": activity.contact.name if activity.contact else "",
        "attempt": activity.attempt,
        "checked": activity.checked,
        "record_kind": activity.record_kind,
        "record_id": activity.record_id,
        "record_title": activity.record_title,
    }


def _plan_next_step(
    activity: Activity, about: Any, step: NextStep, *, actor: Employee, now: datetime, completes: Todo | None
) -> None:
    """Make the next to-do and close the one that was carried out, so that the record is never without."""
    done = [completes] if completes is not None else _own_next_steps(about, actor=actor)
    outcome = activity.text[:300]
    nothing_planned = bool(step.no_next_reason) or step.due_at is None
    if step.no_next_reason or step.due_at is None:
        todo = todos.no_next_step(
            about,
            reason=step.no_next_reason,
            wakes_at=now + timedelta(days=NO_NEXT_STEP_REVIEW_DAYS),
            actor=actor,
            now=now,
        )
    else:
        todo = todos.add(
            about,
            title=step.title,
            assignee=step.assignee or actor,
            due_at=step.due_at,
            way=step.way or activity.way,
            actor=actor,
            now=now,
            carries_out=done,
            outcome=outcome,
        )
    activity.next_todo_id = todo.pk
    rows.change(activity, "next_todo_id")
    for carried_out in done if nothing_planned else _elsewhere(done, about):
        todos.complete(carried_out, actor=actor, now=now, outcome=outcome)


def _elsewhere(done: list[Todo], about: Any) -> list[Todo]:
    """What was carried out for another record than the contact was about."""
    here = (records.kind_of(about), about.pk)
    return [todo for todo in done if (todo.record_kind, todo.record_id) != here]


def _own_next_steps(about: Any, *, actor: Employee) -> list[Todo]:
    """The actor's agreed next steps on the record, which this contact carries out."""
    return [todo for todo in _next_steps(records.kind_of(about)).of(about.pk) if todo.assignee_id == actor.pk]


@cache
def _next_steps(kind: str) -> Reading:
    return Reading(Todo.objects.filter(record_kind=kind, record_id=KEY, key="next_step", status__in=LIVE))


def change_activity(activity: Activity, *, actor: Employee, now: datetime, **values: Any) -> Activity:
    """Correct the words of an activity; only people who may edit it."""
    require(actor, "edit", activity)
    for name, value in values.items():
        setattr(activity, name, value)
    activity.save(update_fields=list(values))
    timeline.record("followups.corrected", activity, actor=actor, at=now, system=True)
    return activity


@whole
def make_promise(
    customer: Customer,
    *,
    question: str,
    due_at: datetime,
    actor: Employee,
    now: datetime,
    contact: Contact | None = None,
    activity: Activity | None = None,
) -> Promise:
    """Promise the customer an answer for a date; late promises climb by themselves (F02.6)."""
    _require_may_follow(customer, actor=actor)
    if due_at <= now:
        raise Refusal(_("A promise is for a time still to come."), field="promise_due_at", code="invalid")
    promise = Promise.objects.create(
        customer=customer,
        contact=contact,
        activity=activity,
        question=question,
        due_at=due_at,
        created_at=now,
        created_by=actor,
        owner=actor,
        department=actor.department,
        **people_of(customer),
    )
    engine.start(promise, procedure=PROMISE, actor=actor, now=now, owner=actor)
    timeline.record("followups.promised", promise, actor=actor, at=now, text=question)
    return promise


@whole
def send_material(
    customer: Customer,
    *,
    what: str,
    arrives_at: datetime,
    actor: Employee,
    now: datetime,
    technical: bool = False,
    contact: Contact | None = None,
    carrier: str = "",
) -> Material:
    """Note material on its way; a call is due the moment it is believed to have arrived (F02.4, F02.5)."""
    _require_may_follow(customer, actor=actor)
    rules.require_technical_material_allowed(customer, technical=technical, helper=customer.owner)
    if arrives_at <= now:
        raise Refusal(_("The arrival is still to come."), field="arrives_at", code="invalid")
    material = Material.objects.create(
        customer=customer, contact=contact, what=what, technical=technical, carrier=carrier,
        sent_at=now, arrives_at=arrives_at, sent_by=actor,
    )
    todo = todos.add(
        customer,
        key="material",
        title=say("todo.material", what),
        assignee=actor,
        due_at=arrives_at,
        way=Way.CALL,
        actor=actor,
        now=now,
    )
    material.todo_id = todo.pk
    material.save(update_fields=["todo_id"])
    timeline.record("followups.material_sent", customer, actor=actor, at=now, text=what)
    return material

"""Verbs of visits: plan, tick the preparation, put off, arrive, report (F31, F63)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import people_of
from gendan.modules.followups import actions as followups
from gendan.modules.followups.actions import NextStep
from gendan.modules.followups.models import Way
from gendan.modules.plans import queries, words
from gendan.modules.plans.access import VISIT as KIND
from gendan.modules.plans.actions.reporting import urgent_report
from gendan.modules.plans.effects import all_is_ticked
from gendan.modules.plans.models import Urgency, Visit
from gendan.modules.plans.procedure import UNREPORTED, VISIT
from gendan.spine.access.queries import require
from gendan.spine.messages import actions as messages
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import superior_of
from gendan.spine.procedures import engine
from gendan.spine.procedures.declare import Move
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole
from gendan.ui import formats

TOPIC = "plans.urgent"
REPORTED = ("participants", "topics", "problem", "urgency", "recording_consent", "referral_asked", "referral", "actual_items", "actual_amount")


class Where(NamedTuple):
    """Where one arrived: in words, and as the phone knows it."""

    place: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    accuracy: int | None = None


class Question(NamedTuple):
    """What could not be answered, and by when it will be (F63 steps 13 and 17)."""

    question: str
    due_at: datetime


@whole
def plan_visit(customer: Customer, *, at: datetime, focus: str, actor: Employee, now: datetime, **values: Any) -> Visit:
    """Make an appointment with what it is about and what is expected of it (F31.1 … F31.4)."""
    require(actor, "view", customer)
    require(actor, "follow", customer)
    if at <= now:
        raise ValidationError({"at": _("This time has already passed.")})
    values["meeting"] = _next_meeting(customer, way=values.get("way", Way.VISIT), owner=actor, now=now)
    values["place"] = values.get("place") or customer.address or customer.city
    visit = Visit.objects.create(
        customer=customer, at=at, focus=focus, owner=actor, department=actor.department, created_at=now, created_by=actor,
        **values, **people_of(customer),
    )
    engine.start(visit, procedure=VISIT, actor=actor, now=now, owner=actor)
    timeline.record("visits.planned", visit, actor=actor, at=now, text=focus, data={"at": at.isoformat()})
    return visit


def _next_meeting(customer: Customer, *, way: str, owner: Employee, now: datetime) -> int | None:
    """Which meeting in person this will be; the next is agreed only after the notes of the last (F57)."""
    if way not in queries.IN_PERSON:
        return None
    _notes_come_first(customer, owner=owner, before=now)
    return queries.meetings_with(customer) + 1


def _notes_come_first(customer: Customer, *, owner: Employee | None, before: datetime) -> None:
    last = queries.without_notes(customer, owner=owner, before=before)
    if last is not None:
        words_ = _("Of the meeting on %(day)s (%(focus)s) nothing is written yet: write it down, put it off or call it off first.")
        facts = {"day": formats.date_short(timezone.localdate(last.at), today=timezone.localdate(before)), "focus": last.focus}
        raise Refusal(words_ % facts, who=str(last.owner), code="no_notes")


def _locked(visit: Visit, *, actor: Employee) -> Visit:
    rows = Visit.objects.select_for_update(no_key=True, of=("self",)).select_related("customer", "contact", "case", "owner", "department")
    row: Visit = rows.get(pk=visit.pk)
    require(actor, "edit", row)
    if row.state not in UNREPORTED:
        title = VISIT.state(row.state).title
        raise Refusal(_("The contact stands at “%(state)s” already.") % {"state": title}, code="moved_on")
    return row


@whole
def tick_preparation(visit: Visit, *, ticked: Iterable[str], actor: Employee, now: datetime) -> Visit:
    """Say what is prepared; when everything is, the contact stands at “prepared” by itself."""
    row = _locked(visit, actor=actor)
    row.ticked = [key for key in words.ALL if key in set(ticked)]
    row.save(update_fields=["ticked"])
    move = Move(row, row.case, VISIT.transition("prepare"), actor, {}, now)
    if row.state == "planned" and all_is_ticked(move) is None:
        engine.perform(row, "prepare", actor=actor, now=now)
    return row


@whole
def put_off(visit: Visit, *, at: datetime, reason: str, actor: Employee, now: datetime) -> Visit:
    """Another appointment, with the reason."""
    row = _locked(visit, actor=actor)
    if row.arrived_at is not None:
        raise Refusal(_("Somebody has arrived already."), code="moved_on")
    if at <= now:
        raise ValidationError({"at": _("This time has already passed.")})
    before, row.at = row.at, at
    row.save(update_fields=["at"])
    engine.refresh_due(row, now=now)
    facts = {"before": before.isoformat(), "after": at.isoformat()}
    timeline.record("visits.put_off", row, actor=actor, at=now, text=reason, data=facts)
    return row


@whole
def arrive(visit: Visit, *, actor: Employee, now: datetime, where: Where | None = None, photo: Any = None) -> Visit:
    """Stand before the customer's door, with place and photo (F63.3)."""
    row = _locked(visit, actor=actor)
    if row.arrived_at is not None:
        raise Refusal(_("The arrival is noted already."), code="moved_on")
    if row.way in queries.IN_PERSON:
        _notes_come_first(row.customer, owner=row.owner, before=row.at)
    here = where or Where()
    row.arrived_at, row.arrived_place = now, here.place
    row.latitude, row.longitude, row.accuracy = here.latitude, here.longitude, here.accuracy
    row.save(update_fields=["arrived_at", "arrived_place", "latitude", "longitude", "accuracy"])
    if photo is not None:
        timeline.add_attachment(row, upload=photo, actor=actor, now=now)
    engine.perform(row, "arrive", actor=actor, now=now)
    timeline.record("visits.arrived", row, actor=actor, at=now, text=here.place)
    return row


@whole
def report(
    visit: Visit, *, text: str, next_step: NextStep, actor: Employee, now: datetime, result: str = "",
    questions: Iterable[Question] = (), told: Mapping[str, Any] | None = None,
) -> Visit:
    """Write down what came of it: one activity with its next step, the open questions as promises, and what else is told.

    What was only planned and not announced as arrived counts as having happened now.
    """
    row = _locked(visit, actor=actor)
    values = {name: value for name, value in (told or {}).items() if name in REPORTED}
    for name, value in values.items():
        setattr(row, name, value)
    row.activity = followups.log_activity(
        row.customer, actor=actor, now=now, next_step=next_step, way=row.way, text=text, contact=row.contact, result=result,
        purpose=row.focus, at=row.arrived_at or now,
    )
    for one in questions:
        followups.make_promise(
            row.customer, question=one.question, due_at=one.due_at, contact=row.contact, activity=row.activity, actor=actor, now=now
        )
    row.save(update_fields=[*values, "activity"])
    engine.perform(row, "report", actor=actor, now=now)
    if row.urgency == Urgency.URGENT:
        urgent_report(row, actor=actor, now=now)
        _tell_at_once(row, actor=actor, now=now)
    return row


def _tell_at_once(row: Visit, *, actor: Employee, now: datetime) -> None:
    """F50: what is urgent reaches the head while one still stands in the yard."""
    head = superior_of(actor)
    if head is None:
        return
    said = lambda: _("%(name)s at %(customer)s: %(problem)s") % {  # noqa: E731  said in the reader's language
        "name": actor.name, "customer": row.customer, "problem": row.problem or row.focus,
    }
    messages.tell([head], topic=TOPIC, title=said, url=f"/visits/{row.pk}", once=f"urgent-{row.pk}", now=now)


# -- what happens elsewhere -----------------------------------------------------------------------------------------


def forget_binned(*, customer_ids: list[int], now: datetime, **_facts: Any) -> None:
    """Listener of "customers.to_be_binned": nobody goes to a customer in the bin."""
    ids = list(Visit.objects.filter(customer__in=customer_ids, state__in=UNREPORTED).order_by("pk").values_list("pk", flat=True))
    engine.end_many(KIND, ids, "forget", procedure=VISIT, actor=None, now=now)

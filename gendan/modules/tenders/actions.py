"""Verbs of strategic bids besides the moves of their procedure (F18)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.plans.actions import plan_visit
from gendan.modules.samples.models import SampleRequest
from gendan.modules.tenders import effects, rules
from gendan.modules.tenders.access import KIND
from gendan.modules.tenders.models import BidVisit, Criterion, Document, PublicPrice, Stakeholder, Task, Tender
from gendan.modules.tenders.procedure import BID
from gendan.modules.tenders.words import USUAL_DOCUMENTS, Done, Public
from gendan.spine import words
from gendan.spine.access.queries import may, require, require_any
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of
from gendan.spine.org.workdays import add_working, add_working_days, previous_working_moment
from gendan.spine.procedures import engine, settling, todos
from gendan.spine.refusal import Refusal
from gendan.spine.timeline import actions as timeline
from gendan.spine.timeline.models import Attachment
from gendan.spine.whole import whole

CHANGEABLE = ("name", "reference", "opportunity", "contact", "submit_on", "scope", "evaluation", "needs_mock_up")


@whole
def register_tender(customer: Customer, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Tender:
    """Register a bid; the tasks of the first stage are to-dos at once."""
    require(actor, "view", customer)
    require(actor, "follow", customer)
    require_any(actor, "create", Tender)
    row = Tender(**dict(values), customer=customer, owner=actor, department=actor.department, created_at=now, created_by=actor,
                 **people_of(held(customer)))
    _require_same_customer(row)
    row.number = next_number(KIND, at=now)
    row.save()
    engine.start(row, procedure=BID, actor=actor, now=now, owner=actor)
    effects.lay_tasks(row, stage=1, actor=actor, now=now)
    timeline.record("tenders.registered", row, actor=actor, at=now, text=row.scope, data={"title": row.name, "number": row.number})
    row.refresh_from_db()
    return row


def _require_same_customer(row: Tender) -> None:
    if row.opportunity is not None and row.opportunity.customer_id != row.customer.pk:
        raise Refusal(_("This opportunity is another customer's."), field="opportunity", code="other_customer")
    if row.contact is not None and row.contact.customer_id != row.customer.pk:
        raise Refusal(_("This person is another customer's."), field="contact", code="other_customer")


def _held(tender: Tender, *, actor: Employee) -> Tender:
    """The row under lock, open, for somebody who may change it."""
    rows = Tender.objects.select_for_update(no_key=True, of=("self",))
    row: Tender = rows.select_related("customer", "contact", "opportunity", "owner", "department", "case").get(pk=tender.pk)
    require(actor, "edit", row)
    if row.state_kind != "open":
        raise Refusal(_("The bid has ended; what was known then stays as it is."), code="ended")
    return row


@whole
def change_tender(tender: Tender, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Tender:
    """Change what is known of the tender."""
    row = _held(tender, actor=actor)
    given = {name: values[name] for name in CHANGEABLE if name in values}
    for name, value in given.items():
        setattr(row, name, value)
    _require_same_customer(row)
    if row.state == "shortlisted" and row.submit_on is None:
        raise ValidationError({"submit_on": _("By when?")})
    row.save(update_fields=list(given))
    engine.refresh_due(row, now=now)
    timeline.record("tenders.changed", row, actor=actor, at=now, data={"title": row.name}, system=True)
    return row


@whole
def finish_task(
    task: Task, *, state: str, note: str, hours: Decimal, actor: Employee, now: datetime
) -> Task:
    """A task is done, or left out with the reason; its to-do ends with it, the hours count as effort."""
    row = _held(task.tender, actor=actor)
    if state == Done.OPEN or state not in Done.values:
        raise ValidationError({"state": _("Done, or left out?")})
    if not note.strip():
        raise ValidationError({"note": _("Say what was done, or why it is left out.")})
    task.state, task.note, task.hours, task.done_by, task.done_on = state, note.strip(), hours, actor, timezone.localdate(now)
    task.save(update_fields=["state", "note", "hours", "done_by", "done_on"])
    todo = settling.live(task.todo_id)
    if todo is not None:
        settling.end(todo, outcome=task.note, actor=actor, now=now)
    facts = {"letter": f"{task.stage}{task.letter}", "state": str(task.get_state_display())}
    timeline.record("tenders.task", row, actor=actor, at=now, text=task.note, data=facts)
    return task


# -- papers of the bid ------------------------------------------------------------------------------------------------


@whole
def ask_document(tender: Tender, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> Document:
    """A paper that the tender asks for: who sees to it has a to-do until it lies there."""
    record = _held(tender, actor=actor)
    responsible: Employee = values["responsible"]
    record.related_ids = sorted({*record.related_ids, responsible.pk})
    record.save(update_fields=["related_ids"])
    if not may(responsible, "view", record):
        raise Refusal(_("%(name)s does not see bids.") % {"name": responsible}, field="responsible", code="blind")
    if record.documents.filter(name=values["name"]).exists():
        raise ValidationError({"name": _("This paper is on the list already.")})
    row = Document.objects.create(tender=record, **values)
    todo = todos.add(
        record, key=f"paper.{row.pk}", title=words.say("todo.tenders.paper", row.name), assignee=responsible, actor=actor, now=now,
        due_at=_by(row.due_on, responsible, now=now),
    )
    row.todo_id = todo.pk
    row.save(update_fields=["todo_id"])
    timeline.record("tenders.paper_asked", record, actor=actor, at=now, text=row.note, data={"name": row.name, "who": responsible.name})
    return row


@whole
def ask_usual_documents(tender: Tender, *, actor: Employee, now: datetime) -> list[Document]:
    """What most tenders ask for, seen to by the owner a working day before the bid is due."""
    record = _held(tender, actor=actor)
    known = set(record.documents.values_list("name", flat=True))
    due = record.submit_on or timezone.localdate(now) + timedelta(days=7)
    day = max(timezone.localdate(now), due - timedelta(days=1))
    names = [str(name) for name in USUAL_DOCUMENTS if str(name) not in known]
    return [
        ask_document(record, values={"name": name, "responsible": record.owner or actor, "due_on": day}, actor=actor, now=now) for name in names
    ]


@whole
def attach_document(
    document: Document, *, actor: Employee, now: datetime, upload: Any = None, attachment: Attachment | None = None
) -> Document:
    """The paper lies there; a later file takes its place, the earlier one stays with the bid."""
    row = Document.objects.select_related("tender", "responsible").get(pk=document.pk)
    if row.tender.state_kind != "open":
        raise Refusal(_("The bid has ended; what was known then stays as it is."), code="ended")
    if actor.pk != row.responsible.pk:
        require(actor, "edit", row.tender)
    if upload is None and attachment is None:
        raise ValidationError({"upload": _("Choose a file.")})
    row.attachment = attachment or timeline.keep_file(row.tender, upload=upload, uploader=actor, now=now)
    row.attached_by, row.attached_at = actor, now
    row.save(update_fields=["attachment", "attached_by", "attached_at"])
    _settle(row, actor=actor, outcome=row.attachment.name, now=now)
    timeline.record("tenders.paper_there", row.tender, actor=actor, at=now, data={"name": row.name, "file": row.attachment.name})
    return row


@whole
def drop_document(document: Document, *, actor: Employee, now: datetime) -> None:
    """The tender does not ask for it after all; a file that lies there stays with the bid."""
    record = _held(document.tender, actor=actor)
    _settle(document, actor=actor, outcome=_("not asked for"), now=now)
    timeline.record("tenders.paper_gone", record, actor=actor, at=now, data={"name": document.name}, system=True)
    document.delete()


def _settle(document: Document, *, actor: Employee, outcome: str, now: datetime) -> None:
    todo = settling.live(document.todo_id)
    if todo is not None:
        settling.end(todo, outcome=outcome[:200], actor=actor, now=now)


def _by(day: date, person: Employee, *, now: datetime) -> datetime:
    """The end of that day's work; where it has passed, within an hour at work."""
    calendar = calendar_of(person)
    evening = previous_working_moment(timezone.make_aware(datetime.combine(day, time.max)), calendar)
    return evening if evening > now else add_working(now, timedelta(hours=1), calendar)


@whole
def set_criteria(tender: Tender, *, rows: Iterable[Mapping[str, Any]], actor: Employee, now: datetime) -> list[Criterion]:
    """How it is scored: the weights sum up to a hundred; a criterion keeps its result under the same name."""
    record, given = _held(tender, actor=actor), list(rows)
    rules.require_whole(given)
    scores = dict(record.criteria.values_list("name", "score"))
    record.criteria.all().delete()
    made = Criterion.objects.bulk_create([
        Criterion(tender=record, name=one["name"].strip(), weight=one["weight"], estimate=one.get("estimate"),
                  score=scores.get(one["name"].strip()), position=number)
        for number, one in enumerate(given)
    ])
    timeline.record("tenders.criteria", record, actor=actor, at=now, data={"count": len(made)})
    return made


@whole
def write_scores(tender: Tender, *, scores: Mapping[int, Decimal], actor: Employee, now: datetime) -> None:
    """The result of each criterion, beside the estimate."""
    record = _held(tender, actor=actor)
    for row in record.criteria.all():
        if row.pk in scores:
            row.score = scores[row.pk]
            row.save(update_fields=["score"])
    timeline.record("tenders.scored", record, actor=actor, at=now, data={"count": len(scores)})


@whole
def write_stakeholder(
    tender: Tender, person: Stakeholder | None, *, values: Mapping[str, Any], actor: Employee, now: datetime
) -> Stakeholder:
    """Somebody on the map: department, influence, attitude, and who introduced them."""
    record = _held(tender, actor=actor)
    row = person or Stakeholder(tender=record)
    for name, value in values.items():
        setattr(row, name, value)
    for name in ("contact", "introduced_by"):
        other = getattr(row, name)
        if other is not None and (other.customer_id != record.customer.pk if name == "contact" else other.tender_id != record.pk):
            raise Refusal(_("This person is another customer's."), field=name, code="other_customer")
    row.save()
    facts = {"name": row.name, "influence": str(row.get_influence_display()), "attitude": str(row.get_attitude_display())}
    timeline.record("tenders.person", record, actor=actor, at=now, text=row.note, data=facts, system=True)
    return row


@whole
def remove_stakeholder(person: Stakeholder, *, actor: Employee, now: datetime) -> None:
    """Take somebody off the map."""
    record = _held(person.tender, actor=actor)
    timeline.record("tenders.person_gone", record, actor=actor, at=now, data={"name": person.name}, system=True)
    person.delete()


@whole
def note_price(tender: Tender, *, values: Mapping[str, Any], actor: Employee, now: datetime) -> PublicPrice:
    """F18 stage 2 B: the public price range; a source that is not public is refused (U6)."""
    record = _held(tender, actor=actor)
    if values.get("source") not in Public.values or not str(values.get("place") or "").strip():
        reason = _("Only prices that everybody may read, with where they stand: bids of others are secret.")
        raise Refusal(reason, field="source", code="not_public")
    if values["low"] <= 0 or values["high"] < values["low"]:
        raise ValidationError({"high": _("This is below the lower end.")})
    row = PublicPrice.objects.create(**dict(values), tender=record, noted_by=actor)
    facts = {"competitor": row.competitor.name, "low": str(row.low), "high": str(row.high)}
    timeline.record("tenders.price", record, actor=actor, at=now, text=row.place, data=facts)
    return row


@whole
def plan_trip(tender: Tender, *, kind: str, at: datetime, focus: str, actor: Employee, now: datetime) -> BidVisit:
    """F18.H: a visit to a project or the factory, or at the customer's; prepared and reported as every visit."""
    record = _held(tender, actor=actor)
    visit = plan_visit(record.customer, at=at, focus=focus, actor=actor, now=now)
    return BidVisit.objects.create(tender=record, visit=visit, kind=kind)


@whole
def link_mock_up(tender: Tender, *, mock_up: SampleRequest, actor: Employee, now: datetime) -> Tender:
    """F18 stage 2 D: the sample that serves as the mock-up."""
    record = _held(tender, actor=actor)
    if mock_up.customer_id != record.customer.pk:
        raise Refusal(_("This sample is another customer's."), field="mock_up", code="other_customer")
    record.mock_up, record.needs_mock_up = mock_up, True
    record.save(update_fields=["mock_up", "needs_mock_up"])
    timeline.record("tenders.mock_up", record, actor=actor, at=now, data={"title": mock_up.what, "number": mock_up.number})
    return record


# -- with the opportunity -----------------------------------------------------------------------------------------------


def follow_moves(*, case: Any, transition: Any, actor: Employee | None, now: datetime) -> None:
    """Listener of "procedures.moved": the second stage brings its tasks; bid and opportunity end together."""
    if case.procedure == BID.key:
        tender = Tender.objects.select_related("opportunity__case", "opportunity__owner", "owner", "customer", "case").get(pk=case.record_id)
        if transition.key == "shortlist":
            effects.lay_tasks(tender, stage=2, actor=actor, now=now)
        elif transition.key in ("win", "lose"):
            _carry_over(tender, key=transition.key, actor=actor, now=now)
    elif case.procedure == "opportunity" and transition.target in ("won", "lost"):
        _end_with(case.record_id, transition.target, now=now)


def _end_with(opportunity_id: int, state: str, *, now: datetime) -> None:
    """The opportunity has ended: so have its bids."""
    deal = Opportunity.objects.get(pk=opportunity_id)
    data = {"lesson": deal.lesson} if state == "won" else {"lesson": deal.lesson, "loss_reason": deal.loss_reason, "lost_to": deal.lost_to}
    for tender in Tender.objects.filter(opportunity=deal, state_kind="open").order_by("pk"):
        engine.perform(tender, f"deal_{state}", actor=None, data=data, now=now)


def _carry_over(tender: Tender, *, key: str, actor: Employee | None, now: datetime) -> None:
    """What the bid means for its opportunity: on to the signature, or lost with the reason; else its owner is asked."""
    deal = tender.opportunity
    if deal is None or deal.state_kind != "open" or actor is None:
        return
    if key == "lose" and not deal.tenders.filter(state_kind="open").exists():
        data = {"loss_reason": tender.loss_reason, "lost_to": tender.lost_to_id or "", "lesson": tender.lesson, "summary": tender.result or tender.name}
        if _performed(deal, "lose", data, actor=actor, now=now):
            return
    if key == "win":
        _performed(deal, "to_sign", {}, actor=actor, now=now)
    person = deal.owner or tender.owner or actor
    todos.add(
        deal, key="tender", title=words.say(f"todo.tenders.{key}", tender.number), assignee=person, context=tender.name[:200],
        due_at=add_working_days(now, 1, calendar_of(person)), actor=actor, now=now,
    )


def _performed(deal: Opportunity, key: str, data: dict[str, Any], *, actor: Employee, now: datetime) -> bool:
    offers = {one.transition.key: one for one in engine.available(deal, actor=actor, now=now)}
    if key not in offers or not offers[key].allowed:
        return False
    engine.perform(deal, key, actor=actor, data=data, now=now)
    return True

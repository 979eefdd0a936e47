"""What the moves of a complaint write besides the state."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.capa import actions as capa
from gendan.modules.capa.models import Capa
from gendan.modules.complaints import letters, queries, rules
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.access import DIGEST
from gendan.modules.complaints.models import Complaint, Digest, Finding, Reply, Route
from gendan.modules.complaints.numbers import (
    DIRECTOR_YUAN,
    HEAD_YUAN,
    IMPROVE,
    MANAGER_YUAN,
    OUTCOME_UNTIL,
)
from gendan.modules.complaints.words import SPOKEN, Authority, Fault, Found, Klass, Result, Unit
from gendan.modules.customers import actions as customers
from gendan.spine import events, words
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, company_calendar, head_of, holders_of
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import due, numbers, todos
from gendan.spine.procedures.declare import Move
from gendan.spine.procedures.declare import Unit as Count
from gendan.ui.records import record_url

VISIT = "visit"
FIELDS = (
    "klass", "phase", "source", "grade", "is_major", "location", "mood", "first_words", "grasp", "order", "product", "batch", "defect",
    "defect_rate", "quantity", "delivery", "shortage", "responsible_department", "respondent", "promised_at",
)


def answer_due(route: Route | None, *, received_at: datetime) -> datetime:
    """F04, F75.4, F99.7, F22, A4: when the complainant has his answer, on the company's calendar."""
    calendar = company_calendar()
    amount, unit = (route.respond, route.respond_unit) if route else (2, Unit.DAYS)
    if unit == Unit.SAME_DAY:
        day = timezone.localtime(received_at).date().isoformat()
        return due.moment_of({"unit": "on_date", "value": day, "from": received_at.isoformat()}, calendar=calendar)
    return due.later(received_at, amount, Count(str(unit)), calendar=calendar)


def register(move: Move) -> None:
    """F04, F33.2, F71.2, F75.3: classified, graded, and passed to whom it concerns, with its deadlines."""
    record: Complaint = move.record
    move.keep(**{name: move.data[name] for name in FIELDS if name in move.data})
    _place(move)
    route = queries.route_for(klass=record.klass, grade=record.grade, location=record.location)
    if record.responsible_department is None and route is not None:
        move.keep(responsible_department=route.department)
    move.keep(
        registered_at=move.now, respond_due_at=answer_due(route, received_at=record.received_at),
        authority=route.authority if route else Authority.DIRECTOR,
        verifier=queries.verifier_for(record, route=route, on=timezone.localdate(move.now)),
        first_answered_at=record.first_answered_at or (move.now if record.channel in SPOKEN or record.first_words else None),
        visit_due_at=add_working_days(record.received_at, route.visit_days, company_calendar()) if route and route.visit_days else None,
    )
    move.keep(promised_at=record.promised_at or record.respond_due_at)
    relate(move)


def _place(move: Move) -> None:
    """C34: the place is the customer's, where it is known."""
    record: Complaint = move.record
    if not record.location and record.customer is not None and record.customer.in_province is not None:
        move.keep(location="in" if record.customer.in_province else "out")


def relate(move: Move) -> None:
    """Those who verify, approve or are complained about see it."""
    record: Complaint = move.record
    people = {one.pk for one in (record.verifier, record.approver) if one is not None}
    departments = {record.responsible_department.pk} if record.responsible_department else set()
    move.keep(
        related_ids=sorted({*record.related_ids, *people}), related_department_ids=sorted({*record.related_department_ids, *departments})
    )


def announce(move: Move) -> None:
    """F04.10, F71.3: superiors hear at once; the visit is asked for; whoever listens is told."""
    record: Complaint = move.record
    if record.is_major:
        tell_superiors(record, _("Major complaint: %(title)s"), move)
    elif record.klass == Klass.QUALITY:
        tell_superiors(record, _("Quality complaint: %(title)s"), move)
    if record.klass == Klass.SERVICE:
        _send_sheet(move)
    elif record.order is not None:
        _tell_manager(move)
    _ask_visit(move)


def tell_superiors(record: Complaint, sentence: str, move: Move, body: str = "") -> None:
    """To general manager and management representative."""
    tell(
        queries.superiors(on=timezone.localdate(move.now)), topic="complaints.major", title=lambda: _(sentence) % {"title": record},
        body=body or record.text[:500], url=record_url(KIND, record.pk), now=move.now,
    )


def _send_sheet(move: Move) -> None:
    """F75.3: the handling sheet goes to three: sales manager, quality and technology, production."""
    record: Complaint = move.record
    facts = {"title": str(record)}
    tell(
        queries.three_of_the_sheet(record, on=timezone.localdate(move.now)), topic="complaints.sheet", body=record.text[:500], now=move.now,
        title=lambda: _("Complaint handling sheet: %(title)s") % facts, url=record_url(KIND, record.pk),
    )


def _tell_manager(move: Move) -> None:
    """F68.7: an objection to what is being carried out is reported to the manager of the order at once."""
    record: Complaint = move.record
    order = record.order
    assert order is not None
    head = head_of(order.department, besides=order.owner) if order.department else None
    if head is not None and head != move.actor:
        facts = {"title": str(record), "number": order.number}
        tell(
            head, topic="complaints.objected", body=record.text[:500], url=record_url(KIND, record.pk), now=move.now,
            title=lambda: _("Objection to the order %(number)s: %(title)s") % facts,
        )


def _ask_visit(move: Move) -> None:
    """F04.7: the salesperson is there within two working days."""
    record: Complaint = move.record
    seller = record.customer.owner if record.customer and record.customer.owner else record.owner
    if record.visit_due_at is None or record.visited_at is not None or seller is None or record.visit_due_at <= move.now:
        return
    todos.add(
        record, key=VISIT, title=words.say("todo.complaint_visit", record.number), assignee=seller, way="visit",
        due_at=record.visit_due_at, actor=move.actor, now=move.now, context=record.subject,
    )


# -- verification -------------------------------------------------------------------------------------------------------


def note(move: Move, kind: str, result: str, **values: Any) -> Finding:
    """Write a finding down."""
    record: Complaint = move.record
    record.__dict__.pop("_found", None)
    return Finding.objects.create(complaint=record, kind=kind, result=result, by=move.actor, at=move.now, **values)


def complies(move: Move) -> None:
    """A5: within the specification: the certificate refutes the complaint."""
    note(move, Found.SITE_SAMPLE, Result.REFUTED, **move.given)
    move.keep(fault=Fault.NOT_OURS)


def differs(move: Move) -> None:
    """F28.2: the sample goes to a laboratory that both accept."""
    data = move.data
    note(move, Found.SITE_SAMPLE, Result.UNCLEAR, place=data["place"], value=data["value"], document=data["sample"], laboratory=data["laboratory"])


def arbitrated(move: Move) -> None:
    """Its certificate decides."""
    record: Complaint = move.record
    asked = record.findings.filter(kind=Found.SITE_SAMPLE).exclude(laboratory="").last()
    note(move, Found.LABORATORY, move.data["result"], value=move.data["value"], document=move.data["document"],
         laboratory=asked.laboratory if asked else "")
    move.keep(fault=Fault.OURS if move.data["result"] == Result.CONFIRMED else Fault.NOT_OURS)


def evidence(move: Move) -> None:
    """What the customer sent shows it, or does not."""
    note(move, move.data["kind"], move.data["result"], text=move.data["text"])


def verified(move: Move) -> None:
    """Found out; the departments give their opinions."""
    record: Complaint = move.record
    move.keep(verdict_text=move.data["verdict_text"], parties=list(move.data["parties"]))
    if record.klass in (Klass.TRADE, Klass.SERVICE) and rules.asks_capa(record):
        move.keep(needs_capa=True)
        ask_capa(record, actor=move.actor, now=move.now)


def ask_capa(complaint: Complaint, *, actor: Employee | None, now: datetime) -> Capa | None:
    """Ask the responsible department for corrective action; what runs already for this complaint stays the one."""
    verifier = complaint.verifier.department if complaint.verifier else None
    department = complaint.responsible_department or verifier or complaint.department
    if department is None:
        return None
    return capa.open_for(
        complaint, title=complaint.subject, responsible=department, actor=actor, now=now, problem=complaint.text,
        found_on=timezone.localdate(complaint.received_at), grade=complaint.grade,
    )


# -- verdict and reply --------------------------------------------------------------------------------------------------


def decide(move: Move) -> None:
    """F04.4, F33.3: the verdict, and who has to let the reply go out; what is beyond one's authority goes up."""
    record: Complaint = move.record
    values = move.case.numbers
    move.keep(**{name: move.data[name] for name in (
        "fault", "verdict_text", "cause", "responsible_side", "rule_used", "solution", "cost_cny", "needs_capa", "no_capa_reason",
    ) if name in move.data}, decided_by=move.actor, decided_at=move.now)
    if move.data.get("promised_at"):
        move.keep(promised_at=move.data["promised_at"])
    limits = {"head": HEAD_YUAN, "director": DIRECTOR_YUAN, "manager": MANAGER_YUAN}
    cost = rules.authority_for_cost(record.cost_cny, **{name: numbers.value(values, one) for name, one in limits.items()})
    authority = rules.highest(record.authority, cost, Authority.MANAGER if record.is_major else Authority.HANDLER)
    move.keep(authority=authority, approver=queries.approver_for(record, authority, on=timezone.localdate(move.now)))
    relate(move)
    if record.klass == Klass.QUALITY or record.is_major:
        tell_superiors(record, _("Verdict on a complaint: %(title)s"), move, body=f"{record.verdict_text}\n{record.solution}")
    if record.needs_capa:
        ask_capa(record, actor=move.actor, now=move.now)
    else:
        _tell_quality(move)


def _tell_quality(move: Move) -> None:
    """F71.4: the quality manager hears why nothing is corrected."""
    from_quality = queries.heads_of_quality(on=timezone.localdate(move.now))
    facts = {"title": str(move.record)}
    tell(
        [one for one in from_quality if one != move.actor], topic="complaints.no_capa", url=record_url(KIND, move.record.pk), now=move.now,
        title=lambda: _("No corrective action: %(title)s") % facts, body=move.record.no_capa_reason,
    )


def solved(move: Move) -> None:
    """Solved in the first talk: verdict, reply and sending in one, by the handler's own authority."""
    record: Complaint = move.record
    move.keep(
        fault=move.data["fault"], verdict_text=move.data["verdict_text"], solution=move.data["solution"], done_text=move.data["solution"],
        decided_by=move.actor, decided_at=move.now, approver=move.actor, first_contact=True, responded_at=move.now,
        no_capa_reason=_("Solved in the first talk"),
    )
    Reply.objects.create(
        complaint=record, version=record.replies.count() + 1, text=move.data["reply"], drafted_by=move.actor, drafted_at=move.now,
        approved_by=move.actor, approved_at=move.now, sent_by=move.actor, sent_at=move.now,
        channel=record.channel if record.channel in SPOKEN else "phone", recipient=record.who[:120],
    )
    done(move)


def draft(move: Move) -> None:
    """A new version; what was sent stays as it is. With it the rules of F35 that it breaks, and why all the same."""
    record: Complaint = move.record
    language, anyway = move.data.get("language") or letters.language_of(record), move.data.get("anyway", "")
    Reply.objects.create(
        complaint=record, version=record.replies.count() + 1, text=move.data["text"], language=language, drafted_by=move.actor,
        drafted_at=move.now, checks=letters.as_checks(letters.missing(record, move.data["text"], language=language), anyway=anyway),
    )


def returned(move: Move) -> None:
    """Why the version does not go out."""
    reply = queries.reply_of(move.record)
    if reply is not None:
        reply.refused_reason = move.data.get("reason", "")[:300]
        reply.save(update_fields=["refused_reason"])


def approve(move: Move) -> None:
    """F04.9: the approver lets it go out."""
    reply = queries.reply_of(move.record)
    assert reply is not None
    reply.approved_by, reply.approved_at = move.actor, move.now
    reply.save(update_fields=["approved_by", "approved_at"])


def send(move: Move) -> None:
    """It went out; what was agreed is put right within the grade's days (A2)."""
    record: Complaint = move.record
    reply = queries.reply_of(record)
    assert reply is not None
    reply.sent_by, reply.sent_at, reply.channel, reply.recipient = move.actor, move.now, move.data["channel"], move.data.get("recipient", "")
    reply.save(update_fields=["sent_by", "sent_at", "channel", "recipient"])
    events.emit("complaints.reply_sent", reply=reply, actor=move.actor, now=move.now)
    move.keep(responded_at=record.responded_at or move.now, improve_due_at=_improve_by(move))


def _improve_by(move: Move) -> datetime:
    record: Complaint = move.record
    route = queries.route_for(klass=record.klass, grade=record.grade, location=record.location)
    days = route.improve_days if route and route.improve_days else numbers.value(move.case.numbers, IMPROVE[record.grade])
    calendar = calendar_of(record.owner) if record.owner else company_calendar()
    return due.later(move.now, float(days), Count.WORKING_DAYS, calendar=calendar)


def implemented(move: Move) -> None:
    """F33.4: done as promised; superiors hear of quality improvements (F04.10)."""
    record: Complaint = move.record
    move.keep(done_text=move.data["done_text"], agreement=move.data["agreement"])
    if record.klass == Klass.QUALITY or record.is_major:
        tell_superiors(record, _("Put right: %(title)s"), move, body=record.done_text)
    done(move)


def done(move: Move) -> None:
    """The outcome is asked three to seven days later (F91.2)."""
    until = numbers.value(move.case.numbers, OUTCOME_UNTIL)
    move.keep(improved_at=move.now, outcome_due_at=move.now + timedelta(days=until), outcome_attempts=0)


def outcome(move: Move) -> None:
    """What he says of it."""
    move.keep(outcome_score=move.data["score"], outcome_text=move.data["text"], outcome_asked_at=move.now)
    if move.record.customer is not None:
        customers.note_satisfaction(move.record.customer, record=move.record, score=move.data["score"], now=move.now)


def unreached(move: Move) -> None:
    """F91.3: called twice at different times of the day; that, too, is what came of asking."""
    words = _("Not reached in %(times)d calls. %(note)s") % {"times": move.record.outcome_attempts, "note": move.data["text"]}
    move.keep(outcome_text=words, outcome_asked_at=move.now)


def separate(move: Move) -> None:
    """It stands by itself again."""
    move.keep(joined_to=None, closed_at=None)


def close(move: Move) -> None:
    """Closed with proof; the line above hears the result (F90.1)."""
    record: Complaint = move.record
    move.keep(closed_at=move.now)
    line = [head_of(record.department, besides=record.owner) if record.department else None, record.approver]
    facts = {"title": str(record)}
    tell(
        [one for one in line if one is not None and one != move.actor], topic="complaints.closed", url=record_url(KIND, record.pk), now=move.now,
        title=lambda: _("Complaint closed: %(title)s") % facts, body=record.outcome_text,
    )


def reopen(move: Move) -> None:
    """F54.5: not satisfied: opened again, one level up; the deadline runs anew."""
    record: Complaint = move.record
    route = queries.route_for(klass=record.klass, grade=record.grade, location=record.location)
    ladder = rules.LADDER
    step = min(ladder.index(record.authority or Authority.HANDLER) + 1, len(ladder) - 1)
    move.keep(
        reopened_times=record.reopened_times + 1, level=min(record.level + 1, 3), closed_at=None, agreement="", outcome_due_at=None,
        respond_due_at=answer_due(route, received_at=move.now), responded_at=None, authority=ladder[step], first_contact=False,
    )


def withdraw(move: Move) -> None:
    """Who took it back."""
    move.keep(verdict_text=f"{move.data['who']}: {move.data['reason']}", closed_at=move.now)


# -- summaries (F76.4, F59) ---------------------------------------------------------------------------------------------


def hand_in(move: Move) -> None:
    """With the figures of this day; the approver reads them."""
    move.keep(text=move.data["text"], measures=move.data["measures"])


def publish(move: Move) -> None:
    """Approved: published, with a copy to quality."""
    record: Digest = move.record
    move.keep(approved_by=move.actor, approved_at=move.now, published_at=move.now)
    on, facts = timezone.localdate(move.now), {"title": str(record)}
    people = [one for role in ("quality", "service_agent", "service_head", "management_representative", "general_manager") for one in holders_of(role, on=on)]
    tell(
        list(dict.fromkeys(one for one in people if one != move.actor)), topic="complaints.digest", url=record_url(DIGEST, record.pk), now=move.now,
        title=lambda: _("Summary of complaints %(title)s is published") % facts, body=record.text[:500],
    )
    events.emit("complaints.digest_published", digest=record, actor=move.actor, now=move.now)


# -- enquiries ----------------------------------------------------------------------------------------------------------


def answered(move: Move) -> None:
    """What he was told, and whether a suggestion is feasible (F76.5)."""
    move.keep(answer=move.data["answer"], feasible=move.data.get("feasible"), answered_at=move.now)

"""What the moves of samples write besides the state."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.catalog.money import rounded
from gendan.modules.catalog.queries import in_yuan
from gendan.modules.customers.under import held, people_of
from gendan.modules.samples import rules
from gendan.modules.samples.access import REQUEST
from gendan.modules.samples.models import Project, Round, SampleRequest, Wanted
from gendan.modules.samples.numbers import GIVE_DAYS, KEY, MOST_ROUNDS, SAMPLE_DAYS, STEP_DAYS
from gendan.modules.samples.words import Origin, Verdict
from gendan.spine import events, words
from gendan.spine.documents.actions import next_number
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import calendar_of, company_calendar, head_of
from gendan.spine.org.workdays import add_working_days
from gendan.spine.procedures import engine, numbers, todos
from gendan.spine.procedures.declare import Move
from gendan.ui.records import record_url


def begin_request(request: SampleRequest, *, actor: Employee, now: datetime) -> SampleRequest:
    """Number a new request and put it before the manager; its customer and owner are known."""
    request.number = next_number(REQUEST, at=now)
    request.created_at, request.created_by = now, actor
    for name, value in people_of(held(request.customer)).items():
        setattr(request, name, value)
    for name, value in _money(request.currency, {"fee": request.fee, "freight": request.freight}, now=now).items():
        setattr(request, name, value)
    request.save()
    engine.start(request, procedure=KEY, actor=actor, now=now, owner=request.owner)
    return request


def _money(currency: str, amounts: Mapping[str, Any], *, now: datetime) -> dict[str, Any]:
    """Amounts as the currency can pay them, and the fee in yuan by the rate of the day."""
    found = {name: rounded(Decimal(amount), currency=currency) for name, amount in amounts.items()}
    return {"currency": currency, **found, "fee_cny": in_yuan(found["fee"], currency=currency, on=timezone.localdate(now))}


def _due_on(move: Move) -> date:
    """F24.5: a new sample takes its seven days; from stock it is given out at once."""
    values = move.case.numbers
    if move.record.origin == Origin.NEW:
        return timezone.localdate(move.now) + timedelta(days=int(numbers.value(values, SAMPLE_DAYS)))
    days = max(1, round(numbers.value(values, GIVE_DAYS)))
    return timezone.localdate(add_working_days(move.now, days, company_calendar()))


def _open_round(move: Move, wanted: str = "") -> None:
    record: SampleRequest = move.record
    due_on, number = _due_on(move), record.round_no + 1
    Round.objects.create(request=record, number=number, wanted=wanted, begun_on=timezone.localdate(move.now), due_on=due_on)
    move.keep(round_no=number, due_on=due_on, ready_on=None)


def _round_of(move: Move) -> Round:
    found: Round = move.record.rounds.get(number=move.record.round_no)
    return found


def _judge(move: Move, verdict: str, said: str) -> None:
    row = _round_of(move)
    row.verdict, row.said, row.judged_on = verdict, said, timezone.localdate(move.now)
    row.save(update_fields=["verdict", "said", "judged_on"])


def decide(move: Move) -> None:
    """Who pays, who makes it, and by when."""
    names = ("fee_payer", "freight_payer", "trial_payer", "maker")
    amounts = {"fee": move.data["fee"], "freight": move.data["freight"], "trial_cost": move.data.get("trial_cost") or 0}
    money = _money(move.data.get("currency") or move.record.currency, amounts, now=move.now)
    move.keep(**{name: move.data[name] for name in names}, **money, decided_by=move.actor, decided_at=move.now, related_ids=sorted({*move.record.related_ids, move.data["maker"].pk}))
    _open_round(move)
    _date_project(move)


def _date_project(move: Move) -> None:
    project: Project | None = move.record.project
    if project is not None:
        project.sample_due_on = move.record.due_on
        project.save(update_fields=["sample_due_on"])
        engine.refresh_due(project, now=move.now)


def ready(move: Move) -> None:
    """The sample is there."""
    today = timezone.localdate(move.now)
    move.keep(batch=move.data.get("batch", ""), quantity=move.data["quantity"], ready_on=today,
              sample=move.data.get("sample") or move.record.sample)
    row = _round_of(move)
    row.ready_on = today
    row.save(update_fields=["ready_on"])


def send(move: Move) -> None:
    """It is on its way; the project that it belongs to waits for the customer."""
    row = _round_of(move)
    for name in ("way", "carrier", "waybill", "sent_on"):
        setattr(row, name, move.data.get(name) or getattr(row, name))
    row.save()
    _move_project(move, "sample_sent")


def note_wanted(request: SampleRequest, found: list[tuple[str, str]], *, actor: Any, now: datetime) -> list[Wanted]:
    """Write requirements down; one that is known already stays as it is."""
    rows = [Wanted(request=request, kind=kind, text=text, noted_by=actor, noted_at=now) for kind, text in found]
    return Wanted.objects.bulk_create(rows, ignore_conflicts=True)


def confirm(move: Move) -> None:
    """F27.2, F24.6: the customer accepts; the opportunity goes on."""
    note_wanted(move.record, rules.wanted_in(move.data), actor=move.actor, now=move.now)
    _judge(move, Verdict.CONFIRMED, move.data.get("said", ""))
    _answered(move, accepted=True)
    _next_step(move, "todo.samples_confirmed")
    _move_project(move, "confirmed")


def _answered(move: Move, *, accepted: bool) -> None:
    move.keep(accepted=accepted, accepted_by=move.data.get("accepted_by", ""), answered_on=timezone.localdate(move.now))


def modify(move: Move) -> None:
    """F24.6: another round, with its own seven days."""
    _judge(move, Verdict.MODIFY, move.data.get("said", ""))
    _open_round(move, move.data["wanted"])
    _next_step(move, "todo.samples_modify")
    _again_for_project(move)
    _tell_of_rounds(move)


def _again_for_project(move: Move) -> None:
    project: Project | None = move.record.project
    if project is not None:
        Project.objects.filter(pk=project.pk).update(sample_due_on=move.record.due_on)
        _move_project(move, "modify")


def _tell_of_rounds(move: Move) -> None:
    record: SampleRequest = move.record
    most = numbers.value(move.case.numbers, MOST_ROUNDS)
    head = head_of(record.department, besides=record.owner) if record.department else None
    if record.round_no > most and head is not None:
        facts = {"title": str(record), "round": record.round_no}
        tell([head], topic="samples.rounds", title=lambda: _("“%(title)s” goes into round %(round)d") % facts, body=move.data["wanted"], url=record_url(REQUEST, record.pk), now=move.now)


def objected(move: Move) -> None:
    """F27.3: quality has it now; complaints are told."""
    _judge(move, Verdict.OBJECTED, move.data["objection"])
    _answered(move, accepted=False)
    move.keep(objection=move.data["objection"])
    _next_step(move, "todo.samples_objected")
    events.emit("samples.objected", request=move.record, actor=move.actor, now=move.now)


def again(move: Move) -> None:
    """Quality found the cause, and a better sample follows."""
    move.keep(cause=move.data["cause"])
    _open_round(move, move.data["wanted"])
    _again_for_project(move)


def end_objection(move: Move) -> None:
    """Quality found the cause, and no other sample follows."""
    move.keep(cause=move.data["cause"])
    _move_project(move, "no_sample")


def ended(move: Move) -> None:
    """No sample comes of it."""
    _move_project(move, "no_sample")


#: Out of which states of the project its sample leads it.
LED = {"sample_sent": ("sampling",), "modify": ("confirm",), "confirmed": ("confirm",), "no_sample": ("sampling", "confirm")}


def _move_project(move: Move, key: str) -> None:
    project: Project | None = move.record.project
    if project is None:
        return
    project.refresh_from_db(fields=["state"])
    if project.state in LED[key]:
        engine.perform(project, key, actor=None, now=move.now)


def _next_step(move: Move, sentence: str) -> None:
    """What the customer said becomes a step of the opportunity; without an open one, of the customer."""
    record: SampleRequest = move.record
    deal = record.opportunity
    place: Any = deal if deal is not None and deal.state_kind == "open" else record.customer
    person = place.owner or record.owner or move.actor
    if person is None:
        return
    days = max(1, round(numbers.value(move.case.numbers, STEP_DAYS)))
    todos.add(
        place, key="sample", title=words.say(sentence, record.number), assignee=person, way="call", context=record.what[:200],
        due_at=add_working_days(move.now, days, calendar_of(person)), actor=move.actor, now=move.now,
    )


# -- made to measure (F24) --------------------------------------------------------------------------------------------


def keep_all(move: Move) -> None:
    """What the form asked for."""
    known = {field.name for field in Project._meta.concrete_fields}
    move.keep(**{name: value for name, value in move.data.items() if name in known})


def keep_style(move: Move) -> None:
    """The style, and the similar samples that were offered."""
    move.keep(style_source=move.data["style_source"], style=move.data["style"])
    move.record.offered.set(move.data.get("offered") or [])


def order_sample(move: Move) -> None:
    """F24.5: the sample is ordered with its details and fee; the manager decides who pays."""
    record: Project = move.record
    assert move.actor is not None
    days = int(numbers.value(numbers.current(KEY, (SAMPLE_DAYS,), at=move.now), SAMPLE_DAYS))
    move.keep(sample_due_on=timezone.localdate(move.now) + timedelta(days=days))
    begin_request(
        SampleRequest(
            customer=record.customer, contact=record.contact, opportunity=record.opportunity, project=record, origin=Origin.NEW,
            what=record.name, details=move.data["details"], quantity=move.data["quantity"], fee=move.data["fee"], owner=record.owner,
            department=record.department,
        ),
        actor=move.actor, now=move.now,
    )


def agreed(move: Move) -> None:
    """F24.7: the opportunity is told on what paper and how it is paid."""
    keep_all(move)
    record: Project = move.record
    deal = record.opportunity
    if deal is not None and deal.state_kind == "open" and record.owner is not None:
        todos.add(
            deal, key="sample", title=words.say("todo.uniforms_agreed", move.data["contract_number"]), assignee=deal.owner or record.owner,
            due_at=add_working_days(move.now, 1, calendar_of(record.owner)), actor=move.actor, now=move.now,
            context=move.data["payment_terms"],
        )

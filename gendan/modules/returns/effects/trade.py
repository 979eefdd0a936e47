"""What the moves of a customer's return write besides the state."""

from datetime import timedelta

from django.utils import timezone

from gendan.modules.returns import queries
from gendan.modules.returns.numbers import BATCH_FROM, KEEP_YEARS
from gendan.modules.returns.words import Fault, Settlement, Size
from gendan.spine import events
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import numbers
from gendan.spine.procedures.declare import Move

REPORT = "returns.report"


def receive(move: Move) -> None:
    """The pieces that came decide whether it is a batch (A25)."""
    data = move.data
    size = Size.BATCH if data["quantity"] >= numbers.value(move.case.numbers, BATCH_FROM) else Size.SMALL
    move.keep(quantity=data["quantity"], received_on=data["received_on"], papers=data["papers"], received_by=move.actor, size=size)


def isolate(move: Move) -> None:
    """F56.5: apart from good goods; quality has the papers; what kind of inspection follows is settled."""
    inspection = queries.wanted_inspection(move.record)
    move.keep(place=move.data["place"], isolated_at=move.now, copied_at=move.now, inspection=inspection)


def inspected(move: Move) -> None:
    """F56.6: the report has its number, the lot its defect rate."""
    looked, bad = move.data["inspected"], move.data["defective"]
    move.keep(
        inspected=looked, defective=bad, defect_rate=round(bad * 100 / looked, 2), finding=move.data["finding"], inspected_at=move.now,
        inspected_by=move.actor, report_number=next_number(REPORT, at=move.now),
    )


def ours(move: Move) -> None:
    """F56.7: our cause."""
    _judge(move, Fault.OURS)


def not_ours(move: Move) -> None:
    """F56.7: not our cause, or used wrongly."""
    _judge(move, Fault(move.data["fault"]))


def _judge(move: Move, fault: Fault) -> None:
    move.keep(fault=fault, cause=move.data["cause"], verdict=move.data["verdict"], verdict_at=move.now, verdict_by=move.actor)


def inspect_again(move: Move) -> None:
    """The customer objects: a new report, a new verdict."""
    move.record.lines.all().delete()
    move.keep(report_number="", fault="", cause="", verdict="", verdict_at=None, verdict_by=None)


def complained(move: Move) -> None:
    """F56.7: whoever does not accept the verdict complains about it."""
    events.emit("returns.complained", record=move.record, text=move.data["reason"], actor=move.actor, now=move.now)


def settled(move: Move) -> None:
    """What was agreed where it is not our fault."""
    _agree(move, settlement=Settlement(move.data["settlement"]))


def wished(move: Move) -> None:
    """What the customer wants where it is."""
    _agree(move, wish=move.data["wish"], amount=move.data.get("amount"))


def _agree(move: Move, **values: object) -> None:
    doer: Employee = move.data["doer"]
    related = sorted({*move.record.related_ids, doer.pk})
    move.keep(said=move.data["said"], asked_at=move.now, doer=doer, promised_on=move.data["promised_on"], related_ids=related, **values)


def finish(move: Move) -> None:
    """Carried out; the papers are kept so long (F56.8)."""
    years = int(numbers.value(move.case.numbers, KEEP_YEARS))
    until = timezone.localdate(move.now) + timedelta(days=round(365.25 * years))
    move.keep(document=move.data["document"], goods=move.data["goods"], result=move.data["result"], finished_at=move.now, keep_until=until)

"""What the moves of a corrective action write besides the state."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.capa import queries, rules
from gendan.modules.capa.access import KIND
from gendan.modules.capa.models import Action, Capa, Round
from gendan.modules.capa.numbers import CHECK_DAYS, CLOSE_DAYS, MOST_ROUNDS, WATCH_DAYS
from gendan.spine import events
from gendan.spine.messages.actions import tell
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import holders_of
from gendan.spine.procedures import numbers, settling
from gendan.spine.procedures.declare import Move
from gendan.ui.records import record_url


def related(capa: Capa, *people: Employee | None) -> list[int]:
    """Whoever takes part sees it."""
    return sorted({*capa.related_ids, *(person.pk for person in people if person is not None)})


def next_ends(step: str) -> Any:
    """The effect that dates the step which follows."""

    def ends(move: Move) -> None:
        move.keep(step_due_at=rules.step_ends(move.record, move.case.numbers)[step])

    return ends


def _round(move: Move) -> Round:
    found: Round = Round.objects.select_for_update(no_key=True).get(capa=move.record, number=move.record.round_no)
    return found


def gather_team(move: Move) -> None:
    """D1."""
    record: Capa = move.record
    record.team.set(move.data["team"])
    move.keep(checker=move.data["checker"], related_ids=related(record, *move.data["team"], move.data["checker"]))


def describe(move: Move) -> None:
    """D2."""
    names = ("problem", "defect", "found_on", "found_where", "extent", "clause")
    move.keep(**{name: move.data[name] for name in names}, defect_key=rules.key_of(move.data["defect"]))


def contain(move: Move) -> None:
    """D3."""
    move.keep(contained=move.data.get("contained", ""))


def find_cause(move: Move) -> None:
    """D4: what the round found is what the record shows."""
    found = _round(move)
    found.factor, found.cause, found.escaped = move.data["factor"], move.data["cause"], move.data.get("escaped", "")
    found.revision += 1
    found.save(update_fields=["factor", "cause", "escaped", "revision"])
    move.keep(factor=found.factor, cause=found.cause)


def make_the_rule(move: Move) -> None:
    """D7: from now on one waits for the effect."""
    found, values = _round(move), move.case.numbers
    found.standard = move.data["standard"]
    found.save(update_fields=["standard"])
    start = rules.after(move.now, values, WATCH_DAYS)
    move.keep(standard=found.standard, check_from=start, step_due_at=rules.after(start, values, CHECK_DAYS))


def _judge(move: Move, *, effective: bool) -> Round:
    found = _round(move)
    found.effective, found.evidence, found.checked_by, found.checked_at = effective, move.data["evidence"], move.actor, move.now
    found.save(update_fields=["effective", "evidence", "checked_by", "checked_at"])
    return found


def prove(move: Move) -> None:
    """It worked."""
    _judge(move, effective=True)
    move.keep(step_due_at=rules.after(move.now, move.case.numbers, CLOSE_DAYS))


def begin_again(move: Move) -> None:
    """It did not work: the round stays as it is, and another begins with the cause."""
    _judge(move, effective=False)
    _open_round(move, move.data["why_again"])


def reopen(move: Move) -> None:
    """It came back after it was closed."""
    _open_round(move, move.data["reason"])
    move.keep(closed_at=None)


def _open_round(move: Move, why: str) -> None:
    record: Capa = move.record
    drop_actions(record, reason=_("round %d") % (record.round_no + 1), now=move.now)
    Round.objects.create(capa=record, number=record.round_no + 1, begun_at=move.now, why_again=why)
    move.keep(round_no=record.round_no + 1, limit_from=move.now, check_from=None, factor="", cause="", standard="", thanks="")
    move.keep(step_due_at=rules.step_ends(record, move.case.numbers)["cause"])
    _tell_of_rounds(move, why)
    events.emit("capa.reopened", capa=record, actor=move.actor, now=move.now)


def _tell_of_rounds(move: Move, why: str) -> None:
    record: Capa = move.record
    if record.round_no <= int(numbers.value(move.case.numbers, MOST_ROUNDS)):
        return
    people = {person for role in ("general_manager", "management_representative") for person in holders_of(role, on=timezone.localdate(move.now))}
    facts = {"number": record.number, "round": record.round_no}
    tell(sorted(people, key=lambda one: one.pk), topic="capa.rounds", title=lambda: _("%(number)s goes into round %(round)d") % facts,
         body=why, url=record_url(KIND, record.pk), now=move.now)


def drop_actions(capa: Capa, *, reason: str, now: datetime) -> None:
    """What is still open is not done any more."""
    rows = list(Action.objects.filter(capa=capa, done_at=None, dropped_at=None).select_for_update())
    for row in rows:
        row.dropped_at, row.dropped_reason = now, reason[:200]
    Action.objects.bulk_update(rows, ["dropped_at", "dropped_reason"])
    for row in rows:
        todo = queries.todo_of(row)
        if todo is not None:
            settling.end(todo, outcome=reason, now=now)


def close(move: Move) -> None:
    """D8: who asked hears of it."""
    move.keep(thanks=move.data["thanks"], closed_at=move.now, step_due_at=None)
    events.emit("capa.closed", capa=move.record, actor=move.actor, now=move.now)


def withdraw(move: Move) -> None:
    """Nothing more is done."""
    drop_actions(move.record, reason=str(move.data.get("reason", "")), now=move.now)
    move.keep(closed_at=move.now, step_due_at=None)

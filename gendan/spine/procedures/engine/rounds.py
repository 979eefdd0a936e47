"""Rounds of sign-offs: opened on entering a state, void when the case leaves before all have signed."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from gendan.spine.procedures import due, making, numbers, verbs, who
from gendan.spine.procedures.declare import Mode, SignOffs, State, Unit
from gendan.spine.procedures.models import Case, SignOff, Todo
from gendan.spine.procedures.plans import SIGN, Calendars
from gendan.spine.words import say


def open_round(
    case: Case, state: State, *, record: Any, situation: who.Situation, now: datetime, calendars: Calendars
) -> list[Todo]:
    """Ask every party side by side: one to-do and one pending opinion each."""
    asked = state.signoffs
    assert asked is not None
    last = SignOff.objects.filter(case=case, state=state.key).aggregate(last=Max("round"))["last"] or 0
    rule = due.rule_of(asked.due or state.due, record=record, values=case.numbers, start=now)
    made, parties = [], asked.asked_of(record)
    for party in parties:
        assignment = who.assign(party.who, situation=situation)
        made.append(making.new_todo(
            record, case=case, key=f"{SIGN}{party.key}", title=say(verbs.task_key(case.procedure, state), record), assignment=assignment,
            actor=situation.actor, now=now, due_rule=rule, way=state.way, context=say(verbs.place_key(case.procedure, state, party.key)),
            due_at=due.moment_of(rule, calendar=calendars.of(assignment.employee)),
        ))
    Todo.objects.bulk_create(made)
    SignOff.objects.bulk_create(
        SignOff(case=case, state=state.key, round=last + 1, party=party.key, todo=todo)
        for party, todo in zip(parties, made, strict=True)
    )
    return made


def void_round(case: Case, *, now: datetime) -> None:
    """Nobody is asked any more: pending opinions become void (their to-dos are closed by whoever leaves the state)."""
    pending = SignOff.objects.filter(case=case, verdict=SignOff.Verdict.PENDING)
    pending.update(verdict=SignOff.Verdict.VOID, signed_at=now)


def outcome(asked: SignOffs, signed: list[SignOff], *, values: dict[str, Any]) -> str | None:
    """The transition that the opinions of a round call for; None while it is not clear."""
    if asked.mode == Mode.EVERY and any(one.verdict == SignOff.Verdict.PENDING for one in signed):
        return None
    agreed = sum(one.verdict == SignOff.Verdict.AGREED for one in signed)
    refused = sum(one.verdict == SignOff.Verdict.REFUSED for one in signed)
    needed = votes_needed(asked, of=len(signed), values=values)
    if agreed >= needed:
        return asked.agreed
    return asked.refused if refused > len(signed) - needed else None


def votes_needed(asked: SignOffs, *, of: int, values: dict[str, Any]) -> int:
    """How many must agree: all, one, or the quorum (a count or a percentage), at least one and at most all."""
    if asked.mode in (Mode.ALL, Mode.EVERY):
        return of
    if asked.mode == Mode.ANY or asked.quorum is None:
        return 1
    amount = numbers.value(values, asked.quorum)
    wanted = -(-of * amount // 100) if asked.quorum.unit == Unit.PERCENT else amount
    return max(1, min(of, int(wanted)))

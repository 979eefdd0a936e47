"""The figures behind the settings page of a procedure: its numbers with their history, and what another would mean."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from gendan.desk.procedures import drawing
from gendan.spine.org import queries as org
from gendan.spine.org import tables
from gendan.spine.org.models import NumberSetting
from gendan.spine.org.workdays import WorkCalendar, working_day_length
from gendan.spine.procedures import dwell, numbers, wording
from gendan.spine.procedures.declare import Number, Procedure, State, Within

BINS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """One changeable number as the table shows it."""

    state: str
    state_key: str
    key: str
    title: str
    value: str
    unit: str
    low: str
    high: str
    last: str
    is_limit: bool


def rows(procedure: Procedure, *, values: dict[str, Any]) -> list[Row]:
    """All numbers of a procedure, first those of its states; the newest change of each in one query."""
    keys = {numbers.setting_key(procedure, number): number.key for number in numbers.of_procedure(procedure)}
    last = tables.changes_of_numbers(keys)
    found, seen = [], set()
    for state in procedure.states:
        for number in numbers.of_state(state):
            if number.key not in seen:
                found.append(_row(procedure, number, state, values, last))
                seen.add(number.key)
    rest = [number for number in procedure.numbers if number.key not in seen]
    return found + [_row(procedure, number, None, values, last) for number in rest]


def _row(
    procedure: Procedure, number: Number, state: State | None, values: dict[str, Any], last: dict[str, list[Any]]
) -> Row:
    rule = (state.due or (state.signoffs.due if state.signoffs else None)) if state else None
    changes = last.get(numbers.setting_key(procedure, number), [])
    return Row(
        state=str(state.title) if state else "", state_key=state.key if state else "", key=number.key,
        title=str(number.title), value=wording.plain(float(values.get(number.key, number.default))),
        unit=wording.unit_word(number.unit), low=wording.plain(number.low), high=wording.plain(number.high),
        last=_change_words(number, changes), is_limit=isinstance(rule, Within) and rule.number == number,
    )


def _change_words(number: Number, changes: list[NumberSetting]) -> str:
    if not changes:
        return _("as founded")
    newest = changes[0]
    before = changes[1].value if len(changes) > 1 else number.default
    return _("%(day)s %(before)s → %(after)s, %(name)s") % {
        "day": newest.valid_from.strftime("%-m-%d"), "before": wording.plain(float(before)),
        "after": wording.plain(float(newest.value)), "name": newest.changed_by.name if newest.changed_by else "",
    }


def history(procedure: Procedure) -> list[dict[str, Any]]:
    """Every change of the procedure's numbers, the newest first."""
    by_key = {numbers.setting_key(procedure, number): number for number in numbers.of_procedure(procedure)}
    lines = []
    for key, changes in tables.changes_of_numbers(by_key).items():
        number = by_key[key]
        older = [*(row.value for row in changes[1:]), number.default]
        for row, before in zip(changes, older, strict=True):
            lines.append({
                "at": row.valid_from, "title": number.title, "before": wording.plain(float(before)),
                "after": wording.plain(float(row.value)), "unit": wording.unit_word(number.unit),
                "by": row.changed_by, "changed_at": row.changed_at, "reason": row.reason,
            })
    return sorted(lines, key=lambda line: line["at"], reverse=True)


def find_number(procedure: Procedure, key: str) -> tuple[Number, State | None] | None:
    """The number with this key, and the state whose limit it is."""
    for number in numbers.of_procedure(procedure):
        if number.key == key:
            return number, _state_limited_by(procedure, number)
    return None


def _state_limited_by(procedure: Procedure, number: Number) -> State | None:
    for state in procedure.states:
        rule = state.due or (state.signoffs.due if state.signoffs else None)
        if isinstance(rule, Within) and rule.number == number:
            return state
    return None


def what_if(
    procedure: Procedure, number: Number, state: State | None, *, now_value: float, wanted: float, since: datetime
) -> dict[str, Any] | None:
    """The late share of the period with the present and with the wanted limit; None where it cannot be said."""
    if state is None or not dwell.is_length(number.unit):
        return None
    calendar = org.company_calendar()
    before, after = (
        dwell.late_share_with(procedure, state, number, amount, since=since, calendar=calendar)
        for amount in (now_value, wanted)
    )
    if before is None or after is None:
        return None
    return {"before": round(100 * before), "after": round(100 * after)}


def panel(
    procedure: Procedure, state: State, *, values: dict[str, Any], figures: dwell.Figures, since: datetime,
    calendar: WorkCalendar, wanted: float | None = None,
) -> dict[str, Any]:
    """The right panel of a state: who does it, what holds it, what happens when it is late, how long it took."""
    moves = [move for move in procedure.transitions if state.key in move.source]
    guards = [wording.guard_words(guard) for move in moves for guard in move.guards]
    return {
        "state": state, "who": wording.who_acts(state), "guards": list(dict.fromkeys(guards)),
        "late": [wording.step_words(step, values) for step in state.escalate],
        "moves": [str(move.title) for move in moves], "dwell": figures.states[state.key],
        "histogram": _histogram(procedure, state, figures, since, calendar, wanted),
    }


def _histogram(
    procedure: Procedure, state: State, figures: dwell.Figures, since: datetime, calendar: WorkCalendar,
    wanted: float | None,
) -> dict[str, Any] | None:
    rule = state.due or (state.signoffs.due if state.signoffs else None)
    limit = figures.limits.get(state.key)
    if not isinstance(rule, Within) or not limit or not figures.states[state.key].left:
        return None
    upto = limit * 3
    counts = dwell.histogram(procedure, state, rule.number, upto=upto, bins=BINS, since=since)
    per_bin = upto / (BINS - 1)
    at = limit / per_bin
    drawn: dict[str, Any] = {"bars": drawing.bars(counts, limit_at=at), "limit_x": round(at * 306 / BINS, 1)}
    if wanted:
        length = dwell.length_of(rule.number, wanted, calendar=calendar)
        drawn["wanted_x"] = round(min(length / per_bin, BINS) * 306 / BINS, 1)
    return drawn


def period_of(days: str) -> int:
    """30, 90 or 365 days."""
    return int(days) if days in ("30", "90", "365") else 90


def all_figures(procedure: Procedure, *, values: dict[str, Any], days: int, now: datetime) -> dwell.Figures:
    """The dwell figures of the period with the limits of the states."""
    calendar = org.company_calendar()
    found = dwell.figures(procedure, since=now - timedelta(days=days), now=now)
    for state in procedure.states:
        limit = dwell.limit_of(state, values, calendar=calendar)
        if limit:
            found.limits[state.key] = limit
    return found


def day_length(calendar: WorkCalendar) -> timedelta:
    """How long a working day is."""
    return working_day_length(calendar)

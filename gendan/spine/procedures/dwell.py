"""How long cases stay in each state: counts, median, ninth decile, lateness; from the stays, in SQL."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from gendan.spine.org.workdays import WorkCalendar, working_day_length
from gendan.spine.procedures import due
from gendan.spine.procedures.declare import Number, Procedure, State, Unit, Within

DWELL = """
SELECT state, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY worked),
    percentile_cont(0.9) WITHIN GROUP (ORDER BY worked), avg(breached::int)
FROM procedures_stay WHERE procedure = %s AND left_at >= %s GROUP BY state
"""
PRESENT = """
SELECT state, count(*), count(*) FILTER (WHERE due_at < %s), count(*) FILTER (WHERE version < %s)
FROM procedures_case WHERE procedure = %s AND closed_at IS NULL GROUP BY state
"""
LED = """
SELECT state, left_to, count(*) FROM procedures_stay
WHERE procedure = %s AND left_at >= %s AND left_to <> '' GROUP BY state, left_to
"""
OVER = """
SELECT count(*) FILTER (WHERE {length} > %s)::float / nullif(count(*), 0)
FROM procedures_stay WHERE procedure = %s AND state = %s AND left_at >= %s
"""
BINS = """
SELECT least(width_bucket({length}, 0, %s, %s), %s + 1), count(*) FROM procedures_stay
WHERE procedure = %s AND state = %s AND left_at >= %s GROUP BY 1
"""
WORKED = "worked::float"
WALL = "extract(epoch FROM left_at - entered_at)::float"


@dataclass(frozen=True, slots=True)
class Dwell:
    """The figures of one state: of those who left it in the period, and of those who stand in it now."""

    left: int = 0
    median: timedelta | None = None
    ninth: timedelta | None = None
    late_share: float = 0.0
    present: int = 0
    present_late: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a procedure over a period."""

    states: dict[str, Dwell]
    shares: dict[tuple[str, str], float]
    running: int
    on_older_version: int
    seen: int
    limits: dict[str, timedelta] = field(default_factory=dict)


def figures(procedure: Procedure, *, since: datetime, now: datetime) -> Figures:
    """All figures of a procedure for the stays that ended since then; three queries."""
    left = {row[0]: row[1:] for row in _rows(DWELL, [procedure.key, since])}
    present = {row[0]: row[1:] for row in _rows(PRESENT, [now, procedure.version, procedure.key])}
    led = _rows(LED, [procedure.key, since])
    totals: dict[str, int] = {}
    for state, _target, count in led:
        totals[state] = totals.get(state, 0) + count
    return Figures(
        states={state.key: _dwell(left.get(state.key), present.get(state.key)) for state in procedure.states},
        shares={(state, target): count / totals[state] for state, target, count in led},
        running=sum(row[0] for row in present.values()),
        on_older_version=sum(row[2] for row in present.values()),
        seen=left[procedure.start][0] if procedure.start in left else 0,
    )


def _rows(query: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())


def _dwell(left: tuple[Any, ...] | None, present: tuple[Any, ...] | None) -> Dwell:
    count, median, ninth, late = left or (0, None, None, 0)
    here, here_late = (present[0], present[1]) if present else (0, 0)
    return Dwell(
        left=count, median=None if median is None else timedelta(seconds=median),
        ninth=None if ninth is None else timedelta(seconds=ninth), late_share=float(late or 0),
        present=here, present_late=here_late,
    )


def limit_of(state: State, values: dict[str, Any], *, calendar: WorkCalendar) -> timedelta | None:
    """The limit of a state as working or wall time, where it is a length at all."""
    rule = state.due or (state.signoffs.due if state.signoffs else None)
    if not isinstance(rule, Within):
        return None
    return length_of(rule.number, float(values.get(rule.number.key, rule.number.default)), calendar=calendar)


def length_of(number: Number, amount: float, *, calendar: WorkCalendar) -> timedelta:
    """A number of time as a length; a working day has the calendar's usual length."""
    if number.unit in due.WALL:
        return amount * due.WALL[number.unit]
    return amount * (due.SHORT.get(number.unit) or working_day_length(calendar))


def late_share_with(
    procedure: Procedure, state: State, number: Number, amount: float, *, since: datetime, calendar: WorkCalendar
) -> float | None:
    """Which share of the stays since then would have been late with another limit; None where there were none."""
    limit = length_of(number, amount, calendar=calendar).total_seconds()
    query = OVER.format(length=_length(number))
    return _rows(query, [limit, procedure.key, state.key, since])[0][0]  # type: ignore[no-any-return]


def _length(number: Number) -> str:
    return WORKED if number.unit.working else WALL


def histogram(
    procedure: Procedure, state: State, number: Number, *, upto: timedelta, bins: int, since: datetime
) -> list[int]:
    """How many stays fell into each of `bins` equal parts up to a length; the last one counts all longer ones."""
    query = BINS.format(length=_length(number))
    rows = _rows(query, [upto.total_seconds(), bins - 1, bins - 1, procedure.key, state.key, since])
    counts = dict(rows)
    return [counts.get(part, 0) for part in range(1, bins + 1)]


def is_length(unit: Unit) -> bool:
    """Whether a number of this unit can be laid over the stays."""
    return unit.timed

"""Shewhart control charts: the mean, its limits at three sigma, and the run rules that tell a change from chance."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext_lazy as _

SIGMAS = 3
#: With fewer points the limits would say nothing.
ENOUGH = 8
SIDE, TREND = 9, 6
RULES = {
    "beyond": _("beyond the control limit"),
    "near": _("two of three points near the same limit"),
    "side": _("nine points in a row on one side of the mean"),
    "trend": _("six points in a row that rise or fall"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One lot, month or week: its value, what is expected of it, and the rules that it breaks (none: chance)."""

    value: float | None
    mean: float
    lower: float
    upper: float
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A p-chart (share of each whole) or a c-chart (number); without points where there are too few."""

    kind: str
    points: tuple[Point, ...]


def chart_of(parts: Sequence[float], wholes: Sequence[float | None]) -> Chart:
    """The chart that suits the data: p where every number is part of a known whole, c where there is none.

    A whole of nothing leaves its point out.
    """
    shares = all(whole is not None and part <= whole for part, whole in zip(parts, wholes, strict=True)) and any(wholes)
    kind = "p" if shares else "c"
    sizes = [float(whole or 0) for whole in wholes] if shares else [1.0] * len(parts)
    if sum(1 for size in sizes if size) < ENOUGH:
        return Chart(kind, ())
    mean = sum(map(float, parts)) / sum(sizes)
    found = [_placed(float(part), size, mean, share=shares) for part, size in zip(parts, sizes, strict=True)]
    broken = broken_rules([one[1] for one in found])
    return Chart(kind, tuple(Point(*one[0], broken=rules) for one, rules in zip(found, broken, strict=True)))


def _placed(part: float, size: float, mean: float, *, share: bool) -> tuple[tuple[float | None, float, float, float], float | None]:
    """Value, mean, limits; and how many sigmas the value is off the mean (None: it cannot be said)."""
    if not size:
        return (None, mean, mean, mean), None
    sigma = sqrt(mean * (1 - mean) / size) if share else sqrt(mean)
    value, top = part / size, 1.0 if share else float("inf")
    limits = (max(mean - SIGMAS * sigma, 0.0), min(mean + SIGMAS * sigma, top))
    return (value, mean, *limits), (value - mean) / sigma if sigma else 0.0


def broken_rules(offs: Sequence[float | None]) -> list[tuple[str, ...]]:
    """For each point (in sigmas off the mean) the rules that it completes; a point left out breaks no row."""
    known = [place for place, off in enumerate(offs) if off is not None]
    found: list[tuple[str, ...]] = [()] * len(offs)
    values = [off for off in offs if off is not None]
    for end, place in enumerate(known, 1):
        found[place] = tuple(_broken(values[max(0, end - SIDE):end]))
    return found


def _broken(upto: list[float]) -> Iterable[str]:
    last = upto[-1]
    if abs(last) > SIGMAS:
        yield "beyond"
    if abs(last) > SIGMAS - 1 and sum(1 for off in upto[-3:] if off * last > 0 and abs(off) > SIGMAS - 1) >= SIGMAS - 1:
        yield "near"
    if len(upto) == SIDE and (min(upto) > 0 or max(upto) < 0):
        yield "side"
    row = upto[-TREND:]
    steps = [after - before for before, after in zip(row, row[1:], strict=False)]
    if len(row) == TREND and (min(steps) > 0 or max(steps) < 0):
        yield "trend"

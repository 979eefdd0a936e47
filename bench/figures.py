"""What a figure is: its value, the floor of the same run, and the target that it is held to."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. `least` tells that more is better, and the target a minimum.

    `processor` is the processor time of one time, in milliseconds, of server and database together.
    """

    name: str
    value: float
    unit: str
    target: float
    floor: float | None = None
    least: bool = False
    processor: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return round(self.value / self.floor, 2) if self.floor else None

    @property
    def ok(self) -> bool:
        return self.value >= self.target if self.least else self.value <= self.target

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name, "value": round(self.value, 2), "unit": self.unit,
            "floor": None if self.floor is None else round(self.floor, 2), "ratio": self.ratio, "target": self.target,
            "least": self.least, "ok": self.ok,
            "processor": None if self.processor is None else round(self.processor, 2),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to measure: a full run, or a quick one that only shows that everything works."""

    times: int = 200
    warm: int = 20
    seconds: int = 6
    verbs: int = 60
    imports: Sequence[int] = (10_000, 100_000)
    users: int = 200
    minutes: float = 3
    think: float = 20


QUICK = Effort(times=4, warm=1, seconds=1, verbs=2, imports=(50,), users=5, minutes=0.02, think=0.2)


def timed(action: Callable[[Any], Any], given: Iterable[Any], *, warm: int = 0) -> list[float]:
    """Milliseconds of each call; the first `warm` do not count."""
    taken = []
    for number, value in enumerate(given):
        start = time.perf_counter()
        action(value)
        if number >= warm:
            taken.append((time.perf_counter() - start) * 1000)
    return taken


def p50(taken: Sequence[float]) -> float:
    return statistics.median(taken)


def p95(taken: Sequence[float]) -> float:
    return sorted(taken)[max(0, round(len(taken) * 0.95) - 1)]


def line(figure: Figure) -> str:
    """One line of the printed table."""
    facts = figure.as_json()
    floor = "" if facts["floor"] is None else f"{facts['floor']:,.1f}"
    ratio = "" if facts["ratio"] is None else f"{facts['ratio']:.1f}×"
    sign = "≥" if figure.least else "≤"
    mark = "ok" if figure.ok else "MISSED"
    return f"{figure.name:<56} {figure.value:>10,.1f} {figure.unit:<6} {floor:>9} {ratio:>7}  {sign} {figure.target:<7,g} {mark}"

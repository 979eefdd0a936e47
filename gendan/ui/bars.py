"""Bars and the time track as numbers: where each part starts and how wide it is, in percent; drawn without styles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from gendan.ui.formats import clock, local_day

GAP = 1.8
#: Marks nearer than this become one; the number beside one that stands for several takes more room.
CLOSE, CLOSE_BESIDE_NUMBER = 1.6, 5.0
#: So near to the clock's own label there is no room for another on a phone; so near to an edge the label begins or ends there.
NEAR, EDGE = 13.0, 6.0


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar; `kind` names its colour: late, today, plan, none, heat, strong."""

    kind: str
    x: float
    width: float


def stacked(amounts: Iterable[tuple[str, float]], *, scale: float) -> list[Part]:
    """`stacked([("late", 4), ("today", 6)], scale=31)`: pieces side by side; `scale` fills the whole bar."""
    parts, x = [], 0.0
    for kind, amount in amounts:
        width = 100 * float(amount) / float(scale) if scale else 0.0
        if width:
            parts.append(Part(kind, round(x, 2), round(max(width - 0.8, 0.4), 2)))
        x += width
    return parts


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several to-dos at (nearly) the same time."""

    x: float
    state: str
    count: int
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Tick:
    """An hour under the track; a minor one is left out where there is little room."""

    x: float
    label: str
    anchor: str = "middle"
    minor: bool = False


@dataclass(slots=True)
class Track:
    """The working hours of one day without their gaps, with what is due in them."""

    spent: list[Part] = field(default_factory=list)
    rest: list[Part] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    now_x: float | None = None
    now_label: str = ""

    @property
    def now_anchor(self) -> str:
        """Where the label of now is held, so that it stays on the track."""
        x = self.now_x or 0.0
        return "start" if x < EDGE else "end" if x > 100 - EDGE else "middle"


@dataclass(frozen=True, slots=True)
class _Scale:
    """Maps moments of the day onto 0 … 100, each break drawn with the same small gap."""

    windows: Sequence[tuple[datetime, datetime]]

    @property
    def per_second(self) -> float:
        worked = sum((end - start).total_seconds() for start, end in self.windows)
        return (100 - GAP * (len(self.windows) - 1)) / worked

    def x(self, moment: datetime) -> float:
        """Moments outside of the working hours fall on the nearest edge."""
        x = 0.0
        for number, (start, end) in enumerate(self.windows):
            x += GAP if number else 0
            if moment <= end:
                return round(x + max((moment - start).total_seconds(), 0) * self.per_second, 2)
            x += (end - start).total_seconds() * self.per_second
        return 100.0


def time_track(
    windows: Sequence[tuple[datetime, datetime]], dues: Iterable[tuple[datetime, str, str]], *, now: datetime
) -> Track | None:
    """The track of the day that `windows` lie in; dues are (moment, title, url). None on a day without work."""
    if not windows:
        return None
    scale = _Scale(windows)
    track = Track(ticks=_ticks(scale), marks=_marks(scale, dues, now=now))
    for start, end in windows:
        left, right, cut = scale.x(start), scale.x(end), scale.x(min(max(now, start), end))
        track.spent += [Part("spent", left, round(cut - left, 2))] if now > start else []
        track.rest += [Part("rest", cut if now > start else left, round(right - max(cut, left), 2))] if now < end else []
    if local_day(now) == local_day(windows[0][0]):
        track.now_x, track.now_label = scale.x(now), clock(now)
        track.ticks = [replace(tick, minor=tick.minor or abs(tick.x - track.now_x) < NEAR) for tick in track.ticks]
    return track


def _ticks(scale: _Scale) -> list[Tick]:
    """Both edges of every window and the full hours between that leave room for their words."""
    ticks: list[Tick] = []
    for start, end in scale.windows:
        hour = start.replace(minute=0, second=0) + timedelta(hours=1)
        moments = []
        while hour < end - timedelta(minutes=40):
            moments += [hour] if hour - start >= timedelta(minutes=25) else []
            hour += timedelta(hours=1)
        ticks.append(Tick(scale.x(start), _hour(start), "start"))
        ticks += [Tick(scale.x(moment), _hour(moment), minor=True) for moment in moments]
        ticks.append(Tick(scale.x(end), _hour(end), "end"))
    return ticks


def _hour(moment: datetime) -> str:
    return clock(moment).removesuffix(":00").lstrip("0") if moment.minute == 0 else clock(moment).lstrip("0")


def _marks(scale: _Scale, dues: Iterable[tuple[datetime, str, str]], *, now: datetime) -> list[Mark]:
    marks: list[Mark] = []
    for moment, title, url in sorted(dues):
        x, state = scale.x(moment), "overdue" if moment < now else "today"
        last = marks[-1] if marks else None
        if last and last.state == state and x - last.x < (CLOSE if last.count == 1 else CLOSE_BESIDE_NUMBER):
            marks[-1] = Mark(last.x, state, last.count + 1, f"{last.title}\n{title}", last.url)
        else:
            marks.append(Mark(x, state, 1, title, url))
    return marks

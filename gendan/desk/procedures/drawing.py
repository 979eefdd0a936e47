"""The swim-lane picture with its figures: what the template needs to draw it, and nothing it would have to work out."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gendan.spine.procedures import wording
from gendan.spine.procedures.declare import Kind, Procedure, State, Within
from gendan.spine.procedures.diagrams import NODE_HEIGHT, NODE_WIDTH, Lane, Node, Wire, lay_out
from gendan.spine.procedures.dwell import Dwell, Figures

HEAT = (0.5, 0.75, 1.0, 1.5)
TITLE_ROOM, FREE_ROOM, LANE_ROOM = 84, 108, 66
LINE = 18


@dataclass(frozen=True, slots=True)
class Box:
    """A state as it is drawn."""

    key: str
    x: int
    y: int
    title: str
    full_title: str
    heat: int
    end: bool
    waiting: bool
    present: int
    limit: str
    late: str
    is_late: bool
    dwell: str
    late_width: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A move as it is drawn."""

    path: str
    back: bool
    label: str
    x: int
    y: int


def boxes(
    nodes: tuple[Node, ...], *, figures: Figures, values: dict[str, Any], day: timedelta, selected: str
) -> list[Box]:
    """The states with their heat, count, limit, lateness and dwell times."""
    return [_box(node, figures, values, day, selected) for node in nodes]


def _box(node: Node, figures: Figures, values: dict[str, Any], day: timedelta, selected: str) -> Box:
    state, dwell = node.state, figures.states[node.state.key]
    late = round(100 * dwell.late_share)
    return Box(
        key=state.key, x=node.x, y=node.y, title=cut(str(state.title), TITLE_ROOM if dwell.present else FREE_ROOM), full_title=str(state.title),
        heat=heat_of(dwell, figures.limits.get(state.key)), end=state.kind not in (Kind.OPEN, Kind.WAITING),
        waiting=state.kind == Kind.WAITING, present=dwell.present, limit=limit_words(state, values),
        late=_("late %(share)s%%") % {"share": late} if late else "", is_late=late >= 15,
        dwell=_dwell_words(dwell, day), late_width=round(NODE_WIDTH * dwell.late_share),
        selected=state.key == selected,
    )


def heat_of(dwell: Dwell, limit: timedelta | None) -> int:
    """One to five: the ninth decile of the stays against the limit; zero where there is nothing to compare."""
    if dwell.ninth is None or not limit:
        return 0
    ratio = dwell.ninth / limit
    return 1 + sum(ratio > step for step in HEAT)


def limit_words(state: State, values: dict[str, Any]) -> str:
    """The limit as a short text: the number with its unit, or the rule."""
    rule = state.due or (state.signoffs.due if state.signoffs else None)
    if isinstance(rule, Within):
        return wording.amount_of(rule.number, values)
    return wording.due_words(rule, values)


def _dwell_words(dwell: Dwell, day: timedelta) -> str:
    if dwell.median is None or dwell.ninth is None:
        return ""
    return f"{_short(dwell.median, day)} / {_short(dwell.ninth, day)}"


def _short(amount: timedelta, day: timedelta) -> str:
    """One unit with one decimal: "2.1 d", "6.6 h", "40 min"; a node has room for no more."""
    if amount >= day:
        return pgettext("short", "%s d") % wording.plain(round(amount / day, 1))
    hours = amount / timedelta(hours=1)
    if hours >= 1:
        return pgettext("short", "%s h") % wording.plain(round(hours, 1))
    return pgettext("short", "%s min") % round(hours * 60)


def cut(text: str, room: int) -> str:
    """What fits: a Chinese character is 13 wide, a Latin one 7."""
    fits = _fitting(text, room)
    return text if fits == len(text) else f"{text[: max(1, fits - 1)]}…"


def _fitting(text: str, room: int) -> int:
    """How many letters fit."""
    width = 0
    for place, letter in enumerate(text):
        width += 13 if ord(letter) > 0x2E7F else 7
        if width > room:
            return place
    return len(text)


def wrapped(text: str, room: int) -> list[str]:
    """The text in lines that fit; broken at a blank or a comma where there is one, else where it must be."""
    found = []
    while (fits := _fitting(text, room)) < len(text):
        blank = max(text.rfind(mark, 0, fits + 1) for mark in (" ", "、", "，"))
        end = blank + 1 if blank > 0 else max(fits, 1)
        found.append(text[:end].strip())
        text = text[end:].lstrip()
    return [*found, text]


def lines(wires: tuple[Wire, ...], *, figures: Figures) -> list[Line]:
    """The wires; those that lead back carry the share that went that way."""
    drawn = []
    for wire in wires:
        share = round(100 * figures.shares.get((wire.source, wire.transition.target), 0))
        label = f"{wire.transition.title} {share}%" if wire.back and share else ""
        x, y = wire.label_at
        drawn.append(Line(wire.path, wire.back, label, x, y))
    return drawn


def lanes(given: tuple[Lane, ...]) -> list[dict[str, Any]]:
    """The stripes with their names in as many lines as they need, about the middle."""
    return [_stripe(place, lane) for place, lane in enumerate(given)]


def _stripe(place: int, lane: Lane) -> dict[str, Any]:
    words = wrapped(lane.title, LANE_ROOM)
    first = lane.top + lane.height // 2 + 5 - LINE * (len(words) - 1) // 2
    return {
        "top": lane.top, "height": lane.height, "odd": place % 2, "full_title": lane.title,
        "words": [(text, first + LINE * number) for number, text in enumerate(words)],
    }


def picture(
    procedure: Procedure, *, figures: Figures, values: dict[str, Any], day: timedelta, selected: str
) -> dict[str, Any]:
    """Everything the template draws."""
    laid = lay_out(procedure)
    return {
        "width": laid.width, "height": laid.height, "lanes": lanes(laid.lanes),
        "boxes": boxes(laid.nodes, figures=figures, values=values, day=day, selected=selected),
        "lines": lines(laid.wires, figures=figures), "node_width": NODE_WIDTH, "node_height": NODE_HEIGHT,
    }


def bars(counts: list[int], *, limit_at: float, room: int = 306, height: int = 64) -> list[dict[str, Any]]:
    """The histogram's bars; `limit_at` is the place of the limit in bins, what lies beyond it is late."""
    top = max(counts, default=0) or 1
    width = room / len(counts)
    return [
        {"x": round(place * width + 1, 1), "width": round(width - 2, 1), "height": round(height * count / top, 1),
         "y": round(height - height * count / top, 1), "late": place >= limit_at, "count": count}
        for place, count in enumerate(counts)
    ]

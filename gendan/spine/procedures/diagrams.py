"""Lays a procedure out in swim lanes: pure geometry, drawn by whoever wants a picture of it."""

from collections.abc import Callable
from dataclasses import dataclass

from gendan.spine.procedures import who
from gendan.spine.procedures.declare import Kind, Procedure, State, Transition

NODE_WIDTH, NODE_HEIGHT = 122, 66
PITCH, ROW = 147, 96
LANE_LABEL = 86
MARGIN = 12
WIDTH = 1270  # at least as wide as the panel of an office screen


@dataclass(frozen=True, slots=True)
class Lane:
    """A stripe of the picture: who acts in its states."""

    title: str
    top: int
    height: int


@dataclass(frozen=True, slots=True)
class Node:
    """A state at its place."""

    state: State
    x: int
    y: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + NODE_WIDTH // 2, self.y + NODE_HEIGHT // 2


@dataclass(frozen=True, slots=True)
class Wire:
    """A move as a path of right angles; a back wire is drawn dashed, its label stands at (`x`, `y`)."""

    transition: Transition
    source: str
    points: tuple[tuple[int, int], ...]
    back: bool

    @property
    def path(self) -> str:
        """The path in the language of SVG."""
        return "M" + " L".join(f"{x} {y}" for x, y in self.points)

    @property
    def label_at(self) -> tuple[int, int]:
        """Beside the piece on which the wire leaves its source: no two sources share that place."""
        x, y = self.points[0]
        return x + 6, y + 13


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole diagram with its size."""

    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    wires: tuple[Wire, ...]
    width: int
    height: int


def lay_out(procedure: Procedure, *, lane_of: Callable[[State], str] | None = None) -> Picture:
    """Columns by the longest way from the start, lanes in the order in which they first appear."""
    name = lane_of or lane_title
    columns = _columns(procedure)
    titles = list(dict.fromkeys(name(state) for state in procedure.states))
    places = _rows(procedure, columns, name)
    lanes, top = [], 0
    for title in titles:
        rows = 1 + max(row for (lane, row) in places.values() if lane == title)
        lanes.append(Lane(title, top, rows * ROW))
        top += rows * ROW
    tops = {lane.title: lane.top for lane in lanes}
    nodes = tuple(
        Node(state, LANE_LABEL + MARGIN + columns[state.key] * PITCH,
             tops[places[state.key][0]] + places[state.key][1] * ROW + (ROW - NODE_HEIGHT) // 2)
        for state in procedure.states
    )
    wires = _wires(procedure, {node.state.key: node for node in nodes}, columns)
    width = max(WIDTH, LANE_LABEL + MARGIN + (max(columns.values()) + 1) * PITCH)
    return Picture(tuple(lanes), nodes, wires, width, top)


def lane_title(state: State) -> str:
    """The declared lane, else who acts."""
    return str(state.lane or who.describe(state.who))


def _columns(procedure: Procedure) -> dict[str, int]:
    """The longest way from the start along moves that lead on in the written order; ends stand at the right."""
    order = {state.key: place for place, state in enumerate(procedure.states)}
    columns = dict.fromkeys(order, 0)
    ends = {state.key for state in procedure.states if state.kind not in (Kind.OPEN, Kind.WAITING)}
    for state in procedure.states:
        for transition in procedure.transitions:
            if transition.target == state.key:
                before = [columns[key] for key in transition.source if order.get(key, 99) < order[state.key]]
                columns[state.key] = max([columns[state.key], *(one + 1 for one in before)])
    last = max([column for key, column in columns.items() if key not in ends], default=0)
    return {key: last + 1 if key in ends else column for key, column in columns.items()}


def _rows(
    procedure: Procedure, columns: dict[str, int], name: Callable[[State], str]
) -> dict[str, tuple[str, int]]:
    """In which lane and row each state stands; states that share a column share no row."""
    taken: dict[tuple[str, int], int] = {}
    places = {}
    for state in procedure.states:
        spot = (name(state), columns[state.key])
        places[state.key] = (spot[0], taken.get(spot, 0))
        taken[spot] = taken.get(spot, 0) + 1
    return places


def _wires(procedure: Procedure, nodes: dict[str, Node], columns: dict[str, int]) -> tuple[Wire, ...]:
    """One wire for each move, from the nearest of its sources; between two states only the first of several."""
    found: dict[tuple[str, str], Wire] = {}
    for transition in procedure.transitions:
        target = transition.target
        for back in (False, True):
            sources = [
                key for key in transition.source
                if key != target and key in columns and (columns[key] >= columns[target]) == back
            ]
            if not sources or target not in nodes:
                continue
            source = min(sources, key=lambda key: abs(columns[key] - columns[target]))
            if (source, target) not in found:
                draw = _back if back else _forward
                points = draw(nodes[source], nodes[target], len(found))
                found[source, target] = Wire(transition, source, points, back)
    return tuple(found.values())


def _forward(source: Node, target: Node, number: int) -> tuple[tuple[int, int], ...]:
    """Straight to the neighbour; over the heads of the states between to one farther away."""
    x, y = source.x + NODE_WIDTH, source.middle[1]
    end = (target.x, target.middle[1])
    if target.x - source.x <= PITCH:
        middle = target.x - 13
        return _clean(((x, y), (middle, y), (middle, end[1]), end))
    lane = target.y - 6 - number % 3 * 3
    return _clean(((x, y), (x + 12, y), (x + 12, lane), (target.x - 12, lane), (target.x - 12, end[1]), end))


def _back(source: Node, target: Node, number: int) -> tuple[tuple[int, int], ...]:
    """Out below, under the states between, and up into the target from below."""
    lift = 5 + number % 3 * 3
    x, end = source.x + 36 + number % 3 * 12, target.x + 60 + number % 3 * 12
    bottom = max(source.y, target.y) + NODE_HEIGHT + lift
    if target.y > source.y:  # the target lies lower: come down upon it from above
        bottom = target.y - lift
        return _clean(((x, source.y + NODE_HEIGHT), (x, bottom), (end, bottom), (end, target.y)))
    return _clean(((x, source.y + NODE_HEIGHT), (x, bottom), (end, bottom), (end, target.y + NODE_HEIGHT)))


def _clean(points: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Without repeated points."""
    kept = [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
    return tuple(kept)

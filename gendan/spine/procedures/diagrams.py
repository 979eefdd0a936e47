"""Lays a procedure out in swim lanes: pure geometry, drawn by whoever wants a picture of it."""

from collections.abc import Callable
from dataclasses import dataclass

from gendan.spine.procedures import who
from gendan.spine.procedures.declare import Kind, Procedure, State, Transition
from gendan.spine.procedures.wires import Place, Points, route

NODE_WIDTH, NODE_HEIGHT = 122, 66
LANE_LABEL = 86
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


@dataclass(frozen=True, slots=True)
class Wire:
    """A move as a path of right angles; one that leads back is drawn dashed, its label stands over its longest level piece."""

    transition: Transition
    source: str
    points: Points
    back: bool

    @property
    def path(self) -> str:
        """The path in the language of SVG."""
        return "M" + " L".join(f"{x} {y}" for x, y in self.points)

    @property
    def label_at(self) -> tuple[int, int]:
        """The middle of the longest level piece, a little above it."""
        pieces = zip(self.points, self.points[1:], strict=False)
        (x, y), (end, _y) = max(pieces, key=lambda piece: abs(piece[1][0] - piece[0][0]))
        return (x + end) // 2, y - 3


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
    spots = _rows(procedure, columns, name)
    rows = {title: 1 + max(row for lane, row in spots.values() if lane == title) for title in titles}
    first = {title: sum(rows[before] for before in titles[:place]) for place, title in enumerate(titles)}
    places = {key: Place(columns[key], first[lane] + row) for key, (lane, row) in spots.items()}
    moves = _moves(procedure, columns)
    grid, found = route(
        places, [(source, move.target) for source, move, _back in moves], node=(NODE_WIDTH, NODE_HEIGHT), left=LANE_LABEL
    )
    lanes = tuple(
        Lane(title, grid.border(first[title]), grid.border(first[title] + rows[title]) - grid.border(first[title]))
        for title in titles
    )
    nodes = tuple(Node(state, *grid.corner(places[state.key])) for state in procedure.states)
    wires = tuple(Wire(move, source, points, back) for (source, move, back), points in zip(moves, found, strict=True))
    return Picture(lanes, nodes, wires, max(WIDTH, grid.width), grid.height)


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


def _moves(procedure: Procedure, columns: dict[str, int]) -> list[tuple[str, Transition, bool]]:
    """One wire for each move, from the nearest of its sources; between two states only the first of several.

    What others take back out of an end, as from the recycle bin, has none: such wires would cross everything.
    """
    ends = {state.key for state in procedure.states if state.kind not in (Kind.OPEN, Kind.WAITING)}
    found: dict[tuple[str, str], tuple[str, Transition, bool]] = {}
    for transition in procedure.transitions:
        target = transition.target
        for back in (False, True):
            sources = [
                key for key in transition.source
                if key != target and key in columns and (columns[key] >= columns[target]) == back
                and not (transition.automatic and key in ends)
            ]
            if sources and target in columns:
                source = min(sources, key=lambda key: abs(columns[key] - columns[target]))
                found.setdefault((source, target), (source, transition, back))
    return list(found.values())

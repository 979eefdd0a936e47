"""Finds ways for wires between the boxes of a grid: each has a track of its own in the gaps, so that none lies on another.

A gap is as wide as its tracks need. Places along a gap are counted in halves: box n has its middle at 2n + 1, the gap
before it stands at 2n.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate

Points = tuple[tuple[int, int], ...]
Gap = tuple[str, int]  # ("across", n): the level gap above row n; ("down", n): the upright gap before column n

TRACK, ROOM = 9, 26
SIDE_STEP = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Column and row of a box."""

    column: int
    row: int


@dataclass(frozen=True, slots=True)
class Way:
    """Through which gaps a wire goes, and which sides of its boxes it touches."""

    leaves: str
    gaps: tuple[Gap, ...]
    enters: str


class Grid:
    """Where columns and rows of boxes lie between gaps that differ in width."""

    def __init__(self, columns: int, rows: int, *, node: tuple[int, int], left: int, tracks: dict[Gap, int]) -> None:
        self.node = node
        across = [_room(tracks.get(("across", row), 0)) for row in range(rows + 1)]
        down = [_room(tracks.get(("down", column), 0)) for column in range(columns + 1)]
        self._rows = list(accumulate((gap + node[1] for gap in across), initial=0))
        self._columns = list(accumulate((gap + node[0] for gap in down), initial=left))
        self._across, self._down = across, down

    @property
    def width(self) -> int:
        return self._columns[-1] - self.node[0]

    @property
    def height(self) -> int:
        return self._rows[-1] - self.node[1]

    def corner(self, place: Place) -> tuple[int, int]:
        """The left upper corner of a box."""
        return self._columns[place.column] + self._down[place.column], self._rows[place.row] + self._across[place.row]

    def border(self, row: int) -> int:
        """Where a stripe that begins with this row begins: in the middle of the gap, the outer ones at the edge."""
        last = len(self._across) - 1
        return 0 if row == 0 else self.height if row == last else self._rows[row] + self._across[row] // 2

    def track(self, gap: Gap, number: int, count: int) -> int:
        """The place of a track across its gap; all tracks together stand in its middle."""
        name, place = gap
        start, size = (
            (self._rows[place], self._across[place]) if name == "across" else (self._columns[place], self._down[place])
        )
        return start + size // 2 + round((number - (count - 1) / 2) * TRACK)


def _room(tracks: int) -> int:
    return max(ROOM, TRACK * (tracks + 1))


def route(
    places: dict[str, Place], pairs: list[tuple[str, str]], *, node: tuple[int, int], left: int
) -> tuple[Grid, list[Points]]:
    """The grid, and for each pair of boxes the points of its wire."""
    taken = {(place.column, place.row) for place in places.values()}
    ways = [_way(places[source], places[target], taken) for source, target in pairs]
    tracks, counts = _tracks(ways, [(places[source], places[target]) for source, target in pairs])
    grid = Grid(
        1 + max(place.column for place in places.values()), 1 + max(place.row for place in places.values()),
        node=node, left=left, tracks=counts,
    )
    doors = _doors(pairs, ways, places, grid)
    return grid, [
        _points(way, *doors[number], [grid.track(gap, tracks[number, gap], counts[gap]) for gap in way.gaps])
        for number, way in enumerate(ways)
    ]


def _way(source: Place, target: Place, taken: set[tuple[int, int]]) -> Way:
    """Onward out at the right and in at the left; back, or up and down, by the faces that look at each other."""
    if target.column > source.column:
        return _onward(source, target, taken)
    if target.row == source.row:
        return Way("bottom", (("across", source.row + 1),), "bottom")
    under = target.row > source.row
    first, last = (source.row + 1, target.row) if under else (source.row, target.row + 1)
    leaves, enters = ("bottom", "top") if under else ("top", "bottom")
    if first == last:
        return Way(leaves, (("across", first),), enters)
    return Way(leaves, (("across", first), ("down", target.column + 1), ("across", last)), enters)


def _onward(source: Place, target: Place, taken: set[tuple[int, int]]) -> Way:
    between = range(source.column + 1, target.column)
    if source.row == target.row and not any((column, source.row) in taken for column in between):
        return Way("right", (), "left")
    if not between:
        return Way("right", (("down", target.column),), "left")
    level = target.row if target.row >= source.row else target.row + 1
    return Way("right", (("down", source.column + 1), ("across", level), ("down", target.column)), "left")


def _tracks(ways: list[Way], ends: list[tuple[Place, Place]]) -> tuple[dict[tuple[int, Gap], int], dict[Gap, int]]:
    """For each wire its track in each gap, and how many tracks each gap has: what overlaps does not share one."""
    wanted: dict[Gap, list[tuple[int, int, int]]] = defaultdict(list)
    for number, (way, (source, target)) in enumerate(zip(ways, ends, strict=True)):
        for place, gap in enumerate(way.gaps):
            before = way.gaps[place - 1][1] * 2 if place else _middle(source, gap)
            after = way.gaps[place + 1][1] * 2 if place + 1 < len(way.gaps) else _middle(target, gap)
            wanted[gap].append((min(before, after), max(before, after), number))
    tracks: dict[tuple[int, Gap], int] = {}
    counts: dict[Gap, int] = {}
    for gap, spans in wanted.items():
        free: list[int] = []
        for start, end, number in sorted(spans):
            track = next((one for one, until in enumerate(free) if until < start), len(free))
            free[track : track + 1] = [end]
            tracks[number, gap] = track
        counts[gap] = len(free)
    return tracks, counts


def _middle(place: Place, gap: Gap) -> int:
    """Where a box lies along a gap."""
    return 2 * (place.column if gap[0] == "across" else place.row) + 1


def _doors(
    pairs: list[tuple[str, str]], ways: list[Way], places: dict[str, Place], grid: Grid
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where each wire leaves its source and enters its target; wires on the same side stand apart."""
    sides: dict[tuple[str, str], list[tuple[bool, int, int, bool]]] = defaultdict(list)
    for number, ((source, target), way) in enumerate(zip(pairs, ways, strict=True)):
        for key, side, other, leaving in ((source, way.leaves, target, True), (target, way.enters, source, False)):
            along = places[other].row if side in ("left", "right") else places[other].column
            sides[key, side].append((bool(way.gaps), along, number, leaving))
    found: dict[tuple[int, bool], tuple[int, int]] = {}
    for (key, side), wires in sides.items():
        straight = [wire for wire in wires if not wire[0]]
        bent = sorted((wire for wire in wires if wire[0]), key=lambda wire: wire[1])
        for place, wire in enumerate(straight + bent):
            corner = grid.corner(places[key])
            found[wire[2], wire[3]] = _door(corner, grid.node, side, place, len(wires), bool(straight))
    return [(found[number, True], found[number, False]) for number in range(len(pairs))]


def _door(
    corner: tuple[int, int], node: tuple[int, int], side: str, place: int, count: int, middle_taken: bool
) -> tuple[int, int]:
    """A place on a side: beside the middle in turn where a straight wire has it, else spread evenly about it.

    Where wires come in they stand a quarter step aside, so that they do not meet what leaves the box across the gap.
    """
    (x, y), (width, height) = corner, node
    size = width if side in ("top", "bottom") else height
    step = min(SIDE_STEP if side in ("left", "right") else 2 * SIDE_STEP, (size - 8) // max(count, 1))
    if middle_taken:
        away = (place + 1) // 2 * (1 if place % 2 else -1)
        offset = size / 2 + away * step
    else:
        offset = size / 2 + (place - (count - 1) / 2) * step
    if side in ("left", "top") and not (middle_taken and place == 0):
        offset += step / 4
    at = round(offset)
    return {
        "left": (x, y + at), "right": (x + width, y + at), "top": (x + at, y), "bottom": (x + at, y + height),
    }[side]


def _points(way: Way, start: tuple[int, int], end: tuple[int, int], tracks: list[int]) -> Points:
    """The corners of a wire from door to door along its tracks."""
    points = [start]
    for (name, _place), at in zip(way.gaps, tracks, strict=True):
        x, y = points[-1]
        points.append((x, at) if name == "across" else (at, y))
    x, y = points[-1]
    if way.enters == "left":
        points += [(x, end[1]), end] if way.gaps else [end]
    else:
        points += [(end[0], y), end]
    return tuple(point for place, point in enumerate(points) if place == 0 or point != points[place - 1])

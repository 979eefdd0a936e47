"""Where the people of a bid stand on the map: influence upwards, attitude to the right; a line leads from who introduced to whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from gendan.modules.tenders.models import Stakeholder

WIDTH, HEIGHT = 640, 400
LEFT, TOP, COLUMN, ROW = 64, 28, 112, 68
ASIDE = 54


@dataclass(frozen=True, slots=True)
class Node:
    """A person at a place of the map."""

    person: Stakeholder
    x: int
    y: int
    radius: int

    @property
    def below(self) -> int:
        """Where the name stands."""
        return self.y + self.radius + 12


@dataclass(frozen=True, slots=True)
class Line:
    """From who introduced to whom."""

    x1: int
    y1: int
    x2: int
    y2: int


def drawn(people: Iterable[Stakeholder]) -> tuple[list[Node], list[Line]]:
    """Nodes and lines; those at the same place stand beside each other."""
    taken: dict[tuple[int, int], int] = {}
    nodes = []
    for person in people:
        place = (person.attitude, person.influence)
        beside = taken.get(place, 0)
        taken[place] = beside + 1
        shift = (beside + 1) // 2 * (ASIDE if beside % 2 else -ASIDE)
        x = LEFT + COLUMN // 2 + (person.attitude + 2) * COLUMN + shift
        nodes.append(Node(person, x, TOP + ROW // 2 + (5 - person.influence) * ROW + (6 if beside % 2 else 0), 5 + 2 * person.influence))
    places = {node.person.pk: node for node in nodes}
    lines = [
        Line(places[node.person.introduced_by_id].x, places[node.person.introduced_by_id].y, node.x, node.y)
        for node in nodes if node.person.introduced_by_id in places
    ]
    return nodes, lines


def columns() -> list[int]:
    """The middle of each attitude."""
    return [LEFT + COLUMN // 2 + number * COLUMN for number in range(5)]


def rows() -> list[int]:
    """The middle of each influence, the greatest first."""
    return [TOP + ROW // 2 + number * ROW for number in range(5)]

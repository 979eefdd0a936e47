"""The picture of a procedure: every wire has a way of its own, between the boxes."""

from itertools import combinations

import pytest

from gendan.spine.procedures import registry
from gendan.spine.procedures.diagrams import NODE_HEIGHT, NODE_WIDTH, Picture, lay_out
from gendan.spine.procedures.tests import company

pytestmark = pytest.mark.django_db
PROCEDURES = [*registry.procedures(), company.COMPLAINT]


def _pieces(picture: Picture) -> list[tuple[int, tuple[int, int], tuple[int, int]]]:
    """Every straight piece of every wire, from its smaller end to its larger."""
    return [
        (number, min(a, b), max(a, b))
        for number, wire in enumerate(picture.wires)
        for a, b in zip(wire.points, wire.points[1:], strict=False)
    ]


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.key)
def test_no_wire_lies_on_another(procedure):
    for (one, a, b), (other, c, d) in combinations(_pieces(lay_out(procedure)), 2):
        if one == other:
            continue
        for along in (0, 1):
            across = 1 - along
            if a[across] == b[across] == c[across] == d[across]:
                assert min(b[along], d[along]) <= max(a[along], c[along]), (a, b, c, d)


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.key)
def test_wires_have_right_angles_and_go_around_the_boxes(procedure):
    picture = lay_out(procedure)
    for _number, (x, y), (end, bottom) in _pieces(picture):
        assert x == end or y == bottom
        for node in picture.nodes:
            beside = end <= node.x or x >= node.x + NODE_WIDTH
            above = bottom <= node.y or y >= node.y + NODE_HEIGHT
            assert beside or above, (node.state.key, (x, y), (end, bottom))


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.key)
def test_everything_lies_in_the_picture_and_in_its_lane(procedure):
    picture = lay_out(procedure)
    assert sum(lane.height for lane in picture.lanes) == picture.height
    for node in picture.nodes:
        assert 0 <= node.x <= picture.width - NODE_WIDTH
        assert any(lane.top <= node.y <= lane.top + lane.height - NODE_HEIGHT for lane in picture.lanes)
    for _number, (x, y), (end, bottom) in _pieces(picture):
        assert 0 <= x <= end <= picture.width
        assert 0 <= y <= bottom <= picture.height

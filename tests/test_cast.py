"""The cast itself."""

from tests.cast import Cast


def test_lin_heads_east_sales(cast: Cast) -> None:
    assert cast.east.head == cast.lin

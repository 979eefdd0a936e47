"""The list that the tests of the machinery use is registered for them only."""

from collections.abc import Iterator

import pytest

from gendan.ui.listing.declare import temporarily
from gendan.ui.tests import lists


@pytest.fixture(autouse=True)
def list_of_the_tests() -> Iterator[None]:
    with temporarily(lists.CUSTOMERS):
        yield

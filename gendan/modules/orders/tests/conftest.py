"""The people who make what is sold."""

import pytest

from gendan.modules.orders.tests import factories


@pytest.fixture
def works(cast):
    return factories.works(cast)

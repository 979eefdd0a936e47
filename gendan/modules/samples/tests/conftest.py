"""What the stories of samples begin with: files apart, a clerk by permit, a customer, and an opportunity."""

import pytest

from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.opportunities.tests.story import registered
from gendan.modules.samples import actions


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def clerk(cast, now):
    """Gao enters samples by the word of Fang, the system operator."""
    actions.authorise_clerk(cast.gao, reason="样品间由她管", actor=cast.fang, now=now)
    return cast.gao


@pytest.fixture
def firm(cast, now):
    """A customer of He's, with somebody to talk to."""
    made = customer(cast.he, now, state="maintain")
    made.person = contact(made, cast.he, now)
    return made


@pytest.fixture
def deal(firm, cast, now):
    return registered(firm, actor=cast.he, reviewer=cast.lin, now=now)

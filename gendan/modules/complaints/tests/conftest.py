"""What the stories of complaints begin with: people of every department, a customer in the province, and its order."""

from types import SimpleNamespace

import pytest

from gendan.modules.contracts.tests.factories import person
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.returns.tests.conftest import keeper, morning, scene, shop

__all__ = ["keeper", "morning", "scene", "shop"]


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def staff(cast):
    """Who works beside the cast: production, weighbridge, customer service's head, the vice-president, the management representative."""
    wanted = {
        "production": "沈工", "dispatcher": "秦地磅", "service_head": "苏主管", "director": "罗副总", "management_representative": "管代表",
        "technology": "陆工", "warehouse": "库管",
    }
    made = {role: person(role, name, role, cast.service if role == "service_head" else cast.company) for role, name in wanted.items()}
    cast.service.head = made["service_head"]
    cast.service.save(update_fields=["head"])
    return SimpleNamespace(**made)


@pytest.fixture
def firm(cast, now):
    """A customer of He's in the province, with somebody to talk to."""
    made = customer(cast.he, now, state="maintain", in_province=True, phone="0510-88889999")
    made.person = contact(made, cast.he, now)
    return made

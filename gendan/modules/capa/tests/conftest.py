"""What the stories of corrective actions begin with: files apart, a customer, a product, and who makes it."""

import pytest

from gendan.modules.capa.tests.story import opened, product
from gendan.modules.customers.tests.factories import contact, customer
from gendan.spine.org.models import Role, RoleHolder
from tests.cast import _department, _employee


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def works(cast):
    """The workshop: Lu heads it, Shi makes the goods; Jin is the management representative."""
    department = _department("制造部", cast.company)
    department.lu = _employee("lu", "陆承", department, "production", supervisor=cast.fang)
    department.shi = _employee("shi", "石川", department, "production", supervisor=department.lu)
    department.jin = _employee("jin", "金晟", cast.company, "management_representative", supervisor=cast.fang)
    RoleHolder.objects.get_or_create(role=Role.objects.get(key="quality"), employee=cast.han)
    department.head = department.lu
    department.save(update_fields=["head"])
    return department


@pytest.fixture
def firm(cast, now):
    """A customer of He's, with somebody to talk to."""
    made = customer(cast.he, now, state="maintain")
    made.person = contact(made, cast.he, now)
    return made


@pytest.fixture
def bearing(cast, now):
    return product(cast, now)


@pytest.fixture
def capa(cast, works, now, firm, bearing):
    """Quality asks the workshop for corrective action because of a customer's complaint."""
    return opened(cast, works, now, customer=firm, product=bearing, defect="孔径超差")

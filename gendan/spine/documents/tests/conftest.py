"""A customer with people around it, a paper about it, and a place for files that is thrown away."""

from types import SimpleNamespace

import pytest

from gendan.spine.access.scopes import Scope
from gendan.spine.access.tests import rows
from gendan.spine.documents import papers
from gendan.spine.documents.models import Letterhead
from gendan.spine.documents.tests.sheets import SHEET


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def sheet():
    """The test paper, declared."""
    with papers.temporarily(SHEET):
        yield SHEET


@pytest.fixture
def scene(cast, now, sheet):  # noqa: ARG001
    """Zhou is responsible for the customer; Ma in finance sees nothing of it."""
    rows.allow("salesperson", rows.CUSTOMER, Scope.RELATED_EMPLOYEE, "view")
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_EMPLOYEE, "edit")
    rows.allow("finance", rows.CUSTOMER, Scope.NONE, "view")
    Letterhead.objects.create(name="宏远机械有限公司", name_en="Hongyuan Machinery Co., Ltd.", phone="021-5555 0100")
    customer = rows.customer(owner=cast.zhou, department=cast.east, name="华东精机 *有限* #公司")
    return SimpleNamespace(customer=customer, owner=cast.zhou, stranger=cast.ma, now=now)

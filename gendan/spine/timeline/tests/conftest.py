"""A customer with people around it, and a place for files that is thrown away."""

from types import SimpleNamespace

import pytest

from gendan.spine.access.scopes import Scope
from gendan.spine.access.tests import rows


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def scene(cast, now):
    """Zhou is responsible; Gao may edit through the department, Ma sees without editing, Ding may delete but not edit."""
    rows.allow("salesperson", rows.CUSTOMER, Scope.RELATED_EMPLOYEE, "view")
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_EMPLOYEE, "edit")
    rows.allow("salesperson", rows.CUSTOMER, Scope.NONE, "delete")
    rows.allow("sales_assistant", rows.CUSTOMER, Scope.RESPONSIBLE_DEPARTMENT, "view")
    rows.allow("sales_assistant", rows.CUSTOMER, Scope.RESPONSIBLE_DEPARTMENT, "edit")
    rows.allow("finance", rows.CUSTOMER, Scope.ALL, "view")
    rows.allow("finance", rows.CUSTOMER, Scope.NONE, "edit")
    rows.allow("finance", rows.CUSTOMER, Scope.ALL, "delete")
    rows.allow("quality", rows.CUSTOMER, Scope.NONE, "view")
    customer = rows.customer(owner=cast.zhou, department=cast.east, related_ids=[cast.ma.pk])
    return SimpleNamespace(customer=customer, owner=cast.zhou, editor=cast.gao, reader=cast.ma, deleter=cast.ding,
                           stranger=cast.han, now=now)

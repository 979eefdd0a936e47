"""A customer whose page somebody outside may open."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from gendan.spine.access.scopes import Scope
from gendan.spine.access.tests import rows
from gendan.spine.documents.models import Letterhead
from gendan.spine.links import actions, declarations
from gendan.spine.links.models import Link


@pytest.fixture
def scene(cast):
    """Zhou may edit the customer and so issue links; Ma may not."""
    rows.allow("salesperson", rows.CUSTOMER, Scope.RELATED_EMPLOYEE, "view")
    rows.allow("salesperson", rows.CUSTOMER, Scope.RESPONSIBLE_EMPLOYEE, "edit")
    rows.allow("finance", rows.CUSTOMER, Scope.NONE, "edit")
    Letterhead.objects.create(name="宏远机械有限公司", phone="021-5555 0100")
    declarations.register("tests.look", "看资料", "tests_look")
    cast.zhou.phone = "138 0000 0001"
    cast.zhou.save(update_fields=["phone"])
    customer = rows.customer(owner=cast.zhou, department=cast.east, name="华东精机")
    return SimpleNamespace(customer=customer, owner=cast.zhou, stranger=cast.ma, now=timezone.now())


@pytest.fixture
def issue(scene):
    """Issue a link to the customer; returns its address and its row."""

    def issue(days=7, actor=None):
        address = actions.issue(
            scene.customer, purpose="tests.look", expires_at=scene.now + timedelta(days=days), actor=actor or scene.owner,
            now=scene.now,
        )
        return address, Link.objects.latest("pk")

    return issue

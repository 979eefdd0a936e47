"""What the stories of export consignments begin with: an export order of He's, noticed; Shan is the document clerk."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from gendan.modules.consignments.models import Consignment
from gendan.modules.customers.models import Consent
from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.mails.tests.conftest import mailbox_of
from gendan.modules.orders.models import Order
from gendan.modules.orders.tests.factories import Works, noticed, order, product
from gendan.modules.orders.tests.factories import works as _works
from gendan.spine.org.models import Employee
from tests.cast import _employee

#: What a note says before the document clerk takes it.
NOTE = {
    "goods": "Bearing housings", "consignee": "Meridian GmbH, Hamburg", "from_port": "上海", "to_port": "汉堡", "incoterm": "CIF", "freight": "prepaid",
    "latest_on": "2026-11-08", "marks": "MERIDIAN\nHAMBURG",
}


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@dataclass
class Scene:
    """A regular export order of He's: 100 pieces of one product."""

    works: Works
    clerk: Employee
    customer: Any
    order: Order

    @property
    def consignment(self) -> Consignment:
        """The one that began with the notice."""
        return Consignment.objects.select_related("order__customer", "customer", "owner", "case", "contact").get(order=self.order)


def packages(key: int = 1, *, quantity: int = 100, packages: int = 20) -> dict[str, Any]:
    """Packages of one kind."""
    weights = {"net_kg": Decimal(12 * quantity), "gross_kg": Decimal(13 * quantity), "volume_m3": Decimal("3.2")}
    return {"line_key": key, "packages": packages, "quantity": Decimal(quantity), **weights}


@pytest.fixture
def scene(cast, now):
    people = _works(cast)
    clerk = _employee("shan", "单静", people.plant, "documents", supervisor=cast.fang)
    abroad = customer(cast.he, now, "Meridian Maschinenbau GmbH", state="maintain", foreign=True)
    goods = product("EX-1", "出口轴承座", in_export_range=True, batch_notice="PC-2025-07")
    made = order(cast, now, (goods, Decimal(100), None), at=abroad, customer_number="PO-88123")
    return Scene(people, clerk, abroad, noticed(made, people, cast, now))


@pytest.fixture
def reader(cast, now, scene):
    """The buyer, who agreed to be written to; He has a mailbox."""
    mailbox_of(cast.he, now, is_active=True)
    person = contact(scene.customer, cast.he, now)
    person.email = "buyer@meridian.example"
    person.save(update_fields=["email"])
    Consent.objects.create(contact=person, channel="email", given=True, at=now, recorded_by=cast.he)
    Consignment.objects.filter(order=scene.order).update(contact=person)
    return person


@pytest.fixture
def later(now):
    return now + timedelta(days=30)

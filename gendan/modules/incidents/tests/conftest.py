"""What the stories of incidents begin with: two salespeople, and goods of theirs on one vessel."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from gendan.modules.customers.tests.factories import contact, customer
from gendan.modules.incidents import actions
from gendan.modules.incidents.models import Incident
from gendan.modules.orders.tests.factories import order, product
from gendan.spine.procedures import engine

NEWS = {
    "mode": "sea", "conveyance": "海鸥 9", "voyage": "0921E", "carrier": "远航海运", "place": "釜山", "event": "collision", "insured": True,
    "policy": "PICC-2026-88", "notice": "9 月 23 日与拖轮相碰，二舱进水，正在查勘。",
}


@dataclass
class Scene:
    """He's customer A and Ma's customer B, each with an order on board; Xu registers the notice as the coordinator."""

    a: Any
    b: Any
    order_a: Any
    order_b: Any

    def opened(self, cast: Any, now: Any, **values: Any) -> Incident:
        """Bai of the CRM has the notice."""
        what = NEWS | {"occurred_at": now - timedelta(hours=3)} | values
        return actions.open_incident(values=what, orders=[self.order_a, self.order_b], actor=cast.bai, now=now)


@pytest.fixture
def scene(cast, now):
    product()
    a, b = customer(cast.he, now, "甲方轴承（上海）有限公司", state="maintain"), customer(cast.ma, now, "乙方机械进出口有限公司", state="maintain")
    engine.perform(a, "opportunity_won", actor=None, now=now)
    a.person, b.person = contact(a, cast.he, now), contact(b, cast.ma, now)
    return Scene(a, b, order(cast, now, owner=cast.he, at=a), order(cast, now, owner=cast.ma, at=b))

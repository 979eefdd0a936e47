"""What the stories of returns begin with: a warehouse, an order; a shop with clerks and their supervisor."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from gendan.modules.customers.tests.factories import contact
from gendan.modules.orders.tests.factories import order, product
from gendan.modules.returns import actions
from gendan.modules.returns.models import DeskDay, DeskReturn, Return
from gendan.modules.returns.words import BEFORE_OPENING
from gendan.spine.procedures import engine
from tests.cast import _department, _employee


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


def move(record: Any, key: str, actor: Any, now: Any, **data: Any) -> Any:
    """Make a move, and show what became of the record."""
    record.refresh_from_db()
    engine.perform(record, key, actor=actor, data=data, now=now)
    record.refresh_from_db()
    return record


@pytest.fixture
def keeper(cast):
    """Ku keeps the warehouse."""
    return _employee("ku", "库平", cast.company, "warehouse", supervisor=cast.fang)


LINES = [
    {"item": "孔径", "requirement": "Φ50 +0.025", "result": "Φ50.06", "inspected": 12, "defective": 3, "defect": "孔径超差"},
    {"item": "外观", "requirement": "无磕碰", "result": "合格", "inspected": 12},
]
VERDICT = {"cause": "刀具磨损", "verdict": "我方补货"}


@dataclass
class Scene:
    """An order of He's, and how far its return has come."""

    cast: Any
    now: Any
    keeper: Any
    order: Any

    def registered(self, quantity: Any = 12, **values: Any) -> Return:
        given = {"order": self.order, "quantity": quantity, "unit": "件", "reason": "孔径超差", "batch": "P2609"} | values
        return actions.open_return(self.order.customer, values=given, actor=self.cast.he, now=self.now)

    def isolated(self, quantity: Any = 12) -> Return:
        row = self.registered(quantity)
        move(row, "receive", self.keeper, self.now, quantity=quantity, received_on="2026-09-24", papers="送货单 0931")
        return move(row, "isolate", self.keeper, self.now, place="隔离区 B-2", labelled=True, copied=True)

    def inspected(self, quantity: Any = 12) -> Return:
        row = self.isolated(quantity)
        lines = [line | {"inspected": quantity} for line in LINES]
        actions.write_inspection(row, rows=lines, actor=self.cast.han, now=self.now)
        return move(row, "inspected", self.cast.han, self.now, defective=3, finding="3 件孔径超上差")


@pytest.fixture
def scene(cast, now, keeper):
    product()
    made = order(cast, now, owner=cast.he)
    contact(made.customer, cast.he, now)
    return Scene(cast, now, keeper, made)


@dataclass
class Shop:
    """Mo heads the shop; Tan and Lu work at its service desk, Qi inspects."""

    mo: Any
    tan: Any
    lu: Any
    qi: Any
    ding: Any

    def signed_in(self, now: Any) -> DeskDay:
        return actions.sign_in(actor=self.tan, now=now)

    def opened(self, now: Any) -> DeskDay:
        day = move(self.signed_in(now), "ready", self.tan, now, **dict.fromkeys(BEFORE_OPENING, True))
        move(day, "bring", self.ding, now, checked=True, float_brought="2000")
        return move(day, "open", self.tan, now, float_start="2000")

    def taken(self, now: Any, **values: Any) -> DeskReturn:
        given = {
            "kind": "refund", "receipt": "R-1001", "goods": "保温杯", "quantity": 1, "amount": 80, "reason": "quality", "inspector": self.qi,
            "name": "赵女士", "phone": "13800001111",
        }
        return actions.register_return(values=given | values, actor=self.tan, now=now)

    def paid(self, now: Any, condition: str = "good", **values: Any) -> DeskReturn:
        row = self.taken(now, **values)
        move(row, "inspect", self.qi, now, condition=condition, finding="漏水" if condition == "defect" else "")
        return move(row, "pay", self.tan, now + timedelta(minutes=4), paid_by="cash", satisfied=True)


@pytest.fixture
def shop(cast):
    place = _department("星河门店", cast.company)
    mo = _employee("mo", "莫言欢", place, "store", supervisor=cast.fang)
    place.head = mo
    place.save(update_fields=["head"])
    clerks = {key: _employee(key, name, place, "store", supervisor=mo) for key, name in (("tan", "谭笑"), ("lu", "陆宁"), ("qi", "齐检"))}
    return Shop(mo, **clerks, ding=cast.ding)


@pytest.fixture
def morning(now):
    """Before the shop opens."""
    return now.replace(hour=8, minute=15)

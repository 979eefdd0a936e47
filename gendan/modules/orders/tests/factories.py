"""What the stories of orders begin with: the people who make things, a product, an order."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.customers.tests.factories import customer
from gendan.modules.orders import actions
from gendan.modules.orders.models import Order
from gendan.spine.org.models import Department, Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.models import SignOff
from tests.cast import Cast, _department, _employee


@dataclass(frozen=True)
class Works:
    """Tao of the order centre, Shi of production, Jin of technology, Mei of the institute, Qin the chief engineer."""

    plant: Department
    tao: Employee
    shi: Employee
    jin: Employee
    mei: Employee
    qin: Employee


def works(cast: Cast) -> Works:
    """The people who make what is sold."""
    plant = _department("生产中心", cast.company)
    made = {
        "tao": ("陶然", "order_centre"), "shi": ("石磊", "production"), "jin": ("金岩", "technology"), "mei": ("梅朵", "research"),
        "qin": ("秦越", "chief_engineer"),
    }
    return Works(plant, **{key: _employee(key, name, plant, role, supervisor=cast.fang) for key, (name, role) in made.items()})


def product(code: str = "ZC-100", name: str = "轴承座", *, price: Any = "100", line: str = "轴承", **values: Any) -> Product:
    """Something that is made every day."""
    family, _made = ProductLine.objects.get_or_create(name=line)
    return Product.objects.create(code=code, name=name, unit="件", line=family, list_price=Decimal(price), **values)


def order(cast: Cast, now: Any, *lines: Any, owner: Any = None, firm: str = "青屿重工（苏州）有限公司", at: Any = None, **values: Any) -> Order:
    """A draft of He's: 100 pieces unless said otherwise."""
    seller = owner or cast.he
    found = at or customer(seller, now, firm, state="maintain")
    wanted = lines or ((Product.objects.filter(code="ZC-100").first() or product(), Decimal(100), None),)
    facts = {"wanted_on": (now + timedelta(days=60)).date()} | values
    return actions.enter_order(found, actor=seller, now=now, lines=wanted, **facts)


def move(record: Any, key: str, actor: Any, now: Any, **data: Any) -> Any:
    """Make a move, and show what became of the record."""
    engine.perform(record, key, actor=actor, data=data, now=now)
    record.refresh_from_db()
    return record


def sign_all(record: Any, now: Any, *, against: tuple[str, ...] = (), opinion: str = "做不了") -> Any:
    """All who are asked give their opinion; those `against` refuse."""
    for row in SignOff.objects.filter(case=record.case, verdict="pending").select_related("todo__assignee").order_by("pk"):
        verdict = "refused" if row.party in against else "agreed"
        engine.sign(row, verdict=verdict, opinion=opinion if verdict == "refused" else "可以", actor=row.todo.assignee, now=now)
    record.refresh_from_db()
    return record


PLANS = {"technical_plan": "按图 ZC-100 加工", "material_plan": "QT450 毛坯 100 件，库存 40 件"}


def signed(record: Order, people: Works, cast: Cast, now: Any) -> Order:
    """A general order up to the leader's signature."""
    move(record, "submit", record.owner, now)
    if record.amount_cny < 100_000 and not record.is_special:
        move(record, "short", people.tao, now)
    else:
        move(record, "organise", people.tao, now)
        sign_all(record, now)
        move(record, "planned", people.jin, now, **PLANS)
    return move(record, "sign", cast.fang, now)


def noticed(record: Order, people: Works, cast: Cast, now: Any, *, on: Any = None) -> Order:
    """The same, promised and noticed."""
    signed(record, people, cast, now)
    actions.promise_date(record, on=on or (now + timedelta(days=45)).date(), actor=people.tao, now=now)
    return move(record, "issue", people.tao, now)

"""What goes wrong after a sale in the made-up company: an accident on the way, and goods that come back."""

from datetime import datetime, timedelta
from decimal import Decimal

from gendan.demo.world import World
from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.modules.incidents import actions as incidents
from gendan.modules.orders.actions import enter_order
from gendan.modules.orders.models import Order
from gendan.modules.returns import actions as returns
from gendan.modules.returns.models import Return
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine

TOLD = {"channel": "phone", "text": "车在沪宁高速追尾，货物正在转运，下午再联系", "insured": "yes", "policy": "PICC-26-0918"}
ASKED = {"channel": "phone", "with_whom": "捷运物流 王调度", "text": "哪几件受损？何时换车续运？"}
LINES = [
    {"item": "孔径", "requirement": "Φ50 +0.025", "result": "Φ50.06", "inspected": Decimal(6), "defective": Decimal(2), "defect": "孔径超差"},
    {"item": "外观", "requirement": "无磕碰", "result": "合格", "inspected": Decimal(6)},
]


def show(world: World, *, now: datetime) -> None:
    """In the last days, chosen by order, so that the other days go on as without it."""
    begun = world.moment(world.days[-4], share=0.2) if len(world.days) > 4 else now
    orders = [made for login in ("he", "shen") if (made := _order(world.people[login], now=begun)) is not None]
    if orders:
        _accident(world, orders, begun=begun, now=now)
        _return(world, orders[0], begun=begun)


def _order(seller: Employee, *, now: datetime) -> Order | None:
    known = Order.objects.filter(owner=seller, state__in=("running", "shipped"), customer__deleted_at=None).order_by("-pk").first()
    if known is not None:
        return known
    firm = Customer.objects.filter(owner=seller, state="maintain", deleted_at=None).order_by("pk").first()
    goods = Product.objects.filter(is_active=True).order_by("pk").first()
    if firm is None or goods is None:
        return None
    return enter_order(firm, actor=seller, now=now, lines=((goods, Decimal(20), None),))


def _accident(world: World, orders: list[Order], *, begun: datetime, now: datetime) -> None:
    """F34: one customer is told, the other still to be; the carrier has been asked."""
    what = {
        "mode": "road", "conveyance": "苏E·7K218", "voyage": "JY26110312", "carrier": "捷运物流", "place": "沪宁高速无锡段", "event": "collision",
        "occurred_at": now - timedelta(hours=3), "insured": True, "policy": "PICC-26-0918", "notice": "追尾，无人受伤，部分外箱破损，正在换车。",
    }
    incident = incidents.open_incident(values=what, orders=orders, actor=world.people["bai"], now=now)
    engine.perform(incident, "ask", actor=world.people["bai"], data=ASKED, now=now)
    first = incident.notices.order_by("pk")[0]
    if first.owner is not None:
        engine.perform(first, "tell", actor=first.owner, data=TOLD, now=now)


def _return(world: World, order: Order, *, begun: datetime) -> Return:
    """F56: six pieces back, inspected whole, waiting for the verdict."""
    values = {"order": order, "quantity": Decimal(6), "unit": "件", "reason": "孔径超差，装不上", "batch": "P2610"}
    row = returns.open_return(order.customer, values=values, actor=order.owner or world.people["bai"], now=begun)
    keeper = row.case.todos.get(status="open").assignee if row.case else world.people["han"]
    engine.perform(row, "receive", actor=keeper, data={"quantity": "6", "received_on": begun.date(), "papers": "退货单 0931"}, now=begun)
    engine.perform(row, "isolate", actor=keeper, data={"place": "隔离区 B-2", "labelled": True, "copied": True}, now=begun)
    returns.write_inspection(row, rows=LINES, actor=world.people["han"], now=begun)
    engine.perform(row, "inspected", actor=world.people["han"], data={"defective": "2", "finding": "2 件孔径超上差"}, now=begun)
    return row

"""What the desk form knows already, from the page on which it was opened: a customer, an order, a sample, goods that come back."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from gendan.modules.complaints.words import Channel, Klass, Source
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.orders import queries as orders
from gendan.modules.orders.models import Order
from gendan.modules.returns.models import Return
from gendan.modules.samples.models import SampleRequest

SAMPLE, GOODS = ("product", "batch", "quantity"), ("order", "product", "batch", "quantity", "defect")


@dataclass(frozen=True, slots=True)
class Known:
    """The customer, the fields that stand there already, and the goods that wait for a complaint."""

    customer: Customer | None = None
    initial: dict[str, Any] = field(default_factory=dict)
    goods: Return | None = None


def known(request: HttpRequest) -> Known:
    """From ?order=, ?sample=, ?return= or ?customer=, as far as the person sees it; ?phone= is who is on the line."""
    phone = request.GET.get("phone", "")
    if (order := _seen(request, Order, "order")) is not None:
        return Known(order.customer, _of_order(order) | _reached(request, order, phone))
    if (sample := _seen(request, SampleRequest, "sample")) is not None:
        more = {"klass": Klass.QUALITY, "source": Source.GOODS, "channel": Channel.SAMPLE, "subject": sample.what, "text": sample.objection}
        return Known(sample.customer, _copied(sample, SAMPLE) | more | _reached(request, sample, phone))
    if (goods := _seen(request, Return, "return")) is not None:
        more = {"klass": Klass.TRADE, "source": Source.GOODS, "channel": Channel.GOODS, "subject": f"{goods.what} {goods.reason}"[:160]}
        return Known(goods.customer, _copied(goods, GOODS) | more | _reached(request, goods, phone), goods)
    customer = _seen(request, Customer, "customer", request.POST.get("customer", ""))
    return Known(customer, {"phone": phone or (customer.phone if customer else "")})


def _seen(request: HttpRequest, model: Any, name: str, given: str = "") -> Any:
    """The record that the address names, where the person sees it."""
    pk = given or request.GET.get(name, "")
    beside = ("customer", "contact") if model is not Customer else ()
    return model.objects.visible_to(request.user).filter(pk=pk).select_related(*beside).first() if pk.isdecimal() and len(pk) < 19 else None  # noqa: PLR2004


def _copied(record: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(record, f"{name}_id", None) or getattr(record, name) for name in names}


def _of_order(order: Order) -> dict[str, Any]:
    """Its product, where it is only one."""
    lines = orders.lines_of(order)[:2]
    products = {line.product_id for line in lines}
    return {"order": order.pk, "source": Source.GOODS, "product": products.pop() if len(products) == 1 else None}


def _reached(request: HttpRequest, record: Any, phone: str) -> dict[str, Any]:
    """Who speaks there, and by which number and address; for those who see the customer."""
    customer, person = record.customer, record.contact
    if not Customer.objects.visible_to(request.user).filter(pk=customer.pk).exists():
        return {"phone": phone}
    return {
        "contact": person.pk if person else None, "complainant_name": person.name if person else "", "address": customer.address,
        "email": person.email if person else "", "phone": phone or _number(person) or customer.phone,
    }


def _number(person: Contact | None) -> str:
    return (person.mobile or person.phone) if person else ""

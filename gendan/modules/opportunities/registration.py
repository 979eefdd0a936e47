"""From the registration form to records: the customer is entered with the opportunity, both or neither."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from gendan.modules.catalog.models import Product
from gendan.modules.customers.actions import register_customer
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities import actions
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.org.models import Employee
from gendan.spine.whole import whole

OWN = ("contact_name", "phone", "source", "region", "initiation", "amount", "expected_on", "current_supplier",
       "duplicate_reason")


def initial_of(query: Mapping[str, str], *, viewer: Employee) -> dict[str, Any]:
    """What the context already knows: the customer from whose page the form was opened."""
    pk = query.get("customer", "")
    customer = Customer.objects.visible_to(viewer).filter(pk=pk).first() if pk.isdigit() else None
    if customer is None:
        return {}
    contact = customer.contacts.filter(is_active=True).first()
    return {
        "customer": customer.pk, "customer_name": customer.name, "source": customer.source,
        "region": f"{customer.province} {customer.city}".strip(),
        "contact_name": contact.name if contact else "",
        "phone": (contact.mobile or contact.phone if contact else "") or customer.phone,
    }


@whole
def register(data: dict[str, Any], *, actor: Employee, now: datetime) -> Opportunity:
    """Customer (if new), opportunity, products, competitors and next step; submitted for review (F38.1)."""
    customer = data.get("customer") or _new_customer(data, actor=actor, now=now)
    opportunity = actions.register_opportunity(
        actor=actor, now=now, customer=customer, name=data["name"], next_title=data.get("next_title") or "",
        next_due_at=data.get("next_due_at"), **{name: data[name] for name in OWN if name in data},
    )
    _beside(opportunity, data, actor=actor, now=now)
    return opportunity


def _new_customer(data: dict[str, Any], *, actor: Employee, now: datetime) -> Customer:
    contact = {"name": data["contact_name"], "mobile": data["phone"]} if data.get("contact_name") else None
    province, _space, city = (data.get("region") or "").partition(" ")
    values = {"name": data["customer_name"], "source": data.get("source") or "", "province": province, "city": city}
    return register_customer(
        values, actor=actor, now=now, contact=contact, duplicate_reason=data.get("duplicate_reason") or ""
    )


def _beside(opportunity: Opportunity, data: dict[str, Any], *, actor: Employee, now: datetime) -> None:
    """Products and competitors that were chosen in the same form."""
    products: list[Product] = list(data.get("products") or ())
    if products:
        wanted = [(product, Decimal(1), product.list_price) for product in products]
        amount = opportunity.amount
        actions.set_lines(opportunity, lines=wanted, actor=actor, now=now)
        if amount is not None:
            actions.change_opportunity(opportunity, actor=actor, now=now, amount=amount)
    for rival in data.get("rivals") or ():
        actions.meet_competitor(opportunity, competitor=rival, actor=actor, now=now)


@whole
def change(opportunity: Opportunity, data: dict[str, Any], *, actor: Employee, now: datetime) -> Opportunity:
    """The changed fields; `revision` tells whether somebody else was faster."""
    values = {name: data[name] for name in (*OWN, "name") if name in data}
    if data.get("customer"):
        values["customer"] = data["customer"]
    return actions.change_opportunity(
        opportunity, actor=actor, now=now, revision=data.get("revision"), **values
    )

"""An order is entered, by itself or from what came before, and its draft changed (F58.2, F58.3)."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.queries import in_yuan
from gendan.modules.contracts.access import CONTRACT
from gendan.modules.contracts.models import STANDING, Contract
from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.orders import queries
from gendan.modules.orders.access import ORDER as KIND
from gendan.modules.orders.effects import revise, write_lines
from gendan.modules.orders.models import Order, Version
from gendan.modules.orders.procedure import ORDER
from gendan.modules.orders.revising import Content, Item
from gendan.modules.orders.words import Market
from gendan.spine.access.queries import require
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine, settling
from gendan.spine.refusal import Refusal, Stale
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

CHANGEABLE = frozenset({
    "name", "contact", "customer_number", "market", "currency", "payment_terms", "ordered_on", "wanted_on", "quoted_days", "special",
    "requirement", "packaging", "from_stock",
})
#: The key of the to-do on a contract that asks for its order.
ASKED = "order"
Wanted = tuple[Product, Decimal, Decimal | None]


@whole
def enter_order(
    customer: Customer, *, actor: Employee, now: datetime, name: str = "", items: Iterable[Item] = (),
    lines: Iterable[Wanted] = (), owner: Employee | None = None, number: str = "", **values: Any,
) -> Order:
    """Enter a draft with its products; `items` are the lines of a paper, `lines` products with quantity and price.

    `number` is the one that it had elsewhere; without it the company's rule gives the next one.
    """
    listed = tuple(items) or items_of(lines)
    responsible = owner or actor
    facts = {"ordered_on": timezone.localdate(now), "market": Market.EXPORT if customer.foreign else Market.DOMESTIC} | values
    order = Order(
        number=number or next_number(KIND, at=now), name=(name or _name_of(listed))[:160], customer=customer, owner=responsible,
        department=responsible.department, created_at=now, created_by=actor, updated_at=now, **facts, **people_of(held(customer)),
    )
    require(actor, "create", order)
    content = _content(order, listed)
    order.amount = content.amount
    order.amount_cny = in_yuan(content.amount, currency=order.currency, on=order.ordered_on)
    order.save(force_insert=True)
    _first_version(order, content, actor=actor, now=now)
    engine.start(order, procedure=ORDER, actor=actor, now=now, owner=responsible)
    timeline.record("orders.entered", order, actor=actor, at=now, data={"title": str(order)}, main=order.main_object)
    return order


def items_of(lines: Iterable[Wanted]) -> tuple[Item, ...]:
    """Products with quantity and price as lines; without a price the one of the catalogue."""
    return tuple(
        Item(
            key=key, name=product.name, quantity=quantity, price=(product.list_price or Decimal(0)) if price is None else price,
            product_id=product.pk, specification=product.model, unit=product.unit, tax_rate=product.tax_rate,
        )
        for key, (product, quantity, price) in enumerate(lines, 1)
    )


def _name_of(items: tuple[Item, ...]) -> str:
    if not items:
        return _("Order")
    return items[0].name if len(items) == 1 else _("%(name)s and %(count)d more") % {"name": items[0].name, "count": len(items) - 1}


def _content(order: Order, items: tuple[Item, ...]) -> Content:
    return Content(
        items=items, currency=order.currency, wanted_on=order.wanted_on, promised_on=order.promised_on, requirement=order.requirement,
        packaging=order.packaging,
    )


def _first_version(order: Order, content: Content, *, actor: Employee, now: datetime) -> None:
    version = Version.objects.create(
        order=order, number=1, amount=content.amount, wanted_on=order.wanted_on, requirement=order.requirement,
        packaging=order.packaging, made_at=now, made_by=actor,
    )
    write_lines(version, content)


@whole
def register_from_opportunity(opportunity: Opportunity, *, actor: Employee, now: datetime, **values: Any) -> Order:
    """A draft with the customer and products of an opportunity."""
    require(actor, "view", opportunity)
    if opportunity.customer is None:
        raise Refusal(_("Choose the customer first."), field="customer", code="no_customer")
    lines = [(one.product, one.quantity, one.price) for one in opportunity.lines.select_related("product")]
    return enter_order(
        opportunity.customer, actor=actor, now=now, name=opportunity.name, lines=lines, opportunity=opportunity,
        contact=opportunity.contact, **values,
    )


@whole
def register_from_contract(contract: Contract, *, actor: Employee, now: datetime, **values: Any) -> Order:
    """A draft with what a signed contract says; the to-do that asked for it is done."""
    require(actor, "view", contract)
    if contract.state not in STANDING:
        raise Refusal(_("Only a signed contract is carried out by an order."), code="not_signed")
    items = queries.content_of_contract(contract).items
    facts = said_by(contract) | {"contact": contract.contact, "opportunity": contract.opportunity} | values
    order = enter_order(contract.customer, actor=actor, now=now, items=items, contract=contract, **facts)
    stop_asking(contract, outcome=order.number, now=now)
    return order


def stop_asking(contract: Contract, *, outcome: str, now: datetime) -> None:
    """Nobody is asked any longer for the order of a contract: it is there, or it is known why there is none."""
    settling.settle(CONTRACT, contract.pk, key=ASKED, outcome=outcome, now=now)


def said_by(contract: Contract) -> dict[str, Any]:
    """What a contract says of its order."""
    return {
        "name": contract.name, "market": contract.market, "currency": contract.currency, "wanted_on": contract.delivery_on,
        "special": contract.special, "requirement": contract.special_reason, "from_stock": contract.supply == "stock",
        "payment_terms": queries.terms_of(contract),
    }


@whole
def order_again(order: Order, *, actor: Employee, now: datetime) -> Order:
    """A draft with what an earlier order said in the end; its days are not taken along."""
    require(actor, "view", order)
    kept = ("contact", "market", "currency", "payment_terms", "special", "requirement", "packaging", "from_stock", "opportunity")
    items = queries.content_of(order).items
    return enter_order(
        order.customer, actor=actor, now=now, name=order.name, items=items, repeats=order, **{name: getattr(order, name) for name in kept}
    )


def lock(order: Order, *, revision: int | None = None) -> Order:
    """The row under lock; Stale when somebody changed it since `revision` was read."""
    rows = Order.objects.select_for_update(of=("self",)).select_related("customer", "owner", "case", "department")
    locked: Order = rows.get(pk=order.pk)
    if revision is not None and locked.revision != revision:
        current = {name: getattr(locked, name) for name in CHANGEABLE} | {"revision": locked.revision}
        raise Stale(_("Somebody else has changed this order meanwhile."), current=current)
    return locked


def require_draft(order: Order) -> None:
    """What was handed in is changed by sending it back, what was noticed by a change (F21.4)."""
    if order.state == "draft":
        return
    if order.state == "running":
        raise Refusal(_("The order is noticed: ask for a change."), code="not_draft")
    raise Refusal(_("The order is handed in: have it sent back first."), who=_("the order centre"), code="not_draft")


@whole
def change_order(order: Order, *, actor: Employee, now: datetime, revision: int | None = None, **values: Any) -> Order:
    """Change a draft; one that was handed in before gets a new version."""
    unknown = set(values) - CHANGEABLE
    if unknown:
        raise ValueError(f"not changeable: {unknown}")
    locked = lock(order, revision=revision)
    require(actor, "edit", locked)
    require_draft(locked)
    changed = {name: value for name, value in values.items() if getattr(locked, name) != value}
    if not changed:
        return locked
    old = {name: str(getattr(locked, name) or "") for name in changed}
    for name, value in changed.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(changed))
    rewrite(locked, queries.content_of(locked).items, actor=actor, now=now)
    if "name" in changed:
        engine.rename(locked)
    facts = {"fields": {name: [old[name], str(value or "")] for name, value in changed.items()}, "title": str(locked)}
    timeline.record("orders.edited", locked, actor=actor, at=now, system=True, data=facts, main=locked.main_object)
    return locked


@whole
def set_lines(order: Order, *, lines: list[Wanted], actor: Employee, now: datetime) -> Order:
    """Replace the products of a draft."""
    locked = lock(order)
    require(actor, "edit", locked)
    require_draft(locked)
    rewrite(locked, items_of(lines), actor=actor, now=now)
    timeline.record("orders.lines", locked, actor=actor, at=now, system=True, data={"title": str(locked)}, main=locked.main_object)
    return locked


def rewrite(order: Order, items: tuple[Item, ...], *, actor: Employee | None, now: datetime) -> None:
    """The draft says this now: in its version, or in the next one where that was handed in."""
    content, version = _content(order, items), queries.current(order)
    if version.fixed_at is not None:
        revise(order, content, reason=_("corrected"), actor=actor, now=now, fixed=False)
        return
    version.lines.all().delete()
    write_lines(version, content)
    version.amount, version.wanted_on = content.amount, content.wanted_on
    version.requirement, version.packaging = content.requirement, content.packaging
    version.save(update_fields=["amount", "wanted_on", "requirement", "packaging"])
    order.amount = content.amount
    order.amount_cny = in_yuan(content.amount, currency=order.currency, on=order.ordered_on)
    order.updated_at, order.revision = now, order.revision + 1
    order.save(update_fields=["amount", "amount_cny", "updated_at", "revision"])


@whole
def assign_order(order: Order, *, owner: Employee, reason: str, actor: Employee, now: datetime) -> Order:
    """Give an order to another salesperson, with its case and open to-dos."""
    locked = lock(order)
    require(actor, "assign", locked)
    if owner.status != Employee.Status.ACTIVE:
        raise Refusal(_("%(name)s is not at work any more.") % {"name": owner.name}, field="owner")
    previous = locked.owner
    locked.owner, locked.department, locked.updated_at = owner, owner.department, now
    locked.revision += 1
    locked.save(update_fields=["owner", "department", "updated_at", "revision"])
    engine.change_owner(KIND, [locked.pk], owner=owner, previous=previous, actor=actor, now=now)
    facts = {"from": previous.name if previous else "", "to": owner.name, "title": str(locked)}
    timeline.record("orders.assigned", locked, actor=actor, at=now, text=reason, data=facts, main=locked.main_object)
    return locked

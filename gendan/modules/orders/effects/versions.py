"""Versions of an order: what was handed in is never overwritten, a change writes the next one."""

from datetime import datetime

from gendan.modules.catalog.queries import in_yuan
from gendan.modules.contracts.models import Contract
from gendan.modules.orders.models import Line, Order, Version
from gendan.modules.orders.revising import Content
from gendan.spine.org.models import Employee

SAID = ("wanted_on", "promised_on", "requirement", "packaging")


def write_lines(version: Version, content: Content) -> None:
    """The lines of a version, each with its amount."""
    lines = [
        Line(
            version=version, key=one.key, product_id=one.product_id, name=one.name, specification=one.specification, unit=one.unit,
            quantity=one.quantity, price=one.price, tax_rate=one.tax_rate, position=position,
        )
        for position, one in enumerate(content.items)
    ]
    for line in lines:
        line.reckon(content.currency)
    Line.objects.bulk_create(lines)


def revise(order: Order, content: Content, *, reason: str, actor: Employee | None, now: datetime, fixed: bool = True) -> Version:
    """The next version of a locked order; the order shows it."""
    version = Version.objects.create(
        order=order, number=order.version + 1, reason=reason[:200], amount=content.amount, made_at=now, made_by=actor,
        fixed_at=now if fixed else None, **{name: getattr(content, name) for name in SAID},
    )
    write_lines(version, content)
    for name in SAID:
        setattr(order, name, getattr(content, name))
    order.amount = content.amount
    order.amount_cny = in_yuan(content.amount, currency=order.currency, on=order.ordered_on)
    order.version, order.updated_at, order.revision = version.number, now, order.revision + 1
    order.save(update_fields=[*SAID, "amount", "amount_cny", "version", "updated_at", "revision"])
    return version


def follow_version(order: Order, contract: Contract, *, terms: str, now: datetime) -> None:
    """From now on a locked order carries out this version of its contract; its payments are part of it."""
    order.contract, order.payment_terms, order.updated_at = contract, terms or order.payment_terms, now
    order.save(update_fields=["contract", "payment_terms", "updated_at"])

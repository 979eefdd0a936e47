"""Reads of orders that are used twice."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q, QuerySet, Sum

from gendan.modules.catalog.models import Product
from gendan.modules.contracts.models import STANDING, Contract
from gendan.modules.orders.awaited import Awaited, of_change, of_confirmation, of_sample
from gendan.modules.orders.models import (
    Booking,
    Change,
    ChangeRule,
    Line,
    Material,
    MaterialUse,
    Order,
    Progress,
    Version,
    WeekCapacity,
    Workshop,
)
from gendan.modules.orders.revising import Content, Item
from gendan.modules.orders.words import STAGES, Verdict
from gendan.modules.samples.models import SampleRequest

OPEN_CHANGES = ("asked", "review", "customer")


def current(order: Order) -> Version:
    """The newest version."""
    return order.versions.get(number=order.version)


def lines_of(order: Order) -> QuerySet[Line]:
    """The lines of the newest version."""
    return Line.objects.filter(version__order=order, version__number=order.version).select_related("product__line")


def item_of(line: Line) -> Item:
    """A line as a plain value."""
    return Item(
        key=line.key, name=line.name, quantity=line.quantity, price=line.price, product_id=line.product_id,
        specification=line.specification, unit=line.unit, tax_rate=line.tax_rate,
    )


def content_of(order: Order) -> Content:
    """What the newest version says."""
    return content_in(current(order), currency=order.currency)


def content_in(version: Version, *, currency: str) -> Content:
    """What one version says."""
    return Content(
        items=tuple(item_of(one) for one in version.lines.all()), currency=currency, wanted_on=version.wanted_on,
        promised_on=version.promised_on, requirement=version.requirement, packaging=version.packaging,
    )


def products_of(ids: Iterable[int | None]) -> QuerySet[Product]:
    """The products of these lines."""
    return Product.objects.filter(pk__in=[pk for pk in ids if pk is not None])


def content_of_contract(contract: Contract) -> Content:
    """What a version of a contract says of its order, as a plain value."""
    items = tuple(
        Item(
            key=key, name=one.name, quantity=one.quantity, price=one.price, product_id=one.product_id, specification=one.specification,
            unit=one.unit, tax_rate=one.tax_rate,
        )
        for key, one in enumerate(contract.lines.all(), 1)
    )
    return Content(items=items, currency=contract.currency, wanted_on=contract.delivery_on, requirement=contract.special_reason)


def terms_of(contract: Contract) -> str:
    """The payments of a contract in one line."""
    return "；".join(f"{one.get_after_display()} {one.share:g}%" for one in contract.terms.all())[:200]


def binding(order: Order) -> Contract | None:
    """The version of its contract that binds both now; None where there is no contract, or it has ended."""
    if order.contract is None:
        return None
    found: Contract | None = Contract.objects.filter(number=order.contract.number, state__in=STANDING).order_by("-version").first()
    return found


def is_alone(order: Order) -> bool:
    """Whether it alone carries out its contract."""
    number = order.contract.number if order.contract else ""
    others = Order.objects.filter(contract__number=number).exclude(pk=order.pk)
    return not others.exclude(state__in=("returned", "cancelled")).exists()


def next_key(order: Order) -> int:
    """A key that no line of the order has had yet."""
    return (Line.objects.filter(version__order=order).aggregate(last=Max("key"))["last"] or 0) + 1


def change_table() -> dict[tuple[str, str], str]:
    """What the company says each stage allows."""
    return {(kind, stage): allowed for kind, stage, allowed in ChangeRule.objects.values_list("kind", "stage", "allowed")}


def open_changes(order: Order) -> QuerySet[Change]:
    """Wishes that nobody has decided to the end."""
    return order.changes.filter(state__in=OPEN_CHANGES)


def samples_sent(order: Order) -> QuerySet[SampleRequest]:
    """Samples of the customer that wait for his word."""
    rows: QuerySet[SampleRequest] = SampleRequest.objects.filter(customer=order.customer_id, state="sent").select_related("case", "customer").order_by("pk")
    return rows[:5]


def materials() -> QuerySet[Material]:
    """Key materials with the products that need them."""
    return Material.objects.prefetch_related("uses__product")


def to_confirm(order: Order) -> Change | None:
    """The change that waits for the customer's word."""
    found: Change | None = order.changes.filter(state="customer").select_related("case", "product", "order").first()
    return found


def awaited(order: Order) -> list[Awaited]:
    """All that is awaited of the customer."""
    change = to_confirm(order)
    asked = order.confirmations.filter(verdict="").select_related("attachment").order_by("pk")
    return [
        *([of_change(change)] if change else []), *(of_confirmation(one) for one in asked), *(of_sample(one) for one in samples_sent(order)),
    ]


def unconfirmed(order: Order) -> list[str]:
    """What the customer was asked and has not confirmed, each by its last question."""
    last: dict[str, str] = dict(order.confirmations.order_by("pk").values_list("subject", "verdict"))
    return [subject for subject, verdict in last.items() if verdict != Verdict.CONFIRMED]


def progress_of(order: Order) -> dict[int, list[Progress]]:
    """The stages by line, the order as a whole under 0; one query."""
    found: dict[int, list[Progress]] = {}
    for row in order.progress.all():
        found.setdefault(row.line_key, []).append(row)
    return found


def next_stage(rows: Iterable[Progress]) -> Progress | None:
    """The first stage that is not done."""
    return min((row for row in rows if row.actual_on is None), key=lambda row: row.position, default=None)


def reached(rows: Iterable[Progress]) -> str:
    """The last stage that is done; "" where nothing has begun."""
    done = [row.position for row in rows if row.actual_on is not None]
    return STAGES[max(done)] if done else ""


def running(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Noticed and not shipped, what is due next first."""
    return orders.filter(state="running").order_by("stage_due_on", "id")


# -- capacity and material ----------------------------------------------------------------------------------------


def loads_of(lines: Iterable[Line]) -> tuple[dict[int, Decimal], list[Line]]:
    """Pieces by workshop, and the lines that no workshop makes; each product line goes to its first workshop."""
    listed = list(lines)
    wanted = {line.product.line_id for line in listed if line.product is not None}
    found: dict[int, int] = {}
    rows = Workshop.objects.filter(lines__in=wanted).order_by("-position", "-name")
    for pk, line_id in rows.values_list("pk", "lines"):
        found[line_id] = pk
    loads: dict[int, Decimal] = {}
    nowhere: list[Line] = []
    for line in listed:
        workshop = found.get(line.product.line_id) if line.product is not None else None
        if workshop is None:
            nowhere.append(line)
        else:
            loads[workshop] = loads.get(workshop, Decimal(0)) + line.quantity
    return loads, nowhere


def material_uses(lines: Iterable[Line]) -> list[tuple[Any, Decimal]]:
    """Each key material with how much of it the lines take."""
    listed = list(lines)
    wanted: dict[Any, Decimal] = {}
    uses = MaterialUse.objects.filter(product__in=[line.product_id for line in listed]).select_related("material")
    by_product: dict[int, list[MaterialUse]] = {}
    for use in uses:
        by_product.setdefault(use.product_id, []).append(use)
    for line in listed:
        for use in by_product.get(line.product_id or 0, ()):
            wanted[use.material] = wanted.get(use.material, Decimal(0)) + use.per_piece * line.quantity
    return list(wanted.items())


def capacity(workshops: Iterable[int], *, since: date) -> Mapping[int, tuple[Decimal, Mapping[date, Decimal]]]:
    """By workshop the usual pieces of a week, and those of the weeks that are unlike."""
    ids = list(workshops)
    weeks: dict[int, dict[date, Decimal]] = {pk: {} for pk in ids}
    for pk, week, quantity in WeekCapacity.objects.filter(workshop__in=ids, week__gte=since).values_list("workshop", "week", "quantity"):
        weeks[pk][week] = quantity
    usual = Workshop.objects.filter(pk__in=ids).values_list("pk", "per_week")
    return {pk: (per_week, weeks[pk]) for pk, per_week in usual}


def booked(workshops: Iterable[int], *, since: date, besides: Order | None = None) -> dict[tuple[int, date], Decimal]:
    """What is taken of each week, without the bookings of one order."""
    rows = Booking.objects.filter(workshop__in=list(workshops), week__gte=since)
    if besides is not None:
        rows = rows.exclude(order=besides)
    sums = rows.values("workshop", "week").annotate(taken=Sum("quantity")).order_by()
    return {(row["workshop"], row["week"]): row["taken"] for row in sums}


def beside(order: Order) -> QuerySet[Order]:
    """Open orders that share a workshop's week with this one, the later promised first: those a rush pushes back."""
    mine = list(order.bookings.values_list("workshop", "week"))
    where = Q(pk__in=[])
    for workshop, week in mine[:60]:
        where |= Q(bookings__workshop=workshop, bookings__week=week)
    rows = Order.objects.filter(where, state_kind__in=("open", "waiting"), rush=False).exclude(pk=order.pk)
    return rows.distinct().select_related("customer").order_by("-promised_on", "-pk")

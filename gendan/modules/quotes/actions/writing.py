"""What is written of a quotation before it is sent: the enquiry, its lines, terms and costs."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.money import HOME
from gendan.modules.customers.models import Customer
from gendan.modules.customers.under import held, people_of
from gendan.modules.quotes import numbers, queries, versions
from gendan.modules.quotes.access import COSTS, KIND
from gendan.modules.quotes.models import FactoryOffer, Line, Quote, Version
from gendan.modules.quotes.pasting import Row
from gendan.modules.quotes.procedure import QUOTE
from gendan.modules.quotes.reckoning import prices_from_costs
from gendan.spine.access.queries import require
from gendan.spine.documents.actions import next_number
from gendan.spine.org.models import Employee
from gendan.spine.procedures import engine
from gendan.spine.procedures.numbers import current, value
from gendan.spine.refusal import NotAllowed, Refusal, Stale
from gendan.spine.timeline import actions as timeline
from gendan.spine.whole import whole

CHANGEABLE = frozenset({"name", "contact", "opportunity", "market", "enquiry", "enquired_at", "wanted"})
WRITTEN = ("draft",)
TAX = Decimal(13)


@whole
def new_quote(
    customer: Customer, *, name: str, actor: Employee, now: datetime, owner: Employee | None = None,
    enquired_at: datetime | None = None, currency: str = HOME, number: str = "", **values: Any,
) -> Quote:
    """An enquiry has come: the price is due by the end of the same day at work (F68.2); `number` is one from elsewhere."""
    responsible, asked = owner or actor, enquired_at or now
    if asked > now:
        raise Refusal(_("An enquiry does not come from the future."), field="enquired_at", code="future")
    terms = {name: values.pop(name) for name in versions.TERMS if name in values}
    found = current(QUOTE, (numbers.DAYS_MORE, numbers.VALID_DAYS), at=now)
    quote = Quote(
        number=number or next_number("quote", at=now), name=name, customer=customer, owner=responsible, department=responsible.department,
        enquired_at=asked, due_on=_due_on(responsible, asked, found), created_at=now, created_by=actor, updated_at=now,
        currency=currency, **values, **people_of(held(customer)),
    )
    require(actor, "create", quote)
    _require_same_customer(quote)
    quote.save(force_insert=True)
    quote.current = versions.first(
        quote, actor=actor, now=now, days=int(value(found, numbers.VALID_DAYS)), values={"currency": currency, **terms}
    )
    _show(quote)
    engine.start(quote, procedure=QUOTE, actor=actor, now=now, owner=responsible)
    timeline.record("quote.asked", quote, actor=actor, at=now, data={"enquiry": str(quote.get_enquiry_display())})
    return quote


def _due_on(owner: Employee, asked: datetime, found: dict[str, Any]) -> Any:
    return queries.due_on(owner, enquired_at=asked, more=int(value(found, numbers.DAYS_MORE)))


def _require_same_customer(quote: Quote) -> None:
    for name in ("opportunity", "contact"):
        beside = getattr(quote, name)
        if beside is not None and beside.customer_id != quote.customer_id:
            raise Refusal(_("%(name)s is at another customer.") % {"name": beside}, field=name, code="other_customer")


def _show(quote: Quote, *more: str) -> None:
    """Bring the copied columns up to date."""
    assert quote.current is not None
    for name, found in versions.copied(quote.current).items():
        setattr(quote, name, found)
    quote.save(update_fields=["current", *versions.COPIED, *more])


def _locked(quote: Quote, *, actor: Employee, revision: int | None = None) -> Quote:
    """The row under lock, which the actor may edit; Stale where somebody changed it since it was read."""
    rows = Quote.objects.select_for_update(of=("self",)).select_related("customer", "current", "owner", "case")
    locked: Quote = rows.get(pk=quote.pk)
    require(actor, "edit", locked)
    if revision is not None and revision != locked.revision:
        raise Stale(_("Somebody else has changed this quotation meanwhile."), current={"revision": locked.revision})
    return locked


def _writable(quote: Quote) -> Version:
    """The version that nobody has been sent yet; what was sent is never changed."""
    version = quote.current
    assert version is not None
    if quote.state not in WRITTEN or version.sent_at is not None:
        who = str(quote.approver) if quote.state == "approval" else str(quote.owner or "")
        raise Refusal(_("Only a version that is being written can be changed. Make a new version."), who=who, code="frozen")
    return version


def _touch(quote: Quote, *, now: datetime) -> None:
    quote.revision += 1
    quote.updated_at = now
    _show(quote, "revision", "updated_at")


@whole
def change_quote(
    quote: Quote, *, values: Mapping[str, Any], actor: Employee, now: datetime, revision: int | None = None
) -> Quote:
    """Correct the enquiry itself; the day by which the price is due follows it while none was sent."""
    locked = _locked(quote, actor=actor, revision=revision)
    changed = [name for name in CHANGEABLE if name in values and getattr(locked, name) != values[name]]
    changes = [{"field": name, "old": str(getattr(locked, name) or ""), "new": str(values[name] or "")} for name in changed]
    for name in changed:
        setattr(locked, name, values[name])
    if not changed:
        return locked
    _require_same_customer(locked)
    moved = "enquired_at" in changed and locked.first_sent_at is None
    if moved and locked.owner:
        locked.due_on = _due_on(locked.owner, locked.enquired_at, current(QUOTE, (numbers.DAYS_MORE,), at=now))
    locked.revision, locked.updated_at = locked.revision + 1, now
    locked.save()
    if moved:
        engine.refresh_due(locked, now=now)
    if "name" in changed:
        engine.rename(locked)
    timeline.record("quote.changed", locked, actor=actor, at=now, system=True, data={"changes": changes})
    return locked


@whole
def write_terms(
    quote: Quote, *, values: Mapping[str, Any], actor: Employee, now: datetime, revision: int | None = None
) -> Version:
    """Terms and costs of the version that is being written; its prices stay, its sums follow."""
    locked = _locked(quote, actor=actor, revision=revision)
    version = _writable(locked)
    if any(name in values for name in COSTS):
        _require_costs(locked, actor)
    for name in versions.TERMS:
        if name in values:
            setattr(version, name, values[name])
    versions.settle(version, _rows_of(version), now=now)
    _touch(locked, now=now)
    return version


def _require_costs(quote: Quote, actor: Employee) -> None:
    if not queries.sees_costs(actor, quote):
        raise NotAllowed(_("Costs and margins are not open to your roles."), who=str(quote.owner or ""))


def _rows_of(version: Version) -> list[Line]:
    return list(version.lines.select_related("product"))


@whole
def write_lines(
    quote: Quote, *, rows: Sequence[Row], actor: Employee, now: datetime, revision: int | None = None
) -> Version:
    """Replace the lines; what a row leaves empty comes from the product and the customer's price list."""
    locked = _locked(quote, actor=actor, revision=revision)
    version = _writable(locked)
    if any(row.factory_price is not None for row in rows):
        _require_costs(locked, actor)
    kept = {} if queries.sees_costs(actor, locked) else _factory_prices(version)
    products = {one.code: one for one in Product.objects.filter(code__in={row.code for row in rows if row.code})}
    lines = [_line(row, products.get(row.code)) for row in rows]
    for line in lines:
        line.factory_price = kept.get((line.product_id, line.name), line.factory_price)
    versions.settle(version, lines, now=now)
    _touch(locked, now=now)
    return version


def _factory_prices(version: Version) -> dict[tuple[int | None, str], Decimal]:
    """What somebody who does not read costs must not lose."""
    return {(line.product_id, line.name): line.factory_price for line in version.lines.all() if line.factory_price is not None}


def _line(row: Row, product: Product | None) -> Line:
    if row.code and product is None and not row.name:
        raise Refusal(_("There is no product with the code %(code)s.") % {"code": row.code}, field="lines", code="no_product")
    line = Line(
        product=product, name=row.name or (product.name if product else row.code), specification=row.specification, quantity=row.quantity,
        unit=row.unit, price=row.price or Decimal(0), tax_rate=row.tax_rate if row.tax_rate is not None else TAX,
        factory_price=row.factory_price,
    )
    if product is not None:
        line.specification = row.specification or product.model
        line.unit = row.unit or product.unit
        line.tax_rate = product.tax_rate if row.tax_rate is None else row.tax_rate
    return line


@whole
def price_by_costs(quote: Quote, *, actor: Employee, now: datetime) -> Version:
    """Each line bears its share of all costs and the profit wanted (F68.1)."""
    locked = _locked(quote, actor=actor)
    version = _writable(locked)
    _require_costs(locked, actor)
    lines = _rows_of(version)
    found = prices_from_costs(version, lines)
    if not lines or None in found:
        raise Refusal(_("Write the factory's price of every line first."), code="no_costs")
    for line, price in zip(lines, found, strict=True):
        line.price = price or line.price
    versions.settle(version, lines, now=now)
    _touch(locked, now=now)
    return version


@whole
def add_factory_offer(
    quote: Quote, *, values: Mapping[str, Any], paper: Any, actor: Employee, now: datetime
) -> FactoryOffer:
    """The factory's price in writing, with its paper (F68.1)."""
    locked = _locked(quote, actor=actor)
    _require_costs(locked, actor)
    attached = timeline.add_attachment(locked, upload=paper, actor=actor, now=now)
    return FactoryOffer.objects.create(quote=locked, paper=attached, recorded_by=actor, recorded_at=now, **values)


@whole
def assign_quote(quote: Quote, *, owner: Employee, reason: str, actor: Employee, now: datetime) -> Quote:
    """Give it to another person."""
    locked: Quote = Quote.objects.select_for_update(of=("self",)).select_related("owner").get(pk=quote.pk)
    require(actor, "assign", locked)
    previous = locked.owner
    locked.owner, locked.department, locked.updated_at = owner, owner.department, now
    locked.save(update_fields=["owner", "department", "updated_at"])
    engine.change_owner(KIND, [locked.pk], previous=previous, owner=owner, actor=actor, now=now, reason=reason)
    facts = {"from": str(previous or ""), "to": owner.name}
    timeline.record("quote.assigned", locked, actor=actor, at=now, text=reason, data=facts)
    return locked

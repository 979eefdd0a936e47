"""Reads of the catalogue: products, what one costs whom, rates, and how far somebody may go below the list."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gendan.modules.catalog.access import KIND
from gendan.modules.catalog.models import Authority, Price, PriceList, Product, ProductLine, Rate, Unit, UnitConversion
from gendan.modules.catalog.money import HOME, HUNDRED, convert
from gendan.spine.access.queries import may_any
from gendan.spine.org.models import Employee
from gendan.spine.org.queries import number, roles_of
from gendan.spine.refusal import Refusal

#: A number of the company's: the share of the list's price, in percent, that needs nobody's approval.
FLOOR_KEY, FLOOR_PERCENT = "catalog.floor_percent", 95
#: By role, how many percent below the list one may go, until the company says otherwise.
AUTHORITY: Mapping[str, Decimal] = {"sales_head": Decimal(10), "director": Decimal(20), "general_manager": HUNDRED}
FINE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Offer:
    """The price of the list with tax, the lowest one of policy, and the list; without one it is the product's own price."""

    price: Decimal
    floor: Decimal
    list: PriceList | None = None


def products_for(user: Employee) -> QuerySet[Product]:
    """All products for whoever may see the catalogue, else none."""
    return Product.objects.all() if may_any(user, "view", KIND) else Product.objects.none()


# -- rates and units --------------------------------------------------------------------------------------------


def rates_of(on: date) -> list[Rate]:
    """The rates that count on that day, one for each currency that has any."""
    rows = Rate.objects.filter(valid_from__lte=on).order_by("currency", "-valid_from", "-pk").distinct("currency")
    return list(rows.select_related("changed_by"))


def all_rates() -> QuerySet[Rate]:
    """The newest hundred, of all currencies."""
    return Rate.objects.select_related("changed_by").order_by("-valid_from", "-pk")[:100]


def all_units() -> QuerySet[Unit]:
    """By name."""
    return Unit.objects.order_by("name")


def all_conversions() -> QuerySet[UnitConversion]:
    """The general ones first."""
    return UnitConversion.objects.select_related("unit", "to", "product").order_by(F("product__code").asc(nulls_first=True), "unit__name")


def find_rate(currency: str, *, on: date) -> Decimal | None:
    """Yuan for one of the currency on that day; None where nobody has written one."""
    if currency == HOME:
        return Decimal(1)
    rows = Rate.objects.filter(currency=currency, valid_from__lte=on).order_by("-valid_from", "-pk")
    return rows.values_list("per_unit_cny", flat=True).first()


def rate(currency: str, *, on: date) -> Decimal:
    """The same; refuses where nobody has written one."""
    found = find_rate(currency, on=on)
    if found is None:
        raise Refusal(
            _("There is no rate of exchange for %(currency)s on %(day)s. Write it under sales, rates of exchange.")
            % {"currency": currency, "day": on.isoformat()},
            field="currency", code="no_rate",
        )
    return found


def in_yuan(amount: Decimal, *, currency: str, on: date) -> Decimal:
    """The amount in yuan by the rate of the day, for sums and limits; refuses where there is none."""
    return amount if currency == HOME else convert(amount, rate=rate(currency, on=on), to=HOME)


def factor(unit: str, *, to: str, product: Product | None = None) -> Decimal | None:
    """How many of `to` one `unit` is, for the product or in general; None where it is not known."""
    if unit == to:
        return Decimal(1)
    rows = UnitConversion.objects.filter(Q(product=product) | Q(product=None))
    own_first = sorted(
        rows.filter(Q(unit__name=unit, to__name=to) | Q(unit__name=to, to__name=unit)).select_related("unit"),
        key=lambda one: one.product_id is None,
    )
    if not own_first:
        return None
    found = own_first[0]
    return found.factor if found.unit.name == unit else Decimal(1) / found.factor


# -- prices -----------------------------------------------------------------------------------------------------


def floor_share(*, on: date) -> Decimal:
    """The share of the list's price that needs nobody's approval, as it stood when the day ended."""
    end = timezone.make_aware(datetime.combine(on, time.max))
    return Decimal(str(number(FLOOR_KEY, FLOOR_PERCENT, at=end))) / HUNDRED


def price_for(
    product: Product, *, grade: str, currency: str, on: date, quantity: Decimal = Decimal(1)
) -> Offer | None:
    """What the product costs a customer of this class in this currency; None where no price is known."""
    wanted = {product.pk: quantity}
    return prices_for([product], quantities=wanted, grade=grade, currency=currency, on=on).get(product.pk)


def prices_for(
    products: Collection[Product], *, grade: str, currency: str, on: date,
    quantities: Mapping[int, Decimal] | None = None,
) -> dict[int, Offer]:
    """The same for many products, by their ids.

    A list of the class goes before one for all, the newer before the older, one in this currency before the yuan list,
    whose prices are converted; where no list has the product, its own price counts.
    """
    share, offers = floor_share(on=on), {}
    rows = _rows(products, grade=grade, currencies={currency, HOME}, on=on)
    found: dict[int, list[Price]] = {}
    for row in rows:
        if row.from_quantity <= (quantities or {}).get(row.product_id, Decimal(1)):
            found.setdefault(row.product_id, []).append(row)
    yuan = find_rate(currency, on=on)
    for product in products:
        best = min(found.get(product.pk, ()), key=lambda row: _rank(row, currency), default=None)
        offer = _offer(product, best, share)
        per = Decimal(1) if best and best.list.currency == currency else yuan
        if offer is not None and per is not None:
            offers[product.pk] = Offer(_fine(offer.price / per), _fine(offer.floor / per), offer.list)
    return offers


def _rows(products: Collection[Product], *, grade: str, currencies: Collection[str], on: date) -> QuerySet[Price]:
    valid = Q(list__valid_from__lte=on) & (Q(list__valid_until=None) | Q(list__valid_until__gte=on))
    rows = Price.objects.filter(valid, product__in=products, list__grade__in={grade, ""}, list__currency__in=currencies)
    return rows.select_related("list")


def _rank(row: Price, currency: str) -> tuple[object, ...]:
    return (
        row.list.currency != currency, row.list.grade == "", -row.list.valid_from.toordinal(), -row.list_id, -row.from_quantity,
    )


def _offer(product: Product, row: Price | None, share: Decimal) -> Offer | None:
    if row is not None:
        return Offer(row.price, row.price * share if row.floor is None else row.floor, row.list)
    if product.list_price:
        return Offer(product.list_price, product.list_price * share)
    return None


def _fine(price: Decimal) -> Decimal:
    return price.quantize(FINE)


# -- authority --------------------------------------------------------------------------------------------------


def authorities() -> dict[str, Decimal]:
    """By role, how many percent below the list; the smaller authority first."""
    rows = Authority.objects.values_list("role__key", "percent")
    found = {**AUTHORITY, **dict(rows)}
    return dict(sorted(found.items(), key=lambda one: (one[1], one[0])))


def authority_of(employee: Employee, on: date) -> Decimal:
    """How many percent below the list this person may let a price go; none without a role that says so."""
    held = roles_of(employee, on=on)
    return max((percent for role, percent in authorities().items() if role in held), default=Decimal(0))


def lines_for(user: Employee) -> QuerySet[ProductLine]:
    """The families of products, for whoever may see the catalogue."""
    return ProductLine.objects.all() if may_any(user, "view", KIND) else ProductLine.objects.none()

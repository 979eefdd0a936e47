"""Price lists and rates of exchange over REST."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.records import seen
from gendan.api.schemas import Page
from gendan.modules.catalog import actions, queries
from gendan.modules.catalog.access import LIST
from gendan.modules.catalog.forms import known_rows
from gendan.modules.catalog.models import PriceList
from gendan.modules.catalog.rows import PriceRow
from gendan.spine.access.queries import require_any

list_router = Router(tags=["price-lists"])
rate_router = Router(tags=["rates"])


class PriceListOut(Schema):
    """A price list; an empty class means all customers."""

    id: int
    name: str
    grade: str
    currency: str
    valid_from: date
    valid_until: date | None
    note: str


class PriceListPage(Page):
    items: list[PriceListOut]


class PriceOut(Schema):
    """A price with tax; without a lowest one the company's policy counts."""

    product_id: int
    code: str = Field(alias="product.code")
    from_quantity: Decimal
    price: Decimal
    floor: Decimal | None


class PriceIn(Schema):
    """A price to write."""

    code: str = Field(max_length=60)
    price: Decimal = Field(gt=0, max_digits=14, decimal_places=4)
    floor: Decimal | None = Field(None, gt=0, max_digits=14, decimal_places=4)
    from_quantity: Decimal = Field(Decimal(0), ge=0, max_digits=14, decimal_places=3)


class RateOut(Schema):
    """Yuan for one of the currency from a day on."""

    currency: str
    per_unit_cny: Decimal
    valid_from: date


class RateIn(Schema):
    """A new rate."""

    currency: str = Field(pattern="^(USD|EUR|JPY|GBP|HKD|RUB|KRW|VND)$")
    per_unit_cny: Decimal = Field(gt=0, max_digits=14, decimal_places=6)
    valid_from: date


@list_router.get("", response=PriceListPage, summary="Price lists, newest first")
def price_lists(request: Any, window: Query[Window]) -> Any:
    return page_of(PriceList.objects.visible_to(request.user), window)


@list_router.get("/{pk}", response=list[PriceOut], summary="The prices of a list")
def prices(request: Any, pk: int) -> Any:
    return seen(PriceList, request, pk).prices.select_related("product").order_by("product__code", "from_quantity")


@list_router.put("/{pk}", response=list[PriceOut], summary="Replace the prices of a list")
def write_prices(request: Any, pk: int, payload: list[PriceIn]) -> Any:
    record = seen(PriceList, request, pk)
    rows = known_rows([PriceRow(one.code, one.price, one.floor, one.from_quantity) for one in payload])
    actions.write_prices(record, rows=rows, actor=request.user, now=timezone.now())
    return prices(request, pk)


@rate_router.get("", response=list[RateOut], summary="The rates that count today")
def rates(request: Any) -> Any:
    require_any(request.user, "view", LIST)
    return queries.rates_of(timezone.localdate())


@rate_router.post("", response=RateOut, summary="A new rate from a day on")
def rate(request: Any, payload: RateIn) -> Any:
    return actions.add_rate(**payload.dict(), actor=request.user, now=timezone.now())

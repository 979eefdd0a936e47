"""Products over REST."""

from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from gendan.api.own import FILTERED, WithOwn, narrowed, own_field, saved
from gendan.api.paging import Window, page_of
from gendan.api.schemas import Page
from gendan.modules.catalog import actions
from gendan.modules.catalog.access import KIND
from gendan.modules.catalog.models import Product
from gendan.modules.catalog.queries import lines_for, products_for

product_router = Router(tags=["products"])


class LineOut(Schema):
    """A family of products."""

    id: int
    name: str


class ProductOut(WithOwn):
    """A product; the price in yuan with tax."""

    id: int
    line_id: int
    code: str
    name: str
    model: str
    unit: str
    list_price: Decimal | None
    tax_rate: Decimal
    is_active: bool
    range_status: str
    in_export_range: bool
    batch_notice: str
    own: dict[str, Any] = own_field(KIND)


class ProductPage(Page):
    items: list[ProductOut]


class ProductChange(Schema):
    """What may be written; `line_id` is a product line, `new_line` the name of one to be made."""

    code: str = Field("", max_length=60)
    name: str = Field("", max_length=120)
    line_id: int | None = None
    new_line: str = Field("", max_length=80)
    model: str = Field("", max_length=80)
    unit: str = Field("", max_length=20)
    list_price: Decimal | None = Field(None, ge=0, max_digits=14, decimal_places=2)
    is_active: bool = True
    own: dict[str, Any] | None = own_field(KIND, given=True)


class ProductIn(ProductChange):
    """A new product."""

    code: str = Field(min_length=1, max_length=60)
    name: str = Field(min_length=1, max_length=120)


def _values(request: Any, payload: ProductChange) -> dict[str, Any]:
    values = payload.dict(exclude_unset=True, exclude={"own", "line_id"})
    if payload.line_id is not None:
        values["line"] = get_object_or_404(lines_for(request.user), pk=payload.line_id)
    return values


def _written(request: Any, product: Product | None, payload: ProductChange) -> Product:
    """The action, and the company's own fields with it."""
    now = timezone.now()
    return saved(
        lambda: actions.write_product(product, values=_values(request, payload), actor=request.user, now=now), own=payload.own,
        actor=request.user, now=now, new=product is None, complete=product is None,
    )


@product_router.get("", response=ProductPage, summary="The catalogue", openapi_extra={FILTERED: KIND})
def products(request: Any, window: Query[Window]) -> Any:
    return page_of(narrowed(products_for(request.user), request), window)


@product_router.post("", response=ProductOut, summary="Add a product")
def add(request: Any, payload: ProductIn) -> Any:
    return _written(request, None, payload)


@product_router.get("/lines", response=list[LineOut], summary="The families of products")
def lines(request: Any) -> Any:
    return lines_for(request.user)[:500]


@product_router.get("/{pk}", response=ProductOut, summary="One product")
def product(request: Any, pk: int) -> Any:
    return get_object_or_404(products_for(request.user), pk=pk)


@product_router.patch("/{pk}", response=ProductOut, summary="Change a product")
def change(request: Any, pk: int, payload: ProductChange) -> Any:
    return _written(request, get_object_or_404(products_for(request.user), pk=pk), payload)

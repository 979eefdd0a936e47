"""Products and imports over REST: the catalogue to read, one's own batches with their state."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from gendan.api.own import FILTERED, WithOwn, narrowed, own_field
from gendan.api.paging import Window, page_of
from gendan.api.schemas import Page
from gendan.modules.catalog.queries import products_for
from gendan.spine.imports import queries

PRODUCT = "catalog.product"
product_router = Router(tags=["products"])
import_router = Router(tags=["imports"])


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
    own: dict[str, Any] = own_field(PRODUCT)


class ProductPage(Page):
    items: list[ProductOut]


class BatchOut(Schema):
    """One file on its way in, and how far it is."""

    id: int
    importer: str
    name: str
    state: str
    total: int
    progress: int
    created: int
    updated: int
    skipped: int
    failed: int
    error: str
    created_at: datetime
    finished_at: datetime | None


class BatchPage(Page):
    items: list[BatchOut]


@product_router.get("", response=ProductPage, summary="The catalogue", openapi_extra={FILTERED: PRODUCT})
def products(request: Any, window: Query[Window]) -> Any:
    return page_of(narrowed(products_for(request.user), request), window)


@product_router.get("/{pk}", response=ProductOut, summary="One product")
def product(request: Any, pk: int) -> Any:
    return get_object_or_404(products_for(request.user), pk=pk)


@import_router.get("", response=BatchPage, summary="Your imports, newest first")
def imports(request: Any, window: Query[Window]) -> Any:
    return page_of(queries.batches_of(request.user), window)


@import_router.get("/{pk}", response=BatchOut, summary="One import: its state and its counts")
def one_import(request: Any, pk: int) -> Any:
    return get_object_or_404(queries.batches_of(request.user), pk=pk)

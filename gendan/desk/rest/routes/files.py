"""Imports over REST: one's own batches with their state."""

from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from gendan.api.paging import Window, page_of
from gendan.api.schemas import Page
from gendan.spine.imports import queries

import_router = Router(tags=["imports"])


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


@import_router.get("", response=BatchPage, summary="Your imports, newest first")
def imports(request: Any, window: Query[Window]) -> Any:
    return page_of(queries.batches_of(request.user), window)


@import_router.get("/{pk}", response=BatchOut, summary="One import: its state and its counts")
def one_import(request: Any, pk: int) -> Any:
    return get_object_or_404(queries.batches_of(request.user), pk=pk)

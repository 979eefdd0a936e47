"""Pages by key: the cursor names the last id seen, so that a page never moves and deep pages cost the same."""

from typing import Any

from django.db.models import QuerySet
from ninja import Field, Schema

from gendan.spine import replica

LARGEST_PAGE = 200


class Window(Schema):
    """Which part of a list is wanted: rows with an id below `before`, newest first."""

    before: int | None = Field(None, description="rows whose id is smaller; take it from `next` of the last page")
    limit: int = Field(50, ge=1, le=LARGEST_PAGE)


@replica.preferred
def page_of(queryset: QuerySet[Any], window: Window) -> dict[str, Any]:
    """`items` and `next`: null when there is no more."""
    rows = queryset.order_by("-pk")
    if window.before is not None:
        rows = rows.filter(pk__lt=window.before)
    found = list(rows[: window.limit + 1])
    items = found[: window.limit]
    return {"items": items, "next": items[-1].pk if len(found) > window.limit else None}


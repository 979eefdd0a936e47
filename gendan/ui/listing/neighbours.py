"""The arrows of a record page: who stands before and behind it on the list that was last looked at.

The ids of that page travel in a cookie that only the record's own addresses receive: no query, no row in the
database, and nothing secret, because the neighbour's page checks the right to see it.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from gendan.ui.listing.declare import Listing
from gendan.ui.listing.paging import Page

#: How many ids a cookie has room for.
KEPT = 200


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The ids beside a record, and its number on the list; zero where there is none."""

    previous: int
    next: int
    number: int


def remember(response: HttpResponse, listing: Listing, page: Page, *, path: str) -> None:
    """Keep the ids of a page for the record pages below `path`."""
    ids = ".".join(str(row.pk) for row in page.rows[:KEPT])
    response.set_cookie(f"walk.{listing.key}", f"{page.first}-{ids}", path=path, samesite="Lax", httponly=True)


def neighbours_of(request: HttpRequest, listing: str, *, pk: int) -> Neighbours | None:
    """The neighbours of a record on the last page of its list; None where it was not on it."""
    first, _dash, rest = request.COOKIES.get(f"walk.{listing}", "").partition("-")
    ids = [int(part) for part in rest.split(".") if part.isdigit() and len(part) < 19]
    if pk not in ids or not first.isdigit():
        return None
    place = ids.index(pk)
    before = ids[place - 1] if place else 0
    behind = ids[place + 1] if place + 1 < len(ids) else 0
    return Neighbours(before, behind, int(first) + place)

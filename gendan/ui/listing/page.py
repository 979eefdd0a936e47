"""The one view of every list: the whole page, or for htmx only the list in it."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from gendan.spine import replica
from gendan.ui.listing.address import BOARD
from gendan.ui.listing.board import BoardSheet
from gendan.ui.listing.declare import Listing
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.neighbours import remember
from gendan.ui.listing.sheet import Sheet
from gendan.ui.listing.tidy import tidied

YEAR = timedelta(days=365)


@replica.preferred
def list_page(request: HttpRequest, listing: Listing, **extra: Any) -> HttpResponse:
    """Answer with the list that the address describes; `extra` goes to the template."""
    plain = tidied(request.GET)
    if plain is not None and not is_fragment(request):
        return HttpResponseRedirect(f"?{plain.urlencode()}")
    request.GET = plain or request.GET  # type: ignore[assignment]
    asked = Asked(request.user, timezone.now())
    sheet = Sheet(listing, data=request.GET, asked=asked, cookies=request.COOKIES)
    response = render(request, f"ui/{sheet.template}.html", _context(request, sheet) | extra)
    if sheet.layout != BOARD:
        remember(response, listing, sheet.page, path=request.path)
    if request.GET.get("view"):
        response.set_cookie(f"view.{listing.key}", sheet.address.view, max_age=YEAR, samesite="Lax", httponly=True)
    if plain is not None:
        response.headers["HX-Push-Url"] = f"{request.path}?{plain.urlencode()}"
    response.headers["Vary"] = "HX-Request, HX-Target, Cookie"
    return response


def is_fragment(request: HttpRequest) -> bool:
    """Whether only the inside of the list was asked for."""
    return request.headers.get("HX-Target") == "list"


def _context(request: HttpRequest, sheet: Sheet) -> dict[str, Any]:
    listing = sheet.listing
    return {
        "sheet": sheet, "listing": listing, "fragment": is_fragment(request),
        "create_url": reverse(listing.create[0]) if listing.create else "",
        "board": BoardSheet(sheet) if sheet.layout == BOARD else None,
    }

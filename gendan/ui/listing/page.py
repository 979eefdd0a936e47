"""The one view of every list: the whole page, or for htmx only the list in it."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from gendan.ui.listing.address import BOARD
from gendan.ui.listing.board import BoardSheet
from gendan.ui.listing.declare import Listing
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.neighbours import remember
from gendan.ui.listing.sheet import Sheet

YEAR = timedelta(days=365)


def list_page(request: HttpRequest, listing: Listing, **extra: Any) -> HttpResponse:
    """Answer with the list that the address describes; `extra` goes to the template."""
    sheet = Sheet(request, listing, asked=Asked(request.user, timezone.now()))
    context = {"sheet": sheet, "listing": listing, "fragment": is_fragment(request), **extra}
    if listing.create:
        context["create_url"] = reverse(listing.create[0])
    if sheet.layout == BOARD:
        response = render(request, "ui/board.html", context | {"board": BoardSheet(sheet)})
    else:
        response = render(request, "ui/list.html", context)
        remember(response, listing, sheet.page, path=request.path)
    if request.GET.get("view"):
        response.set_cookie(f"view.{listing.key}", sheet.address.view, max_age=YEAR, samesite="Lax", httponly=True)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def is_fragment(request: HttpRequest) -> bool:
    """Whether only the inside of the list was asked for."""
    return request.headers.get("HX-Target") == "list"

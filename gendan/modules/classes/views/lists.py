"""The three lists: by turnover, what moved, what was set by hand."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gendan.modules.classes.listing import MOVES, OVERRIDES, STANDINGS
from gendan.ui.listing.page import list_page


@login_required
@require_GET
def customers(request: HttpRequest) -> HttpResponse:
    """Customers by turnover."""
    return list_page(request, STANDINGS)


@login_required
@require_GET
def moves(request: HttpRequest) -> HttpResponse:
    """Who moved from which class to which, with the figures."""
    return list_page(request, MOVES)


@login_required
@require_GET
def overrides(request: HttpRequest) -> HttpResponse:
    """Classes set by hand."""
    return list_page(request, OVERRIDES)

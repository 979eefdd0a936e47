"""Segments: the views of the customer list that a person saved or that are shared, by the four principles (F36, F42.3)."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gendan.modules.classes.reports import segments as figures
from gendan.modules.customers.models import Customer
from gendan.spine.access.queries import require_any
from gendan.ui.listing import saved
from gendan.ui.listing.declare import Listing, listing_of
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.sheet import Sheet

MOST = 24


@login_required
@require_GET
def segments(request: HttpRequest) -> HttpResponse:
    """Each segment: how many, how large, how many can be reached, and whether it answers otherwise than the others."""
    require_any(request.user, "view", Customer)
    asked, listing = Asked(request.user, timezone.now()), listing_of("customers")
    rows = figures(listing.visible(request.user), list(_given(listing, asked)))
    return render(request, "classes/segments.html", {"rows": rows, "list_url": listing.address()})


def _given(listing: Listing, asked: Asked) -> Iterator[tuple[str, str, Any]]:
    """Saved views first, then those that everybody has."""
    kept = [(saved.key_of(view), view.name) for view in saved.views_for(asked.user, listing.key)]
    for key, name in (*kept, *((view.key, str(view.title)) for view in listing.views))[:MOST]:
        sheet = Sheet(listing, data=QueryDict(urlencode({"view": key})), asked=asked)
        yield name, f"{reverse('customers:list')}?view={key}", sheet.narrowed("view")

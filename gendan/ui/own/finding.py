"""The records that somebody may choose in a field, found by a part of their names."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.views.decorators.http import require_GET

from gendan.ui.listing.declare import listings
from gendan.ui.own.inputs import RecordField
from gendan.ui.own.listing import found_records

SHOWN = 12


@login_required
@require_GET
def records(request: HttpRequest, kind: str) -> HttpResponse:
    """The first records found, as the options of an input."""
    if all(listing.kind != kind for listing in listings()):
        raise Http404(kind)
    text = request.GET.get("q", "").rpartition(" #")[0] or request.GET.get("q", "")
    found: list[Any] = list(found_records(kind, text.strip(), user=request.user)[:SHOWN]) if text.strip() else []
    return HttpResponse(format_html_join("", '<option value="{}"></option>', ((RecordField.written(one),) for one in found)))

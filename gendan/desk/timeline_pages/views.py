"""The timeline of a record and the changes of its fields."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from gendan.desk.timeline_pages.drawing import (
    back,
    draw_timeline,
    is_fragment,
    record_or_404,
    with_record_or_404,
)
from gendan.spine.records import kind_of
from gendan.spine.timeline import actions
from gendan.spine.timeline.history import changes_of
from gendan.spine.timeline.models import Entry
from gendan.ui.records import record_url


@login_required
@require_GET
def timeline(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What happened, newest first, page by page."""
    return draw_timeline(request, record_or_404(request, kind, pk))


@login_required
@require_GET
def changes(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Field by field, old and new."""
    record = record_or_404(request, kind, pk)
    template = "timeline/changes.html" if is_fragment(request) else "timeline/changes_page.html"
    context = {
        "record": record, "kind": kind, "changes": changes_of(request.user, record),
        "record_url": record_url(kind_of(record), record.pk),
    }
    return render(request, template, context)


@login_required
@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep an entry on top, or let it go."""
    entry, record = with_record_or_404(request, Entry, pk)
    actions.pin(entry, subject=record, actor=request.user, pinned=request.POST.get("pinned") == "1")
    return draw_timeline(request, record) if is_fragment(request) else back(request, record, to="timeline")

"""Attach, lock, unlock, delete and fetch files; a file is only ever sent after its record was checked."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.desk.timeline_pages.drawing import (
    back,
    is_fragment,
    messages_of,
    record_or_404,
    with_record_or_404,
)
from gendan.spine.access.queries import may
from gendan.spine.records import kind_of
from gendan.spine.timeline import actions, queries
from gendan.spine.timeline.actions.attachments import MEGABYTE, largest
from gendan.spine.timeline.content import ALLOWED
from gendan.spine.timeline.models import Attachment
from gendan.spine.timeline.serving import file_response
from gendan.ui.records import record_url


def _draw(request: HttpRequest, record: Any, *, errors: Any = (), status: int = 200) -> HttpResponse:
    edits = may(request.user, "edit", record)
    context = {
        "record": record, "kind": kind_of(record), "files": queries.attachments_of(record), "edits": edits,
        "errors": errors, "owns": record.owner_id == request.user.pk, "accept": ",".join(f".{end}" for end in ALLOWED),
        "megabytes": largest(timezone.now()) // MEGABYTE, "record_url": record_url(kind_of(record), record.pk),
    }
    template = "timeline/files.html" if is_fragment(request) else "timeline/files_page.html"
    return render(request, template, context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def attachments(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The files of a record; by POST, one or several more."""
    record = record_or_404(request, kind, pk)
    if request.method == "GET":
        return _draw(request, record)
    uploads, problems = request.FILES.getlist("file"), []
    for upload in uploads:
        add = partial(actions.add_attachment, record, upload=upload, actor=request.user, now=timezone.now())
        errors = messages_of(add)
        problems += [f"{upload.name}：{message}" for message in errors.get("file", ())]
    if not uploads:
        problems = [_("Choose a file first.")]
    if problems or is_fragment(request):
        return _draw(request, record, errors=problems, status=422 if problems else 200)
    return back(request, record, to="attachments")


def _change(request: HttpRequest, pk: int, act: Callable[..., None]) -> HttpResponse:
    attachment, record = with_record_or_404(request, Attachment, pk)
    act(attachment, subject=record, actor=request.user, now=timezone.now())
    return _draw(request, record) if is_fragment(request) else back(request, record, to="attachments")


@login_required
@require_POST
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    """PM-04."""
    return _change(request, pk, actions.lock)


@login_required
@require_POST
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """PM-05."""
    return _change(request, pk, actions.unlock)


@login_required
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """PM-07."""
    return _change(request, pk, actions.delete_attachment)


@login_required
@require_GET
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file itself, after its record was checked."""
    attachment, _record = with_record_or_404(request, Attachment, pk)
    return file_response(request, attachment, inline=request.GET.get("inline") == "1")

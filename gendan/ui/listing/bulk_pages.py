"""Pages of actions on many rows: the dialog, the result, the job, and the export."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from gendan.spine.access import queries as access
from gendan.ui.listing.bulk import AT_ONCE, bound_form, chosen_ids, create_job
from gendan.ui.listing.declare import Bulk, Result, listing_of
from gendan.ui.listing.export import AT_ONCE as EXPORT_AT_ONCE
from gendan.ui.listing.export import write
from gendan.ui.listing.export_job import EXPORT, path_of
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.pages import sheet_of
from gendan.ui.listing.sheet import Sheet
from gendan.ui.models import Job
from gendan.ui.tasks import do_job

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 200


@login_required
@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """The dialog of an action on the chosen rows, and its doing."""
    sheet = sheet_of(request, key)
    action = sheet.listing.bulk_action(name)
    if action is None:
        raise Http404(name)
    access.require_any(request.user, action.action, sheet.listing.kind)
    posted = request.method == "POST"
    ids = chosen_ids(sheet, action.action, request.POST if posted else request.GET)
    form = bound_form(action, request.POST if posted else None, actor=request.user)
    if posted and ids and (form is None or form.is_valid()):
        return _do(request, sheet, action, ids, form.cleaned_data if form else {})
    return _ask(request, sheet, action, ids, form, status=422 if posted else 200)


def _ask(
    request: HttpRequest, sheet: Sheet, action: Bulk, ids: list[int], form: Any, *, status: int
) -> HttpResponse:
    data = request.POST if request.method == "POST" else request.GET
    everything = data.get("all") == "1"
    asked = sheet.queryset.count() if everything else len(data.getlist("id"))
    context = {
        "title": action.title, "form": form, "submit": action.title, "action": request.get_full_path(),
        "question": action.question or ngettext("%d record", "%d records", len(ids)) % len(ids),
        "count": len(ids), "left_out": asked - len(ids), "slow": len(ids) > AT_ONCE, "off": not ids,
        "hidden": [("all", "1")] if everything else [("id", pk) for pk in ids],
    }
    return render(request, "ui/dialog_form.html", context, status=status)


def _do(request: HttpRequest, sheet: Sheet, action: Bulk, ids: list[int], data: dict[str, Any]) -> HttpResponse:
    now = timezone.now()
    if len(ids) > AT_ONCE:
        posted = {name: request.POST.getlist(name) for name in request.POST if name not in ("id", "csrfmiddlewaretoken")}
        with transaction.atomic():
            job = create_job(sheet.listing, action.key, ids=ids, data=posted, actor=request.user, now=now)
            do_job.defer(job_id=job.pk)
        return _go(request, reverse("lists:job", args=[job.pk]))
    return _told(request, sheet, action, action.run(ids, actor=request.user, data=data, now=now))


def _told(request: HttpRequest, sheet: Sheet, action: Bulk, results: list[Result]) -> HttpResponse:
    failed = [item for item in results if not item.ok]
    done = len(results) - len(failed)
    if failed:
        context = {"title": action.title, "failed": failed[:SHOWN], "done": done, "count": len(failed)}
        return render(request, "ui/list/results.html", context)
    text = ngettext("%(title)s: %(n)d record", "%(title)s: %(n)d records", done) % {"title": action.title, "n": done}
    messages.info(request, text)
    return _go(request, sheet.listing.address() + sheet.query)


def _go(request: HttpRequest, url: str) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect(url)
    response = HttpResponse(status=204)
    response.headers["HX-Redirect"] = url
    return response


@login_required
@require_GET
def export(request: HttpRequest, key: str) -> HttpResponseBase:
    """The matching rows, or the chosen ones, as an Excel file."""
    sheet = sheet_of(request, key)
    access.require_any(request.user, "export", sheet.listing.kind)
    ids = [int(text) for text in request.GET.getlist("id") if text.isdigit()]
    if not ids and sheet.narrowed("export").order_by()[: EXPORT_AT_ONCE + 1].count() > EXPORT_AT_ONCE:
        return _export_later(request, sheet)
    target = BytesIO()
    write(target, sheet, ids=ids)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=_file_name(sheet.listing.title), content_type=XLSX)


def _export_later(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    with transaction.atomic():
        query, now = request.GET.urlencode(), timezone.now()
        job = create_job(sheet.listing, EXPORT, ids=[], data={}, query=query, actor=request.user, now=now)
        do_job.defer(job_id=job.pk)
    return redirect("lists:job", job.pk)


def _file_name(title: Any) -> str:
    return f"{title} {timezone.localdate():%Y-%m-%d}.xlsx"


@login_required
@require_GET
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a job of one's own is, and which rows it could not do."""
    found = get_object_or_404(Job, pk=pk, owner=request.user)
    failed = found.rows.filter(ok=False).order_by("pk")[:SHOWN]
    context = {"job": found, "listing": listing_of(found.listing), "title": _title_of(found), "failed": failed}
    template = "ui/job/progress.html" if request.headers.get("HX-Target") == "job" else "ui/job.html"
    return render(request, template, context)


def _title_of(found: Job) -> Any:
    if found.action == EXPORT:
        return _("Export")
    asked = Asked(found.owner, timezone.now())
    action = Sheet(listing_of(found.listing), data=QueryDict(), asked=asked).listing.bulk_action(found.action)
    return action.title if action else found.action


@login_required
@require_GET
def job_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file that an export wrote, for the person who asked for it."""
    found = get_object_or_404(Job, pk=pk, owner=request.user, status=Job.Status.DONE)
    if not found.file or not path_of(found).exists():
        raise Http404(pk)
    name = _file_name(listing_of(found.listing).title)
    return FileResponse(path_of(found).open("rb"), as_attachment=True, filename=name, content_type=XLSX)

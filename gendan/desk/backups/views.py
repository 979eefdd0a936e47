"""Backups: what there is, and one more begun at once. Files are fetched on the machine only, never through a page."""

from django.contrib import messages as toasts
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gendan.desk.settings.gate import PageRequest, for_administrators
from gendan.spine.backups import actions, findings, queries
from gendan.spine.backups.models import Backup
from gendan.spine.backups.numbers import AT, DAYS, MONTHS, WEEKS

SHOWN = 100


@for_administrators
@require_GET
def backups(request: PageRequest) -> HttpResponse:
    """All backups that are kept, newest first, and what is wrong with them."""
    rows = queries.finished().select_related("starter")[:SHOWN]
    now = timezone.now()
    return render(request, "backups/list.html", {
        "rows": [(row, row.state == Backup.State.GOOD and not queries.file_of(row).exists()) for row in rows],
        "running": queries.running(), "findings": findings.check(), "folder": queries.folder(), "at": AT.time_at(now),
        "days": DAYS.whole_at(now), "weeks": WEEKS.whole_at(now), "months": MONTHS.whole_at(now),
    })


@for_administrators
@require_POST
def begin(request: PageRequest) -> HttpResponse:
    """Begin one in the background."""
    actions.defer(actions.begin(actor=request.user, now=timezone.now()))
    toasts.success(request, _("The backup has begun."))
    return redirect("backups:list")


@for_administrators
@require_GET
def progress(request: PageRequest) -> HttpResponse:
    """The bar alone while one is made; then the whole page is fetched anew."""
    running = queries.running()
    response = render(request, "backups/progress.html", {"running": running})
    if running is None:
        response["HX-Refresh"] = "true"
    return response

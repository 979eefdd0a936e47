"""Pages of visit reports and sales situation meetings."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.plans import actions
from gendan.modules.plans.actions.reporting import Decision
from gendan.modules.plans.forms import MeetingForm, PeriodicForm, SummaryForm
from gendan.modules.plans.models import Meeting, VisitReport
from gendan.modules.plans.report_page import MEETING_PAGE, MEETINGS, REPORT_PAGE, REPORTS, agenda
from gendan.spine.access.queries import require_any
from gendan.ui.detail.page import record_page
from gendan.ui.form.dialog import dialog_form
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.page import list_page

ASK = ["GET", "POST"]


@login_required
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """All reports that this person may see."""
    return list_page(request, REPORTS)


def _report(request: HttpRequest, pk: int) -> VisitReport:
    rows = VisitReport.objects.visible_to(request.user).select_related(*REPORT_PAGE.related)
    found: VisitReport = get_object_or_404(rows, pk=pk)
    return found


@login_required
@require_GET
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with its lines."""
    return record_page(request, REPORT_PAGE, _report(request, pk))


@login_required
@require_http_methods(ASK)
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """The words above the lines."""
    row = _report(request, pk)
    form = SummaryForm(request.POST or None, initial={"text": row.text})
    return dialog_form(
        request, form, title=_("Write the summary"), back=reverse("plans:visit_report", args=[pk]),
        save=lambda data: actions.write_report(row, actor=request.user, now=timezone.now(), **data),
    )


@login_required
@require_http_methods(ASK)
def new(request: HttpRequest) -> HttpResponse:
    """A report over some days."""
    require_any(request.user, "create", VisitReport)
    today = timezone.localdate()
    form = PeriodicForm(request.POST or None, initial={"day": today - timedelta(days=6), "until": today})
    return dialog_form(
        request, form, title=_("Write a periodic report"), back=reverse("plans:reports"),
        save=lambda data: actions.periodic_report(actor=request.user, now=timezone.now(), **data),
    )


@login_required
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """All meetings that this person may see."""
    return list_page(request, MEETINGS)


@login_required
@require_GET
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting with what was decided."""
    rows = Meeting.objects.visible_to(request.user).select_related(*MEETING_PAGE.related)
    return record_page(request, MEETING_PAGE, get_object_or_404(rows, pk=pk))


@login_required
@require_http_methods(ASK)
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Write a meeting down; what the rules of tracking say is its matter."""
    require_any(request.user, "create", Meeting)
    form = MeetingForm(request.POST or None, actor=request.user, initial={"held_at": timezone.localtime()})  # type: ignore[arg-type]

    def save(data: dict[str, Any]) -> None:
        actions.hold_meeting(
            kind=data["kind"], held_at=data["held_at"], notes=data["notes"], people=data["people"], actor=request.user,
            now=timezone.now(), decisions=[Decision(*one) for one in form.decisions],
        )

    rows = agenda(request.user, Asked(request.user, timezone.now()))  # type: ignore[arg-type]
    words = [_("%(name)s: %(long)d wait too long, %(often)d are pressed, %(none)d without record") % {
        "name": row["owner__name"], "long": row["too_long"], "often": row["too_often"], "none": row["no_record"]} for row in rows]
    return dialog_form(
        request, form, title=_("Write down a meeting"), save=save, back=reverse("plans:meetings"), question="；".join(words),
    )

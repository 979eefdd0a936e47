"""The reports page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gendan.spine.access.queries import may_any
from gendan.spine.refusal import NotAllowed
from gendan.ui.report.declare import report_of, reports
from gendan.ui.report.page import report_page


@login_required
def first(request: HttpRequest) -> HttpResponse:
    """The first report that this person may open."""
    for one in reports():
        if may_any(request.user, "view", one.kind):
            return redirect("report", one.key)
    raise NotAllowed(_("None of your roles shows a report."))


@login_required
def report(request: HttpRequest, key: str) -> HttpResponse:
    """One report, as a page or as a sheet."""
    found = report_of(key)
    if found is None:
        raise Http404(key)
    return report_page(request, found)

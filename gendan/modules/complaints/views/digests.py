"""The summaries: their list, one of them, and a new one for the management review."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.complaints import actions
from gendan.modules.complaints.access import DIGEST as KIND
from gendan.modules.complaints.digests import DIGEST_PAGE, DIGESTS
from gendan.modules.complaints.forms.replying import ReviewForm
from gendan.modules.complaints.models import Digest
from gendan.spine.access.queries import require_any
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page

REVIEW = FormPage(
    key="complaint-review", title=gettext_lazy("Complaints for the management review"), form=ReviewForm, submit=gettext_lazy("Begin the report"),
    crumb=(gettext_lazy("Summaries of complaints"), "complaints:digests"),
)


@login_required
@require_GET
def digests(request: HttpRequest) -> HttpResponse:
    """The list."""
    return list_page(request, DIGESTS)


@login_required
@require_GET
def digest(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    return record_page(request, DIGEST_PAGE, record_or_404(request, DIGEST_PAGE, pk))


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """A report for the management review."""
    require_any(request.user, "create", KIND)

    def save(data: dict[str, Any]) -> Digest:
        return actions.begin_review(since=data["since"], until=data["until"], actor=request.user, now=timezone.now())

    return form_page(request, REVIEW, save=save)

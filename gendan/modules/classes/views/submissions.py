"""Monthly customer data: the list, one submission, and who has to submit."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.classes import actions, queries, rules
from gendan.modules.classes.forms import DutyForm
from gendan.modules.classes.models import Submission
from gendan.modules.classes.submitting import DETAIL, LISTING
from gendan.spine.access.actions import require_may_set_rules
from gendan.ui.detail.page import record_page
from gendan.ui.form.dialog import dialog_form
from gendan.ui.listing.page import list_page


@login_required
@require_GET
def submissions(request: HttpRequest) -> HttpResponse:
    """Who has submitted, who is late."""
    return list_page(request, LISTING)


@login_required
@require_GET
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """One month of one department."""
    rows = Submission.objects.visible_to(request.user).select_related(*DETAIL.related)
    return record_page(request, DETAIL, get_object_or_404(rows, pk=pk))


@login_required
@require_GET
def duties(request: HttpRequest) -> HttpResponse:
    """Which departments submit, and who does it."""
    require_may_set_rules(request.user)
    now = timezone.now()
    context = {"duties": queries.duties(), "due_on": rules.submission_day(timezone.localdate(now), at=now)}
    return render(request, "classes/duties.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def duty(request: HttpRequest) -> HttpResponse:
    """Say that a department submits, and who; `?department=` changes one that does."""
    require_may_set_rules(request.user)

    def save(data: dict[str, Any]) -> None:
        actions.save_duty(actor=request.user, now=timezone.now(), **data)

    form = DutyForm(request.POST or None, initial={"is_active": True} | request.GET.dict())
    return dialog_form(request, form, title=_("Who submits customer data"), save=save, back=reverse("classes:duties"))

"""Requests, and how the company handles each group."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.privacy.detail import PAGE
from gendan.modules.privacy.forms import HandlingForm, YearsForm
from gendan.modules.privacy.listing import REQUESTS
from gendan.modules.privacy.models import Request
from gendan.spine.messages.actions import require_administrator
from gendan.spine.org.queries import numbers
from gendan.spine.persons import actions as persons
from gendan.spine.persons.queries import all_handled
from gendan.spine.persons.words import NUMBERS
from gendan.ui.detail.page import record_page
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import UNPROCESSABLE, put_errors
from gendan.ui.listing.page import list_page

ASK = ["GET", "POST"]


@login_required
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """All requests."""
    return list_page(request, REQUESTS)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One request."""
    rows = Request.objects.visible_to(request.user).select_related(*PAGE.related)
    return record_page(request, PAGE, get_object_or_404(rows, pk=pk))


@login_required
@require_http_methods(ASK)
def settings(request: HttpRequest) -> HttpResponse:
    """The groups, and how long duties bind."""
    user: Any = request.user
    require_administrator(user)
    now = timezone.now()
    form = YearsForm(request.POST or None, numbers=numbers(NUMBERS, at=now))
    if request.method == "POST" and form.is_valid():
        try:
            persons.set_years(values=form.cleaned_data, actor=user, now=now)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("privacy:settings")
    context = {"form": form, "groups": all_handled()}
    return render(request, "privacy/settings.html", context, status=UNPROCESSABLE if form.errors else 200)


@login_required
@require_http_methods(ASK)
def handling(request: HttpRequest, key: str) -> HttpResponse:
    """Say for what and on which ground one group is kept."""
    user: Any = request.user
    require_administrator(user)
    group = next((one for one in all_handled() if one.key == key), None)
    if group is None:
        raise Http404
    now = {"purpose": str(group.purpose), "basis": group.basis, "sensitive": group.sensitive, "months": group.months}
    return dialog_form(
        request, HandlingForm(request.POST or None, initial=now), title=group.title, back=reverse("privacy:settings"),
        save=lambda data: persons.set_handling(key, values=data, actor=user, now=timezone.now()),
    )

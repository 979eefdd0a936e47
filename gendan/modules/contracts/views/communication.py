"""Product information, the summaries of the day, and troubles that a customer is told."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.contracts import actions
from gendan.modules.contracts.access import RELEASE, SUMMARY, TROUBLE
from gendan.modules.contracts.forms import AssignInformationForm, InformationForm, NothingForm, ReleaseForm, TroubleForm
from gendan.modules.contracts.models import Release, Summary
from gendan.modules.contracts.overview import (
    RELEASE_PAGE,
    RELEASES,
    SUMMARIES,
    SUMMARY_PAGE,
    TROUBLE_PAGE,
    TROUBLES,
)
from gendan.modules.customers.models import Customer
from gendan.spine.access.queries import require, require_any
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]


@login_required
@require_GET
def releases(request: HttpRequest) -> HttpResponse:
    """All product information."""
    return list_page(request, RELEASES)


def _release(request: HttpRequest, pk: int) -> Release:
    found: Release = record_or_404(request, RELEASE_PAGE, pk)
    return found


@login_required
@require_GET
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """One of it."""
    return record_page(request, RELEASE_PAGE, _release(request, pk))


@login_required
@require_http_methods(ASK)
def release_edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Write it."""
    require_any(request.user, "create", RELEASE)
    row = _release(request, pk) if pk else None
    if row is not None:
        require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.write_release(row, values=data, actor=request.user, now=timezone.now())

    back = record_url(RELEASE, row.pk) if row else reverse("contracts:releases")
    return dialog_form(request, ReleaseForm(request.POST or None, instance=row), title=_("Product information"), save=save, back=back)


@login_required
@require_GET
def summaries(request: HttpRequest) -> HttpResponse:
    """All summaries."""
    return list_page(request, SUMMARIES)


def _summary(request: HttpRequest, pk: int) -> Summary:
    found: Summary = record_or_404(request, SUMMARY_PAGE, pk)
    return found


@login_required
@require_GET
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """One day."""
    return record_page(request, SUMMARY_PAGE, _summary(request, pk))


@login_required
@require_http_methods(ASK)
def summary_today(request: HttpRequest) -> HttpResponse:
    """Begin today's, or take over what was logged since."""
    require_any(request.user, "create", SUMMARY)
    made: list[Summary] = []
    answer = dialog_form(
        request, NothingForm(request.POST or None), title=_("Today's summary"), submit=_("Begin"), back=reverse("contracts:summaries"),
        question=_("What your department logged of customers today is taken over."),
        save=lambda _data: made.append(actions.begin_summary(day=timezone.localdate(), actor=request.user, now=timezone.now())),
    )
    return gone(request, record_url(SUMMARY, made[0].pk)) if made else answer


@login_required
@require_http_methods(ASK)
def information_new(request: HttpRequest, pk: int) -> HttpResponse:
    """One line more."""
    row = _summary(request, pk)
    return dialog_form(
        request, InformationForm(request.POST or None), title=_("Another line"), back=record_url(SUMMARY, pk),
        save=lambda data: actions.add_information(row, **data, actor=request.user, now=timezone.now()),
    )


@login_required
@require_http_methods(ASK)
def information(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """The head says who takes it on."""
    row = get_object_or_404(_summary(request, pk).lines.select_related("summary__department__head", "customer"), pk=line)
    return dialog_form(
        request, AssignInformationForm(request.POST or None), title=_("Assign"), back=record_url(SUMMARY, pk),
        question=f"{row.who}: {row.content}",
        save=lambda data: actions.assign_information(row, **data, actor=request.user, now=timezone.now()),
    )


@login_required
@require_GET
def troubles(request: HttpRequest) -> HttpResponse:
    """All troubles."""
    return list_page(request, TROUBLES)


@login_required
@require_GET
def trouble(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    row = record_or_404(request, TROUBLE_PAGE, pk)
    return record_page(request, TROUBLE_PAGE, row)


@login_required
@require_http_methods(ASK)
def trouble_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Note one; whoever is responsible for the customer tells them."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require_any(request.user, "create", TROUBLE)
    form = TroubleForm(request.POST or None, customer=customer, viewer=request.user)
    return dialog_form(
        request, form, title=_("Trouble to be told"), back=record_url("customers.customer", pk),
        done=_("Whoever is responsible for the customer tells them."),
        save=lambda data: actions.note_trouble(customer, **data, actor=request.user, now=timezone.now()),
    )

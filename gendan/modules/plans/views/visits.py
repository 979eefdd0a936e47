"""Pages of visits: plan, prepare, arrive, report."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.customers.models import Customer
from gendan.modules.followups.actions import NextStep
from gendan.modules.followups.composer import default_due
from gendan.modules.plans import actions, words
from gendan.modules.plans.actions.visiting import Question, Where
from gendan.modules.plans.forms import ArriveForm, PutOffForm, ReportForm, VisitForm
from gendan.modules.plans.models import Visit
from gendan.modules.plans.visit_page import DETAIL, LISTING
from gendan.spine.access.queries import require
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.dialog import dialog_form
from gendan.ui.listing.page import list_page

ASK = ["GET", "POST"]
TOLD = ("participants", "topics", "problem", "urgency", "actual_items", "actual_amount", "referral_asked", "referral", "recording_consent")


@login_required
@require_GET
def visits(request: HttpRequest) -> HttpResponse:
    """All visits that this person may see."""
    return list_page(request, LISTING)


def _visit(request: HttpRequest, pk: int) -> Visit:
    found: Visit = record_or_404(request, DETAIL, pk)
    return found


@login_required
@require_GET
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """One visit."""
    return record_page(request, DETAIL, _visit(request, pk))


@login_required
@require_http_methods(ASK)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan one with a customer."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "follow", customer)

    def save(data: dict[str, Any]) -> None:
        actions.plan_visit(customer, actor=request.user, now=timezone.now(), **data)

    initial = {"at": default_due(request.user, now=timezone.now(), days=1), "place": customer.address}  # type: ignore[arg-type]
    form = VisitForm(request.POST or None, customer=customer, initial=initial)
    back = reverse("customers:detail", args=[pk])
    return dialog_form(request, form, title=_("Plan a visit"), save=save, back=back, submit=_("Plan"), done=_("Planned."))


@login_required
@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """What is ticked on the list."""
    row = _visit(request, pk)
    actions.tick_preparation(row, ticked=request.POST.getlist("ticked"), actor=request.user, now=timezone.now())
    return redirect("plans:visit", pk=pk)


@login_required
@require_http_methods(ASK)
def put_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Another appointment."""
    row = _visit(request, pk)
    form = PutOffForm(request.POST or None, initial={"at": row.at})
    return dialog_form(
        request, form, title=_("Put off"), back=reverse("plans:visit", args=[pk]),
        save=lambda data: actions.put_off(row, actor=request.user, now=timezone.now(), **data),
    )


@login_required
@require_http_methods(ASK)
def arrive(request: HttpRequest, pk: int) -> HttpResponse:
    """At the door, on the phone: one tap, with the place and a photo if one likes."""
    row = _visit(request, pk)
    require(request.user, "edit", row)
    form = ArriveForm(request.POST or None, request.FILES or None, initial={"place": row.place})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        where = Where(data["place"], data["latitude"], data["longitude"], data["accuracy"])
        try:
            actions.arrive(row, where=where, photo=data["photo"], actor=request.user, now=timezone.now())
            return redirect("plans:visit", pk=pk)
        except ValidationError as error:
            form.add_error("photo", error.messages)
    status = 422 if form.errors else 200
    return render(request, "plans/arrive.html", {"visit": row, "form": form, "routine": words.ROUTINE, "now": timezone.now()}, status=status)


@login_required
@require_http_methods(ASK)
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of it, with the next step."""
    row = _visit(request, pk)
    require(request.user, "edit", row)
    form = ReportForm(request.POST or None, instance=row)

    def save(data: dict[str, Any]) -> None:
        step = NextStep(data["next_title"], data["next_due_at"]) if not data["no_next_reason"] else NextStep(no_next_reason=data["no_next_reason"])
        actions.report(
            row, text=data["text"], result=data["result"], next_step=step, questions=[Question(*pair) for pair in form.questions],
            told={name: data[name] for name in TOLD}, actor=request.user, now=timezone.now(),
        )

    return dialog_form(
        request, form, title=_("Report: %(visit)s") % {"visit": row}, save=save, back=reverse("plans:visit", args=[pk]),
        submit=_("Save report and next step"), done=_("Reported."),
    )

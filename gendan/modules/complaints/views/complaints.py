"""The list and board of complaints, the record, the desk form, and the small dialogs around it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.complaints import actions, queries
from gendan.modules.complaints import finding as finding_of
from gendan.modules.complaints.access import COMPLAINT as KIND
from gendan.modules.complaints.detail import COMPLAINT_PAGE, complaint_page
from gendan.modules.complaints.forms.desk import AssignForm, CustomerForm
from gendan.modules.complaints.forms.intake import ComplaintForm, MajorForm
from gendan.modules.complaints.forms.verifying import FindingForm
from gendan.modules.complaints.listing import COMPLAINTS
from gendan.modules.complaints.models import Complaint
from gendan.modules.complaints.views.known import known
from gendan.modules.orders.models import Order
from gendan.spine.access.queries import require, require_any
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
SECTIONS = (
    Section(title=gettext_lazy("Who, and what"), wide=("subject", "text", "first_words"),
            fields=("phone", "complainant_name", "contact", "channel", "klass", "mood", "subject", "text", "first_words")),
    Section(title=gettext_lazy("How severe, and where"), fields=("grade", "is_major", "location", "promised_at")),
    Section(title=gettext_lazy("About which goods"), folded=True,
            fields=("order", "product", "batch", "defect", "defect_rate", "quantity", "delivery", "shortage")),
    Section(title=gettext_lazy("What else is known"), folded=True, wide=("address",),
            fields=("source", "phase", "grasp", "email", "address", "responsible_department", "respondent")),
)
NEW = FormPage(
    key="complaint", kind=KIND, title=gettext_lazy("Write a complaint down"), form=ComplaintForm, submit=gettext_lazy("Register"),
    sections=SECTIONS, note=gettext_lazy("Calm first. Class, subject, name and telephone are enough."),
    crumb=(gettext_lazy("Complaints"), "complaints:list"), aside="complaints/caller_aside.html",
)


def complaint_of(request: HttpRequest, pk: int) -> Complaint:
    """The complaint, as far as the person sees it; else a 404."""
    record: Complaint = record_or_404(request, COMPLAINT_PAGE, pk)
    return record


@login_required
@require_GET
def complaints(request: HttpRequest) -> HttpResponse:
    """The list, or the board."""
    return list_page(request, COMPLAINTS)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One complaint."""
    return record_page(request, complaint_page(), complaint_of(request, pk))


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest) -> HttpResponse:
    """The desk: who calls is found by his number, and what he says is registered in one go."""
    require_any(request.user, "create", KIND)
    begun = known(request)

    def save(data: dict[str, Any]) -> Complaint:
        now, to = timezone.now(), data.pop("join")
        if to is not None:
            return actions.take_joined(data, to=to, actor=request.user, now=now)
        return actions.register_complaint(data, actor=request.user, now=now, goods=begun.goods)

    joined = request.POST.get("join", "")
    return form_page(
        request, NEW, save=save, form_kwargs={"viewer": request.user, "customer": begun.customer, "initial": begun.initial},
        cancel_url=request.GET.get("back", ""), goes_to=record_url(KIND, int(joined)) if joined.isdecimal() else "",
    )


@login_required
@require_GET
def caller(request: HttpRequest) -> HttpResponse:
    """Who is calling: the customers behind a number, with what is open there."""
    require_any(request.user, "create", KIND)
    found = []
    for row in finding_of.calls_of(request.GET.get("phone", ""), viewer=request.user)[:5]:
        open_ones = Complaint.objects.visible_to(request.user).filter(customer=row, state_kind="open").select_related("case").order_by("-received_at")
        orders = Order.objects.visible_to(request.user).filter(customer=row).order_by("-pk")
        found.append({"customer": row, "complaints": open_ones[:5], "orders": orders[:5]})
    return render(request, "complaints/caller.html", {"found": found, "phone": request.GET.get("phone", "")})


def _dialog(request: HttpRequest, pk: int, form: Any, *, title: Any, save: Any, tab: str = "") -> HttpResponse:
    return dialog_form(request, form, title=title, save=save, back=record_url(KIND, pk) + (f"?tab={tab}" if tab else ""))


@login_required
@require_http_methods(ASK)
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what was looked at."""
    row = complaint_of(request, pk)
    if not queries.works_on(row, request.user):
        require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.note_finding(row, values=data, actor=request.user, now=timezone.now())

    return _dialog(request, pk, FindingForm(request.POST or None), title=_("Write a finding"), save=save, tab="verification")


@login_required
@require_http_methods(ASK)
def major(request: HttpRequest, pk: int) -> HttpResponse:
    """F71.3: general manager and management representative hear of it at once."""
    row = complaint_of(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.declare_major(row, reason=data["reason"], actor=request.user, now=timezone.now())

    return _dialog(request, pk, MajorForm(request.POST or None), title=_("It is major"), save=save)


@login_required
@require_POST
def capa(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the responsible department for corrective action."""
    row = complaint_of(request, pk)
    made = actions.ask_correction(row, actor=request.user, now=timezone.now())
    return redirect(record_url("capa.capa", made.pk))


@login_required
@require_http_methods(ASK)
def customer(request: HttpRequest, pk: int) -> HttpResponse:
    """It is known now whose complaint it is."""
    row = complaint_of(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.set_customer(row, customer=data["customer"], actor=request.user, now=timezone.now())

    return _dialog(request, pk, CustomerForm(request.POST or None, viewer=request.user), title=_("Name the customer"), save=save)


@login_required
@require_http_methods(ASK)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else handles it."""
    row = complaint_of(request, pk)
    require(request.user, "assign", row)

    def save(data: dict[str, Any]) -> None:
        actions.assign_complaint(row, owner=data["owner"], reason=data["reason"], actor=request.user, now=timezone.now())

    return _dialog(request, pk, AssignForm(request.POST or None), title=_("Hand over"), save=save)

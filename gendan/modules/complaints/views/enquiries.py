"""Calls that are no complaints."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.complaints import actions
from gendan.modules.complaints.access import ENQUIRY as KIND
from gendan.modules.complaints.detail import ENQUIRY_PAGE
from gendan.modules.complaints.forms.intake import ComplaintForm, EnquiryForm
from gendan.modules.complaints.listing import ENQUIRIES
from gendan.modules.complaints.models import Complaint, Enquiry
from gendan.modules.complaints.views.complaints import SECTIONS
from gendan.modules.customers.models import Customer
from gendan.spine.access.queries import require, require_any
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
NEW = FormPage(
    key="enquiry", kind=KIND, title=gettext_lazy("Take a call"), form=EnquiryForm, submit=gettext_lazy("Write it down"),
    crumb=(gettext_lazy("Other calls"), "complaints:enquiries"),
)
TURN = FormPage(
    key="enquiry-complaint", title=gettext_lazy("It is a complaint"), form=ComplaintForm, submit=gettext_lazy("Register"), sections=SECTIONS,
    crumb=(gettext_lazy("Other calls"), "complaints:enquiries"),
)


def _enquiry(request: HttpRequest, pk: int) -> Enquiry:
    record: Enquiry = record_or_404(request, ENQUIRY_PAGE, pk)
    return record


@login_required
@require_GET
def enquiries(request: HttpRequest) -> HttpResponse:
    """The list."""
    return list_page(request, ENQUIRIES)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One call."""
    return record_page(request, ENQUIRY_PAGE, _enquiry(request, pk))


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest) -> HttpResponse:
    """Take a call."""
    require_any(request.user, "create", KIND)
    pk = request.POST.get("customer") or request.GET.get("customer", "")
    customer = Customer.objects.visible_to(request.user).filter(pk=pk).first() if pk.isdecimal() else None

    def save(data: dict[str, Any]) -> Enquiry:
        return actions.take_enquiry(data, actor=request.user, now=timezone.now())

    return form_page(request, NEW, save=save, form_kwargs={"viewer": request.user, "customer": customer}, cancel_url="")


@login_required
@require_http_methods(ASK)
def complain(request: HttpRequest, pk: int) -> HttpResponse:
    """It is a complaint after all."""
    row = _enquiry(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> Complaint:
        return actions.turn_into_complaint(row, values=data, actor=request.user, now=timezone.now())

    known = {
        "subject": row.subject, "text": row.text, "complainant_name": row.caller, "phone": row.phone, "channel": row.channel,
        "contact": row.contact_id,
    }
    return form_page(
        request, TURN, save=save, form_kwargs={"viewer": request.user, "customer": row.customer, "initial": known},
        cancel_url=record_url(KIND, pk),
    )

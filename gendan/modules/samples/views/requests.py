"""Samples for customers, and uniforms made to measure."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.customers.models import Customer
from gendan.modules.samples import actions
from gendan.modules.samples.access import PROJECT as PROJECT_KIND
from gendan.modules.samples.access import REQUEST as KIND
from gendan.modules.samples.detail import PROJECT_PAGE, REQUEST_PAGE, request_page
from gendan.modules.samples.forms import ProjectForm, RequestForm, RequirementsForm
from gendan.modules.samples.listing import PROJECTS, REQUESTS
from gendan.modules.samples.models import Project, SampleRequest
from gendan.spine.access.queries import require
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
NEW_REQUEST = FormPage(
    key="sample-request", kind=KIND, title=gettext_lazy("Ask for a sample"), form=RequestForm, submit=gettext_lazy("Ask"),
    note=gettext_lazy("The manager decides who pays; a new sample then takes seven days."),
    crumb=(gettext_lazy("Samples for customers"), "samples:requests"),
)
NEW_PROJECT = FormPage(
    key="uniforms", kind=PROJECT_KIND, title=gettext_lazy("Uniforms made to measure"), form=ProjectForm, submit=gettext_lazy("Begin"),
    crumb=(gettext_lazy("Uniforms made to measure"), "samples:projects"),
)
EDIT_PROJECT = FormPage(
    key="uniforms-edit", kind=PROJECT_KIND, title=gettext_lazy("Change the project"), form=ProjectForm, submit=gettext_lazy("Save"),
    crumb=(gettext_lazy("Uniforms made to measure"), "samples:projects"),
)


@login_required
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """The list, or the board."""
    return list_page(request, REQUESTS)


def _request(request: HttpRequest, pk: int) -> SampleRequest:
    return record_or_404(request, REQUEST_PAGE, pk)


@login_required
@require_GET
def request_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One sample for a customer."""
    return record_page(request, request_page(), _request(request, pk))


def _customer(request: HttpRequest, pk: int) -> Customer:
    row = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "follow", row)
    return row


@login_required
@require_http_methods(ASK)
def request_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a sample for a customer, perhaps for an opportunity."""
    customer = _customer(request, pk)

    def save(data: dict[str, Any]) -> SampleRequest:
        return actions.ask_sample(customer, values=data, actor=request.user, now=timezone.now())

    known = {name: request.GET[name] for name in ("opportunity", "sample") if request.GET.get(name, "").isdecimal()}
    return form_page(
        request, NEW_REQUEST, save=save, form_kwargs={"customer": customer, "viewer": request.user, "initial": known},
        cancel_url=record_url("customers.customer", pk),
    )


@login_required
@require_http_methods(ASK)
def required(request: HttpRequest, pk: int) -> HttpResponse:
    """F27.2: note requirements."""
    row = _request(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.note_requirements(row, values=data, actor=request.user, now=timezone.now())

    form = RequirementsForm(request.POST or None)
    return dialog_form(request, form, title=_("Requirements"), question=_("one a line"), save=save, back=f"{record_url(KIND, pk)}?tab=required")


@login_required
@require_GET
def projects(request: HttpRequest) -> HttpResponse:
    """The list, or the board."""
    return list_page(request, PROJECTS)


def _project(request: HttpRequest, pk: int) -> Project:
    return record_or_404(request, PROJECT_PAGE, pk)


@login_required
@require_GET
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """One project."""
    return record_page(request, PROJECT_PAGE, _project(request, pk))


@login_required
@require_http_methods(ASK)
def project_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin one for a customer, perhaps for an opportunity."""
    customer = _customer(request, pk)

    def save(data: dict[str, Any]) -> Project:
        return actions.begin_project(customer, values=data, actor=request.user, now=timezone.now())

    known = {"opportunity": request.GET["opportunity"]} if request.GET.get("opportunity", "").isdecimal() else {}
    return form_page(
        request, NEW_PROJECT, save=save, form_kwargs={"customer": customer, "viewer": request.user, "initial": known},
        cancel_url=record_url("customers.customer", pk),
    )


@login_required
@require_http_methods(ASK)
def project_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its head."""
    row = _project(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> Project:
        return actions.change_project(row, values=data, actor=request.user, now=timezone.now())

    return form_page(
        request, EDIT_PROJECT, save=save, form_kwargs={"customer": row.customer, "viewer": request.user, "instance": row},
        cancel_url=record_url(PROJECT_KIND, pk),
    )

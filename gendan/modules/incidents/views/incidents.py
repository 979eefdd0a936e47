"""Incidents: the list, the record, registering one, and the log with the carrier."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.incidents import actions
from gendan.modules.incidents.access import INCIDENT as KIND
from gendan.modules.incidents.detail import INCIDENT_PAGE, NOTICE_PAGE
from gendan.modules.incidents.forms import EnquiryForm, IncidentForm, OrdersForm
from gendan.modules.incidents.listing import INCIDENTS, NOTICES
from gendan.modules.incidents.models import Incident
from gendan.modules.orders.models import Order
from gendan.spine.access.queries import require, require_any
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
NEW = FormPage(
    key="incident", kind=KIND, title=gettext_lazy("Report an incident on the way"), form=IncidentForm, submit=gettext_lazy("Report"),
    sections=(
        Section(title=gettext_lazy("What happened"), wide=("notice",),
                fields=("mode", "conveyance", "voyage", "carrier", "place", "event", "occurred_at", "notice")),
        Section(title=gettext_lazy("Whom it concerns"), wide=("orders",), fields=("insured", "policy", "orders")),
    ),
    note=gettext_lazy("Every customer concerned is to be told at once; charges of these orders are held from now on."),
    crumb=(gettext_lazy("Transport incidents"), "incidents:list"),
)


@login_required
@require_GET
def incidents(request: HttpRequest) -> HttpResponse:
    """The list."""
    return list_page(request, INCIDENTS)


@login_required
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Who has to be told."""
    return list_page(request, NOTICES)


def _incident(request: HttpRequest, pk: int) -> Incident:
    return record_or_404(request, INCIDENT_PAGE, pk)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One incident."""
    return record_page(request, INCIDENT_PAGE, _incident(request, pk))


@login_required
@require_GET
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice to one customer."""
    row = record_or_404(request, NOTICE_PAGE, pk)
    return record_page(request, NOTICE_PAGE, row)


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest) -> HttpResponse:
    """The carrier has written."""
    require_any(request.user, "create", Incident)
    pk = request.GET.get("order", "")
    order = get_object_or_404(Order.objects.visible_to(request.user), pk=pk) if pk.isdecimal() else None

    def save(data: dict[str, Any]) -> Incident:
        orders = data.pop("orders")
        return actions.open_incident(values=data, orders=orders, actor=request.user, now=timezone.now())

    initial = {"orders": order.number if order else "", "occurred_at": timezone.localtime()}
    return form_page(request, NEW, save=save, form_kwargs={"viewer": request.user, "initial": initial})


@login_required
@require_http_methods(ASK)
def enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """A line of the log."""
    row = _incident(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.note_enquiry(row, values=data, actor=request.user, now=timezone.now())

    form = EnquiryForm(request.POST or None, initial={"with_whom": row.carrier})
    return dialog_form(request, form, title=_("Log with the carrier"), save=save, back=f"{record_url(KIND, pk)}?tab=carrier")


@login_required
@require_http_methods(ASK)
def orders(request: HttpRequest, pk: int) -> HttpResponse:
    """More orders were on board."""
    row = _incident(request, pk)
    require(request.user, "edit", row)

    def save(data: dict[str, Any]) -> None:
        actions.add_orders(row, orders=data["orders"], actor=request.user, now=timezone.now())

    form = OrdersForm(request.POST or None, viewer=request.user)
    return dialog_form(request, form, title=_("More orders on board"), save=save, back=record_url(KIND, pk))

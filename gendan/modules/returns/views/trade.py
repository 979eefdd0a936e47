"""Returns of customers: the list, the board, the record, registering one, and the inspection's lines."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.customers.models import Customer
from gendan.modules.orders.models import Order
from gendan.modules.returns import actions, sources
from gendan.modules.returns.access import RETURN as KIND
from gendan.modules.returns.detail import RETURN_PAGE, return_page
from gendan.modules.returns.forms.trade import LineForm, ReturnForm
from gendan.modules.returns.listing import RETURNS
from gendan.modules.returns.models import Return
from gendan.spine.access.queries import require, require_any
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage
from gendan.ui.form.page import form_page
from gendan.ui.form.rows import RowsPage, rows_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
NEW = FormPage(
    key="return", kind=KIND, title=gettext_lazy("Goods come back"), form=ReturnForm, submit=gettext_lazy("Register"),
    note=gettext_lazy("The warehouse takes them in, isolates and labels them; quality inspects before anything is settled."),
    crumb=(gettext_lazy("Returns"), "returns:list"),
)
LINES = RowsPage(
    key="lines", title=gettext_lazy("Inspection report"), form=LineForm, needed="item", wide=("requirement", "result"),
    note=gettext_lazy("Each finding a line; a small lot is inspected whole."),
)
LINE = ("item", "requirement", "result", "inspected", "defective", "defect")


@login_required
@require_GET
def returns(request: HttpRequest) -> HttpResponse:
    """The list, or the board."""
    return list_page(request, RETURNS)


def _return(request: HttpRequest, pk: int) -> Return:
    return record_or_404(request, RETURN_PAGE, pk)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One return."""
    return record_page(request, return_page(), _return(request, pk))


def _known(request: HttpRequest, customer: Customer) -> dict[str, Any]:
    pk = request.GET.get("order", "")
    order = Order.objects.visible_to(request.user).filter(pk=pk, customer=customer).first() if pk.isdecimal() else None
    return {"order": order.pk, "what": order.name, "contact": order.contact_id} if order else {}


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Register what a customer sends back; ?order=, or ?kind= and ?id= of the record that asks for it."""
    customer = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require_any(request.user, "create", Return)
    source = sources.of(request.GET.get("kind", ""), request.GET.get("id", ""), user=request.user)

    def save(data: dict[str, Any]) -> Return:
        complains = data.pop("complains", False)
        return actions.open_return(customer, values=data, source=source, complains=complains, actor=request.user, now=timezone.now())

    kwargs = {"customer": customer, "viewer": request.user, "initial": _known(request, customer), "asked_for": source is not None}
    return form_page(request, NEW, save=save, form_kwargs=kwargs, cancel_url=record_url("customers.customer", pk))


@login_required
@require_http_methods(ASK)
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """F56.6: the lines of the inspection report."""
    row = _return(request, pk)
    require(request.user, "edit", row)

    def save(rows: list[dict[str, Any]]) -> None:
        actions.write_inspection(row, rows=rows, actor=request.user, now=timezone.now())

    known = [{name: getattr(line, name) for name in LINE} for line in row.lines.all()]
    return rows_page(request, LINES, rows=known, save=save, back=f"{record_url(KIND, pk)}?tab=data", about=row)

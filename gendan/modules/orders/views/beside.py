"""Pages of coordinations, changes and rush requests."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.orders import actions
from gendan.modules.orders.access import COORDINATION, ORDER
from gendan.modules.orders.detail import CHANGE_PAGE, COORDINATION_PAGE, RUSH_PAGE
from gendan.modules.orders.forms import AnswerConfirmationForm, AskConfirmationForm, FormulaForm
from gendan.modules.orders.listing import CHANGES, COORDINATIONS, RUSHES
from gendan.modules.orders.models import Change, Coordination, Rush
from gendan.modules.orders.views.orders import order_of
from gendan.spine.access.queries import require
from gendan.ui.detail.page import record_page
from gendan.ui.form.dialog import dialog_form
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url


@login_required
@require_GET
def coordinations(request: HttpRequest) -> HttpResponse:
    """Special orders that are being made possible."""
    return list_page(request, COORDINATIONS)


@login_required
@require_GET
def coordination(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    rows = Coordination.objects.visible_to(request.user).select_related(*COORDINATION_PAGE.related)
    return record_page(request, COORDINATION_PAGE, get_object_or_404(rows, pk=pk))


@login_required
@require_http_methods(["GET", "POST"])
def formula(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version of formula and process."""
    record = get_object_or_404(Coordination.objects.visible_to(request.user).select_related("order"), pk=pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> None:
        actions.write_formula(record, **data, actor=request.user, now=timezone.now())

    last = record.formulas.first()
    names = ("product", "formula", "process", "materials")
    initial = {name: getattr(last, name) for name in names} if last else {}
    form = FormulaForm(request.POST or None, record=record, initial=initial)
    return dialog_form(
        request, form, title=_("Write formula and process"), save=save, back=f"{record_url(COORDINATION, pk)}?tab=data", done=_("Saved."),
        question=_("It becomes a version of its own; what was written before stays."),
    )


@login_required
@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """All changes that were asked for."""
    return list_page(request, CHANGES)


@login_required
@require_GET
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    rows = Change.objects.visible_to(request.user).select_related(*CHANGE_PAGE.related)
    return record_page(request, CHANGE_PAGE, get_object_or_404(rows, pk=pk))


@login_required
@require_GET
def rushes(request: HttpRequest) -> HttpResponse:
    """All requests to go first."""
    return list_page(request, RUSHES)


@login_required
@require_GET
def rush(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them, with the orders it pushes back."""
    rows = Rush.objects.visible_to(request.user).select_related(*RUSH_PAGE.related)
    return record_page(request, RUSH_PAGE, get_object_or_404(rows, pk=pk))


@login_required
@require_http_methods(["GET", "POST"])
def confirmation_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the customer to confirm a drawing or a version."""
    record = order_of(request, pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> None:
        actions.ask_confirmation(record, **data, actor=request.user, now=timezone.now())

    return dialog_form(
        request, AskConfirmationForm(request.POST or None, request.FILES or None), title=_("Ask to confirm"), submit=_("Ask to confirm"), save=save,
        back=f"{record_url(ORDER, pk)}?tab=confirmations", done=_("It stands on the customer's page of the order."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def confirmation(request: HttpRequest, pk: int, confirmation: int) -> HttpResponse:
    """Write down what the customer said."""
    record = order_of(request, pk)
    require(request.user, "edit", record)
    asked = get_object_or_404(record.confirmations, pk=confirmation)

    def save(data: dict[str, Any]) -> None:
        actions.answer_confirmation(asked, **data, actor=request.user, now=timezone.now())

    form = AnswerConfirmationForm(request.POST or None, initial={"name": record.contact.name if record.contact else ""})
    return dialog_form(
        request, form, title=_("Note the answer"), save=save, question=asked.subject, back=f"{record_url(ORDER, pk)}?tab=confirmations",
        done=_("Recorded."),
    )

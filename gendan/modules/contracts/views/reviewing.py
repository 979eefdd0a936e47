"""What is done with a contract in small dialogs: submit, differences, the warehouse, both signatures, changes, renewals."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gendan.modules.contracts import actions, queries
from gendan.modules.contracts.access import CONTRACT as KIND
from gendan.modules.contracts.forms import (
    AmendForm,
    DifferenceForm,
    NoOrderForm,
    ResolutionForm,
    SignatureForm,
    StockForm,
)
from gendan.modules.contracts.models import Contract
from gendan.modules.contracts.views.contracts import record_of
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.records import record_url

ASK = ["GET", "POST"]


def _page(record: Contract, tab: str = "") -> str:
    return f"{record_url(KIND, record.pk)}{f'?tab={tab}' if tab else ''}"


@login_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the review begin."""
    record = actions.submit_contract(record_of(request, pk), actor=request.user, now=timezone.now())
    messages.success(request, _("Those who review it know."))
    return gone(request, _page(record, "review"))


@login_required
@require_http_methods(ASK)
def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a point that both see differently."""
    record = record_of(request, pk)
    return dialog_form(
        request, DifferenceForm(request.POST or None), title=_("Note a difference"), back=_page(record, "review"),
        save=lambda data: actions.raise_difference(record, **data, actor=request.user, now=timezone.now()),
    )


@login_required
@require_http_methods(ASK)
def resolve(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """Close it with what was agreed."""
    record = record_of(request, pk)
    point = get_object_or_404(record.differences.select_related("contract"), pk=row)
    return dialog_form(
        request, ResolutionForm(request.POST or None, request.FILES or None), title=_("Resolved: %(point)s") % {"point": point},
        back=_page(record, "review"),
        save=lambda data: actions.close_difference(point, **data, actor=request.user, now=timezone.now()),
    )


@login_required
@require_http_methods(ASK)
def stock(request: HttpRequest, pk: int) -> HttpResponse:
    """The warehouse answers."""
    record = record_of(request, pk)
    check = get_object_or_404(queries.checks_of(record))
    return dialog_form(
        request, StockForm(request.POST or None), title=_("Is it in stock?"), submit=_("Answer"), back=_page(record, "review"),
        save=lambda data: actions.answer_stock(check, **data, actor=request.user, now=timezone.now()),
    )


@login_required
@require_http_methods(ASK)
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Both have signed: when, who, and the paper."""
    record = record_of(request, pk)
    usual = {"signed_on": timezone.localdate(), "their_signatory": record.contact.name if record.contact else ""}
    return dialog_form(
        request, SignatureForm(request.POST or None, request.FILES or None, initial=usual), title=_("Both have signed"), back=_page(record),
        done=_("Signed; the archive is asked to file it."),
        save=lambda data: actions.sign_contract(record, **data, actor=request.user, now=timezone.now()),
    )


@login_required
@require_POST
def check_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Whether the kept file is the one that was signed."""
    record = record_of(request, pk)
    if actions.check_copy(record, actor=request.user, now=timezone.now()):
        messages.success(request, _("The signed copy is unchanged."))
    else:
        messages.error(request, _("The kept file is not the one that was signed: ask the archive for the paper."))
    return gone(request, f"{_page(record)}?tab=data")


@login_required
@require_http_methods(ASK)
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a change: a new version, which goes through the review."""
    record = record_of(request, pk)
    made: list[Contract] = []

    def save(data: dict[str, Any]) -> None:
        made.append(actions.amend_contract(record, **data, actor=request.user, now=timezone.now()))

    answer = dialog_form(
        request, AmendForm(request.POST or None), title=_("Change the contract"), submit=_("Begin the change"), save=save, back=_page(record),
        question=_("What was signed stays as it is until both have signed the new version."),
    )
    return gone(request, _page(made[0])) if made else answer


@login_required
@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the contract of the next term."""
    return gone(request, _page(actions.renew_contract(record_of(request, pk), actor=request.user, now=timezone.now())))


@login_required
@require_http_methods(ASK)
def no_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Why there is no order."""
    record = record_of(request, pk)
    return dialog_form(
        request, NoOrderForm(request.POST or None, initial={"reason": record.no_order_reason}), title=_("Why no order"), back=_page(record),
        save=lambda data: actions.explain_no_order(record, **data, actor=request.user, now=timezone.now()),
    )

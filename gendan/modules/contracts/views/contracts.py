"""Pages of contracts: the list and board, the record, writing one, and its rows."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.contracts import actions
from gendan.modules.contracts.access import CONTRACT as KIND
from gendan.modules.contracts.detail import CONTRACT_PAGE, contract_page
from gendan.modules.contracts.forms import (
    ContractForm,
    CustomerForm,
    LineForm,
    RequirementForm,
    TermForm,
)
from gendan.modules.contracts.listing import CONTRACTS
from gendan.modules.contracts.models import Contract
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.quotes.models import Quote
from gendan.spine.access.queries import require, require_any
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.form.page import form_page
from gendan.ui.form.rows import RowsPage, rows_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
TERM = ("share", "after", "days", "note")
REQUIREMENT = ("nature", "text", "is_special", "met", "answer")
WHAT = Section(
    title=pgettext_lazy("form", "The contract"),
    fields=("name", "change_reason", "kind", "contact", "opportunity", "market", "currency", "settlement", "starts_on", "ends_on"),
    wide=("name", "change_reason"),
)
REQUIREMENTS = Section(
    title=gettext_lazy("Delivery and requirements"),
    fields=("delivery_on", "delivery_terms", "taken", "noted", "special", "special_reason", "main_terms"),
    wide=("main_terms", "noted"),
)
PAGE = FormPage(
    key="contract", kind=KIND, title=gettext_lazy("Contract"), form=ContractForm, submit=gettext_lazy("Save"), sections=(WHAT, REQUIREMENTS),
    note=gettext_lazy("What is sold, required and paid follows on its page."), crumb=(gettext_lazy("Contracts"), "contracts:list"),
)
LINES = RowsPage(key="lines", title=gettext_lazy("What is sold"), form=LineForm, needed="quantity", wide=("name",),
                 note=gettext_lazy("Name, unit and price follow from the product where they are left empty."))
TERMS = RowsPage(key="terms", title=gettext_lazy("Payments"), form=TermForm, needed="share", wide=("note",), blank=2,
                 note=gettext_lazy("Together 100 percent."))
ASKED = RowsPage(key="requirements", title=gettext_lazy("Requirements"), form=RequirementForm, needed="text", wide=("text", "answer"))


def record_of(request: HttpRequest, pk: int) -> Contract:
    """The contract, if this person sees it."""
    record: Contract = record_or_404(request, CONTRACT_PAGE, pk)
    return record


@login_required
@require_GET
def contracts(request: HttpRequest) -> HttpResponse:
    """The list, or the board with ?layout=board."""
    return list_page(request, CONTRACTS)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One contract."""
    return record_page(request, contract_page(), record_of(request, pk))


def _wanted(request: HttpRequest, name: str, model: Any) -> Any:
    given = request.GET.get(name, "")
    return get_object_or_404(model.objects.visible_to(request.user), pk=int(given)) if given.isdecimal() else None


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest) -> HttpResponse:
    """Write a new one for ?customer= or ?opportunity=; without them the customer is asked for first."""
    require_any(request.user, "create", KIND)
    deal, quote = _wanted(request, "opportunity", Opportunity), _wanted(request, "quote", Quote)
    first = quote or deal
    customer = first.customer if first else _wanted(request, "customer", Customer)
    if customer is None:
        return _choose_customer(request)

    def save(data: dict[str, Any]) -> Contract:
        data.pop("revision", None)
        chosen = data.pop("opportunity", None)
        if quote is not None:
            kept = {name: data[name] for name in ("name", "kind", "contact", "taken", "noted", "settlement", "delivery_on", "starts_on",
                                                   "ends_on", "special", "special_reason", "main_terms")}
            return actions.draft_from_quote(quote, **kept, actor=request.user, now=timezone.now())
        if chosen is not None:
            return actions.draft_from_opportunity(chosen, **data, actor=request.user, now=timezone.now())
        return actions.draft_contract(customer, **data, actor=request.user, now=timezone.now())

    initial = {"opportunity": deal or (quote.opportunity if quote else None), "name": first.name if first else "",
               "contact": first.contact_id if first else None}
    kwargs = {"customer": customer, "viewer": request.user, "initial": initial}
    return form_page(request, PAGE, save=save, form_kwargs=kwargs, cancel_url=record_url("customers.customer", customer.pk))


def _choose_customer(request: HttpRequest) -> HttpResponse:
    form = CustomerForm(request.POST or None, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        return gone(request, f"{reverse('contracts:create')}?customer={form.cleaned_data['customer'].pk}")
    return dialog_form(
        request, form, title=_("For which customer?"), submit=_("Go on"), save=lambda _data: None, back=reverse("contracts:list"),
    )


@login_required
@require_http_methods(ASK)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the head; two people on one record meet the comparison."""
    record = record_of(request, pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> Contract:
        return actions.change_contract(record, **data, actor=request.user, now=timezone.now())

    kwargs = {"customer": record.customer, "viewer": request.user, "instance": record}
    return form_page(request, PAGE, save=save, form_kwargs=kwargs, cancel_url=record_url(KIND, pk))


@login_required
@require_http_methods(ASK)
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """What is sold."""
    record = record_of(request, pk)
    require(request.user, "edit", record)
    names = ("product", "name", "specification", "quantity", "unit", "price", "tax_rate")
    rows = [{name: _plain(getattr(line, name)) for name in names} for line in record.lines.select_related("product")]
    return rows_page(
        request, LINES, rows=rows, back=record_url(KIND, pk), about=record, form_kwargs={"viewer": request.user},
        save=lambda given: actions.set_lines(record, lines=given, actor=request.user, now=timezone.now()),
    )


def _plain(value: Any) -> Any:
    """Decimals without the zeros that nobody wrote."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


@login_required
@require_http_methods(ASK)
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """How it is paid."""
    record = record_of(request, pk)
    require(request.user, "edit", record)
    rows = [{name: _plain(getattr(term, name)) for name in TERM} for term in record.terms.all()]
    return rows_page(
        request, TERMS, rows=rows, back=record_url(KIND, pk), about=record,
        save=lambda given: actions.set_terms(record, terms=given, actor=request.user, now=timezone.now()),
    )


@login_required
@require_http_methods(ASK)
def requirements(request: HttpRequest, pk: int) -> HttpResponse:
    """What the goods must fulfil, and whether they can."""
    record = record_of(request, pk)
    require(request.user, "edit", record)
    rows = [{name: getattr(row, name) for name in REQUIREMENT} for row in record.requirements.all()]
    return rows_page(
        request, ASKED, rows=rows, back=f"{record_url(KIND, pk)}?tab=review", about=record,
        save=lambda given: actions.set_requirements(record, requirements=given, actor=request.user, now=timezone.now()),
    )

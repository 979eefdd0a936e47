"""The list, the record, the enquiry, its terms and costs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.quotes import actions, queries
from gendan.modules.quotes.access import KIND
from gendan.modules.quotes.detail import PAGE, page_for
from gendan.modules.quotes.forms import AssignForm, FactoryOfferForm, QuoteForm, TermsForm
from gendan.modules.quotes.listing import QUOTES
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.words import Enquiry
from gendan.spine.access.queries import require, require_any
from gendan.spine.refusal import Refusal
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.dialog import dialog_form
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
CRUMB = (gettext_lazy("Quotations"), "quotes:list")
WHO = Section(title=gettext_lazy("Who asks"), fields=("customer_name", "contact", "opportunity", "market", "enquiry", "enquired_at"))
WHAT = Section(title=gettext_lazy("What they ask"), fields=("name", "currency", "wanted"), wide=("wanted",))
NEW = FormPage(
    key="quote", kind=KIND, title=gettext_lazy("New quotation"), form=QuoteForm, submit=gettext_lazy("Write the lines"),
    sections=(WHO, WHAT), crumb=CRUMB, note=gettext_lazy("The price is due by the end of the same day."),
)
EDIT = FormPage(
    key="quote-edit", kind=KIND, title=gettext_lazy("Change a quotation"), form=QuoteForm, submit=gettext_lazy("Save"),
    sections=(WHO, WHAT), crumb=CRUMB,
)
DELIVERY = Section(
    title=gettext_lazy("Terms"),
    fields=("currency", "valid_until", "incoterm", "incoterm_place", "payment_terms", "delivery_terms", "note"), wide=("note",),
)
COSTS = Section(
    title=gettext_lazy("Costs"), note=gettext_lazy("in yuan with tax; freight counts where the term says that it is prepaid"),
    fields=("domestic_costs", "freight", "carrier", "company_costs", "profit_percent"),
)
TERMS = FormPage(
    key="quote-terms", title=gettext_lazy("Terms and costs"), form=TermsForm, submit=gettext_lazy("Save"),
    sections=(DELIVERY, COSTS), crumb=CRUMB,
)


def record_of(request: HttpRequest, pk: int) -> Quote:
    """The quotation, as far as the person sees it."""
    record: Quote = record_or_404(request, PAGE, pk)
    return record


@login_required
@require_GET
def quotes(request: HttpRequest) -> HttpResponse:
    """The list, or the board with ?layout=board."""
    return list_page(request, QUOTES)


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One quotation."""
    record = record_of(request, pk)
    return record_page(request, page_for(request.user, record), record)


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest) -> HttpResponse:
    """An enquiry has come from a customer, perhaps within an opportunity; then the lines are written."""
    require_any(request.user, "create", KIND)
    customer, opportunity = _asked_for(request)
    if customer is None:
        messages.info(request, _("Choose the customer first; the button stands on the customer's page."))
        return redirect("customers:list")

    def save(data: dict[str, Any]) -> str:
        given = {name: value for name, value in data.items() if name not in ("customer", "customer_name")}
        quote = actions.new_quote(data["customer"], actor=request.user, now=timezone.now(), **given)
        return reverse("quotes:lines", args=[quote.pk])

    initial = {
        "enquired_at": timezone.localtime(), "enquiry": Enquiry.MAIL, "opportunity": opportunity,
        "name": opportunity.name if opportunity else "", "contact": opportunity.contact if opportunity else None,
    }
    kwargs = {"viewer": request.user, "customer": customer, "initial": initial}
    return form_page(request, NEW, save=save, form_kwargs=kwargs, cancel_url=record_url("customers.customer", customer.pk))


def _asked_for(request: HttpRequest) -> tuple[Customer | None, Opportunity | None]:
    """The customer and opportunity that the address or the sent form names."""
    wanted = request.GET.get("opportunity", "")
    opportunity = get_object_or_404(Opportunity.objects.visible_to(request.user), pk=wanted) if wanted.isdecimal() else None
    named = request.POST.get("customer") or request.GET.get("customer") or ""
    if opportunity is not None and opportunity.customer_id is not None:
        named = str(opportunity.customer_id)
    if not named.isdecimal():
        return None, opportunity
    return get_object_or_404(Customer.objects.visible_to(request.user), pk=named), opportunity


@login_required
@require_http_methods(ASK)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the enquiry."""
    record = record_of(request, pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> Quote:
        return actions.change_quote(record, values=data, actor=request.user, now=timezone.now())

    kwargs = {"viewer": request.user, "customer": record.customer, "instance": record}
    return form_page(request, EDIT, save=save, form_kwargs=kwargs, cancel_url=record_url(KIND, pk))


@login_required
@require_http_methods(ASK)
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """Terms and costs of the version that is being written."""
    record = record_of(request, pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> Quote:
        actions.write_terms(record, values=data, actor=request.user, now=timezone.now())
        return record

    kwargs = {"instance": record.current, "with_costs": queries.sees_costs(request.user, record)}
    return form_page(request, TERMS, save=save, form_kwargs=kwargs, cancel_url=record_url(KIND, pk))


@login_required
@require_POST
def by_costs(request: HttpRequest, pk: int) -> HttpResponse:
    """Work the prices out from the costs (F68.1)."""
    record = record_of(request, pk)
    try:
        actions.price_by_costs(record, actor=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.warning(request, str(refusal.reason))
        return redirect(f"{record_url(KIND, pk)}?tab=costs")
    messages.success(request, _("The prices bear the costs and the profit wanted."))
    return redirect(f"{record_url(KIND, pk)}?tab=offer")


@login_required
@require_http_methods(ASK)
def factory(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach what the factory wrote (F68.1)."""
    record = record_of(request, pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> None:
        actions.add_factory_offer(record, paper=data.pop("paper"), values=data, actor=request.user, now=timezone.now())

    form = FactoryOfferForm(request.POST or None, request.FILES or None, initial={"quoted_on": timezone.localdate()})
    back = f"{record_url(KIND, pk)}?tab=costs"
    return dialog_form(request, form, title=_("The factory's price in writing"), save=save, back=back, done=_("Recorded."))


@login_required
@require_http_methods(ASK)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to another person."""
    record = record_of(request, pk)
    require(request.user, "assign", record)

    def save(data: dict[str, Any]) -> None:
        actions.assign_quote(record, actor=request.user, now=timezone.now(), **data)

    form = AssignForm(request.POST or None)
    back = record_url(KIND, pk)
    return dialog_form(request, form, title=_("Hand over"), submit=_("Hand over"), save=save, back=back, done=_("Handed over."))

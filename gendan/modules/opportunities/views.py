"""Pages of opportunities: the list and board, the record, registration, and the small dialogs around it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from gendan.modules.customers.similar import Similar
from gendan.modules.opportunities import actions, bin, contract, registration  # noqa: A004 the recycle bin
from gendan.modules.opportunities.detail import OPPORTUNITY_PAGE, opportunity_page
from gendan.modules.opportunities.forms import (
    AssignForm,
    ChooseCustomerForm,
    CompetitorForm,
    CompetitorMetForm,
    DeliveryForm,
    LinesForm,
    OpportunityForm,
    PaymentForm,
)
from gendan.modules.opportunities.listing import COMPETITORS, OPPORTUNITIES
from gendan.modules.opportunities.models import Competitor, Opportunity
from gendan.spine.access.queries import require, require_any
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.form.fields import ReasonForm
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
KIND = "opportunities.opportunity"

WHO = Section(title=gettext_lazy("Who wants to buy"), fields=("customer_name", "contact_name", "phone", "region"))
WHAT = Section(
    title=gettext_lazy("What they want to buy"),
    fields=("name", "products", "amount", "expected_on", "source", "rivals", "current_supplier", "initiation"),
    wide=("name", "initiation"),
)
NEXT = Section(title=gettext_lazy("Next step"), fields=("next_due_at", "next_title"))
REGISTER = FormPage(
    key="opportunity",
    kind=KIND,
    title=gettext_lazy("Register an opportunity"),
    form=OpportunityForm,
    submit=gettext_lazy("Register"),
    sections=(WHO, WHAT, NEXT),
    note=gettext_lazy("It is reviewed by the sales head; the customer is entered with it."),
    crumb=(gettext_lazy("Opportunities"), "opportunities:list"),
    aside="opportunities/matches.html",
    foot="customers/register_foot.html",
)
COMPETITOR = FormPage(
    key="competitor",
    kind="opportunities.competitor",
    title=gettext_lazy("Competitor"),
    form=CompetitorForm,
    submit=gettext_lazy("Save"),
    note=gettext_lazy("public information only"),
    crumb=(gettext_lazy("Competitors"), "opportunities:competitors"),
)
EDIT = FormPage(
    key="opportunity-edit",
    kind=KIND,
    title=gettext_lazy("Change an opportunity"),
    form=OpportunityForm,
    submit=gettext_lazy("Save"),
    sections=(WHO, WHAT),
    crumb=(gettext_lazy("Opportunities"), "opportunities:list"),
)


def _record(request: HttpRequest, pk: int) -> Opportunity:
    record: Opportunity = record_or_404(request, OPPORTUNITY_PAGE, pk)
    return record


@login_required
def opportunities(request: HttpRequest) -> HttpResponse:
    """The list, or the board with ?layout=board."""
    return list_page(request, OPPORTUNITIES)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One opportunity."""
    return record_page(request, opportunity_page(), _record(request, pk))


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest) -> HttpResponse:
    """Enter opportunity and customer and submit them for review (F38.1)."""
    require_any(request.user, "create", KIND)

    def save(data: dict[str, Any]) -> Opportunity:
        return registration.register(data, actor=request.user, now=timezone.now())

    initial = registration.initial_of(request.GET, viewer=request.user)
    return form_page(
        request, REGISTER, save=save, form_kwargs={"viewer": request.user, "initial": initial},
        cancel_url=request.GET.get("back", ""),
    )


@login_required
@require_POST
def matches(request: HttpRequest) -> HttpResponse:
    """The like customers for what has been typed so far, masked where this person has no right."""
    require_any(request.user, "create", KIND)
    similar = Similar(request, name_field="customer_name")
    return render(request, "customers/like_ones.html", {"similar": similar, "form_id": REGISTER.key, "fragment": True})


@login_required
@require_http_methods(ASK)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the fields; two people on one record meet the comparison."""
    record = _record(request, pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> Opportunity:
        return registration.change(record, data, actor=request.user, now=timezone.now())

    return form_page(
        request, EDIT, save=save, form_kwargs={"viewer": request.user, "instance": record},
        cancel_url=record_url(KIND, pk),
    )


@login_required
@require_http_methods(ASK)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to another person."""
    record = _record(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.assign_opportunity(record, actor=request.user, now=timezone.now(), **data)

    return dialog_form(
        request, AssignForm(request.POST or None), title=_("Hand over"), submit=_("Hand over"), save=save,
        back=record_url(KIND, pk), done=_("Handed over."),
    )


@login_required
@require_http_methods(ASK)
def bin_opportunity(request: HttpRequest, pk: int) -> HttpResponse:
    """Move it to the recycle bin; there is nothing to go back to but the list."""
    record = _record(request, pk)

    def save(data: dict[str, Any]) -> None:
        bin.move_to_bin(record, reason=data["reason"], actor=request.user, now=timezone.now())

    return dialog_form(
        request, ReasonForm(request.POST or None), title=_("Delete"), submit=_("Delete"), save=save,
        question=_("It stays in the recycle bin for a while and can be restored."), back=reverse("opportunities:list"),
        done=_("%(name)s is in the recycle bin.") % {"name": record},
    )


@login_required
@require_http_methods(ASK)
def competitor(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a competitor met on the way."""
    record = _record(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.meet_competitor(record, actor=request.user, now=timezone.now(), **data)

    return dialog_form(
        request, CompetitorMetForm(request.POST or None), title=_("Competitor met"), save=save,
        back=record_url(KIND, pk), done=_("Recorded."),
    )


@login_required
@require_http_methods(ASK)
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The products wanted, with quantities and prices."""
    record = _record(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.set_lines(record, lines=data["lines"], actor=request.user, now=timezone.now())

    return dialog_form(
        request, LinesForm(request.POST or None, record=record), title=_("Products wanted"), save=save,
        back=record_url(KIND, pk), done=_("Saved."),
    )


@login_required
@require_http_methods(ASK)
def payment(request: HttpRequest, pk: int) -> HttpResponse:
    """Money has come in."""
    record = _record(request, pk)

    def save(data: dict[str, Any]) -> None:
        contract.record_payment(record, actor=request.user, now=timezone.now(), **data)

    form = PaymentForm(request.POST or None, initial={"paid_on": timezone.localdate(), "amount": contract.owed(record)})
    return dialog_form(
        request, form, title=_("Payment received"), save=save, back=f"{record_url(KIND, pk)}?tab=contract",
        done=_("Recorded."),
    )


@login_required
@require_http_methods(ASK)
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the goods have come."""
    record = _record(request, pk)

    def save(data: dict[str, Any]) -> None:
        contract.set_delivery(record, actor=request.user, now=timezone.now(), **data)

    form = DeliveryForm(request.POST or None, initial={"delivery": record.delivery})
    return dialog_form(
        request, form, title=_("Delivery"), save=save, back=f"{record_url(KIND, pk)}?tab=contract", done=_("Recorded."),
    )


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Buy again: a new draft with the same customer and products."""
    made = contract.buy_again(_record(request, pk), actor=request.user, now=timezone.now())
    return gone(request, record_url(KIND, made.pk))


@login_required
@require_http_methods(ASK)
def choose_customer(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the customer of an opportunity that came without one."""
    record = _record(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.choose_customer(record, customer=data["customer"], actor=request.user, now=timezone.now())

    return dialog_form(
        request, ChooseCustomerForm(request.POST or None, viewer=request.user), title=_("Choose the customer"),
        save=save, back=record_url(KIND, pk), done=_("Saved."),
    )


# -- competitors ------------------------------------------------------------------------------------------------


@login_required
def competitors(request: HttpRequest) -> HttpResponse:
    """All competitors with how often they were met, beaten and lost to."""
    return list_page(request, COMPETITORS)


@login_required
@require_http_methods(ASK)
def competitor_new(request: HttpRequest) -> HttpResponse:
    """Add a competitor."""
    require_any(request.user, "create", "opportunities.competitor")
    return _competitor_form(request, None)


@login_required
@require_http_methods(ASK)
def competitor_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of a competitor."""
    found = get_object_or_404(Competitor.objects.visible_to(request.user), pk=pk)
    require(request.user, "edit", found)
    return _competitor_form(request, found)


def _competitor_form(request: HttpRequest, found: Competitor | None) -> HttpResponse:
    def save(data: dict[str, Any]) -> Competitor:
        return actions.write_competitor(found, values=data, actor=request.user, now=timezone.now())

    back = reverse("opportunities:competitors")
    kwargs = {"instance": found} if found else {}
    return form_page(request, COMPETITOR, save=save, form_kwargs=kwargs, cancel_url=back, goes_to=back)

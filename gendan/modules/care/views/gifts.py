"""Gifts, budgets and referrals."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.care import actions, queries
from gendan.modules.care.detail import GIFT_PAGE, REFERRAL_PAGE
from gendan.modules.care.forms import BudgetForm, ClaimForm, GiftForm, ReferralForm, TermsForm
from gendan.modules.care.listing import GIFTS, REFERRALS
from gendan.modules.care.models import Gift, Occasion, Referral
from gendan.modules.care.words import GiftKind
from gendan.modules.customers.models import Contact, Customer
from gendan.spine.access.queries import may_any, require, require_any
from gendan.ui.detail.page import record_page
from gendan.ui.form.dialog import dialog_form
from gendan.ui.listing.page import list_page

ASK = ["GET", "POST"]


@login_required
@require_GET
def gifts(request: HttpRequest) -> HttpResponse:
    """The register."""
    return list_page(request, GIFTS)


@login_required
@require_GET
def gift(request: HttpRequest, pk: int) -> HttpResponse:
    """One line of it."""
    rows = Gift.objects.visible_to(request.user).select_related(*GIFT_PAGE.related)
    return record_page(request, GIFT_PAGE, get_object_or_404(rows, pk=pk))


def _customer(request: HttpRequest, pk: int) -> Customer:
    row = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "follow", row)
    return row


def _back(customer: Customer) -> str:
    return f"{reverse('customers:detail', args=[customer.pk])}?tab=care"


@login_required
@require_http_methods(ASK)
def gift_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a gift, perhaps for an occasion."""
    row = _customer(request, pk)
    wanted = request.GET.get("occasion", "")
    occasion = Occasion.objects.visible_to(request.user).filter(customer=row, pk=int(wanted)).first() if wanted.isdecimal() else None

    def save(data: dict[str, Any]) -> None:
        actions.ask_gift(data.pop("contact"), **data, occasion=occasion, actor=request.user, now=timezone.now())

    planned = {"contact": occasion.contact_id, "what": occasion.gift, "cost": occasion.budget, "reason": occasion.title} if occasion else {}
    form = GiftForm(request.POST or None, customer=row, initial=planned)
    return dialog_form(
        request, form, title=_("Ask for a gift"), submit=_("Ask for a gift"), save=save, back=_back(row), done=_("Those who approve it know."),
    )


@login_required
@require_http_methods(ASK)
def terms(request: HttpRequest, pk: int) -> HttpResponse:
    """As whom a person acts, and whether gifts are wanted."""
    contact = get_object_or_404(Contact.objects.visible_to(request.user).select_related("customer"), pk=pk)
    require(request.user, "edit", contact.customer)

    def save(data: dict[str, Any]) -> None:
        actions.write_terms(contact, **data, actor=request.user, now=timezone.now())

    form = TermsForm(request.POST or None, instance=queries.terms_of(contact))
    title = _("What %(name)s may be given") % {"name": contact.name}
    return dialog_form(request, form, title=title, save=save, back=_back(contact.customer))


@login_required
@require_GET
def budgets(request: HttpRequest) -> HttpResponse:
    """The budgets of a year with what is used."""
    require_any(request.user, "budget", Gift)
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isdecimal() and len(wanted) == 4 else timezone.localdate().year
    return render(request, "care/budgets.html", {
        "year": year, "budgets": queries.budgets(year=year), "may_set": may_any(request.user, "budget", "care.gift"),
    })


@login_required
@require_http_methods(ASK)
def budget(request: HttpRequest) -> HttpResponse:
    """Set one."""
    require_any(request.user, "budget", Gift)

    def save(data: dict[str, Any]) -> None:
        actions.set_budget(data.pop("department"), **data, actor=request.user, now=timezone.now())

    form = BudgetForm(request.POST or None, initial={"year": timezone.localdate().year} | request.GET.dict())
    return dialog_form(request, form, title=_("Gift budget"), save=save, back=reverse("care:budgets"))


@login_required
@require_GET
def referrals(request: HttpRequest) -> HttpResponse:
    """All referrals."""
    return list_page(request, REFERRALS)


@login_required
@require_GET
def referral(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them."""
    rows = Referral.objects.visible_to(request.user).select_related(*REFERRAL_PAGE.related)
    return record_page(request, REFERRAL_PAGE, get_object_or_404(rows, pk=pk))


@login_required
@require_http_methods(ASK)
def referral_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody has named somebody."""
    row = _customer(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.note_referral(data.pop("contact"), **data, actor=request.user, now=timezone.now())

    form = ReferralForm(request.POST or None, customer=row)
    return dialog_form(request, form, title=_("Note a referral"), save=save, back=_back(row))


@login_required
@require_http_methods(ASK)
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody claims a deal afterwards."""
    row = _customer(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.claim_reward(data.pop("contact"), **data, actor=request.user, now=timezone.now())

    form = ClaimForm(request.POST or None, customer=row)
    question = _("The head verifies it at once. Apologise, and ask to have the name on the card next time.")
    return dialog_form(request, form, title=_("Late claim"), question=question, save=save, back=_back(row))


@login_required
@require_http_methods(ASK)
def reward(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reward of a referral."""
    record = get_object_or_404(Referral.objects.visible_to(request.user).select_related("contact", "customer"), pk=pk)
    require(request.user, "follow", record.customer)

    def save(data: dict[str, Any]) -> None:
        wanted = {name: data[name] for name in ("kind", "what", "cost")}
        actions.ask_reward(record, **wanted, actor=request.user, now=timezone.now())

    usual = {"contact": record.contact_id, "kind": GiftKind.CASH, "what": _("reward"), "reason": record.number,
             "cost": actions.reward_of(timezone.now())}
    form = GiftForm(request.POST or None, customer=record.customer, initial=usual)
    return dialog_form(
        request, form, title=_("Ask for the reward"), submit=_("Ask for the reward"), save=save, back=reverse("care:referral", args=[pk]),
        question=_("Whoever declines money may be offered a gift or a meal; whoever wants nothing is thanked."),
    )

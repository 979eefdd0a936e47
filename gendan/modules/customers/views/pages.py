"""The list, the record page, the forms and the archive card."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.customers import detail as page
from gendan.modules.customers import queries
from gendan.modules.customers.actions import change_customer, register_customer
from gendan.modules.customers.actions.registration import NextStep
from gendan.modules.customers.forms import (
    CLASSES,
    EDITABLE,
    FINDINGS,
    FIRM,
    IDENTITY,
    NOTES,
    ORIGIN,
    PLACE,
    TRADE,
    CustomerForm,
    RegisterForm,
)
from gendan.modules.customers.listing import CONTACTS, CUSTOMERS
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.customers.procedure import ENTRANCES, PROCEDURE
from gendan.modules.customers.similar import Similar
from gendan.spine.access.queries import require, require_any, seen
from gendan.ui.detail.page import record_page
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.page import form_page
from gendan.ui.listing.filters import Asked
from gendan.ui.listing.page import list_page

CRUMB = (_("Customers"), "customers:list")
REGISTER = FormPage(
    key="customer-new",
    kind="customers.customer",
    title=_("New customer"),
    form=RegisterForm,
    submit=_("Register"),
    crumb=CRUMB,
    note=_("Compared with all customers while you type"),
    sections=(
        Section(title=pgettext_lazy("customer", "Who"), fields=("name", "credit_code", "phone", "email", "contact_name", "contact_mobile",
                                        "contact_position", "nature")),
        Section(title=_("Where it comes from and stands"), fields=("source", "source_note", "state", "abc", "industry",
                                                                   "province", "city", "address")),
        Section(title=_("Next step"), fields=("next_at", "next_title")),
        Section(title=_("More"), folded=True, fields=("short_name", "foreign", "in_province", "mobile", "fax", "website")),
    ),
    aside="customers/matches.html",
    foot="customers/register_foot.html",
)
EDIT = FormPage(
    key="customer-edit",
    kind="customers.customer",
    title=_("Edit customer"),
    form=CustomerForm,
    submit=_("Save"),
    crumb=CRUMB,
    sections=(
        Section(title=_("Identity"), fields=IDENTITY),
        Section(title=_("Where and how to reach"), fields=PLACE),
        Section(title=_("Classes"), fields=(*CLASSES, *ORIGIN)),
        Section(title=_("The firm"), fields=FIRM),
        Section(title=_("What visits found"), fields=FINDINGS, wide=("situation", "analysis")),
        Section(title=_("Key notes"), fields=NOTES, folded=True),
        Section(title=_("Trade, credit and image"), fields=TRADE, folded=True, wide=("usage_record",)),
    ),
)


@login_required
@require_GET
def customers(request: HttpRequest) -> HttpResponse:
    """All customers that the person sees (F84.1)."""
    return list_page(request, CUSTOMERS)


@login_required
@require_GET
def contacts(request: HttpRequest) -> HttpResponse:
    """All people at the customers that the person sees."""
    return list_page(request, CONTACTS)


@login_required
@require_GET
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """A person is shown among the people of the customer."""
    found = get_object_or_404(Contact.objects.visible_to(request.user), pk=pk)
    return redirect(reverse("customers:detail", args=[found.customer_id]) + f"?tab=contacts#contact-{pk}")


@login_required
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One customer with everything under it (F84.4, F107.1)."""
    declared = page.customer_page()
    record = seen(Customer, pk, request.user, beside=tuple(declared.related))
    if record is None or record.merged_into_id:
        heir = queries.survivor_of(pk)
        if heir is not None and seen(Customer, heir, request.user):
            return redirect("customers:detail", heir)
    if record is None:
        raise Http404
    return record_page(request, declared, record)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Register a customer, with the like ones beside the form."""
    require_any(request.user, "create", Customer)
    states = [(key, PROCEDURE.state(key).title) for key in ENTRANCES]

    def save(data: dict[str, Any]) -> Customer:
        step = NextStep(data["next_title"], data["next_at"]) if data["next_title"] else None
        return register_customer(
            {name: data[name] for name in EDITABLE if name in data}, contact=_contact_of(data), actor=request.user,
            state=data["state"] or "search", next_step=step, duplicate_reason=data["duplicate_reason"],
            now=timezone.now(),
        )

    return form_page(
        request, REGISTER, save=save, context={"similar": Similar(request), "form_id": REGISTER.key},
        form_kwargs={"states": states, "initial": {name: request.GET[name] for name in ("name",) if name in request.GET}},
    )


def _contact_of(data: dict[str, Any]) -> dict[str, Any] | None:
    if not data["contact_name"]:
        return None
    return {"name": data["contact_name"], "position": data["contact_position"], "mobile": data["contact_mobile"]}


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a customer; who was slower sees both versions (F84.2)."""
    record = get_object_or_404(Customer.objects.visible_to(request.user), pk=pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> Customer:
        values = {name: data[name] for name in EDITABLE if name in data}
        return change_customer(
            record, values=values, revision=data["revision"], actor=request.user, now=timezone.now()
        )

    parents = Customer.objects.visible_to(request.user).filter(pk=record.parent_id)
    return form_page(
        request, EDIT, save=save, cancel_url=reverse("customers:detail", args=[pk]),
        form_kwargs={"instance": _copy(record), "parents": parents},
    )


def _copy(record: Customer) -> Customer:
    """A form writes into its instance while it checks; the record itself keeps what the action compares with."""
    twin = Customer(pk=record.pk)
    twin.__dict__.update({key: value for key, value in record.__dict__.items() if not key.startswith("_")})
    return twin


@login_required
@require_GET
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The archive card on paper, whole or one part of it (F49, F84.3)."""
    record = get_object_or_404(Customer.objects.visible_to(request.user).select_related("owner", "department"), pk=pk)
    now = timezone.now()
    parts = page.archive_card(record, Asked(request.user, now), part=request.GET.get("part", ""))
    return render(request, "customers/card.html", {"record": record, "printed_at": now, **parts})

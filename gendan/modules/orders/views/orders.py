"""The list and board of orders, the record, entering, and the small dialogs around it."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from gendan.modules.contracts.models import Contract
from gendan.modules.customers.models import Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.orders import actions, queries
from gendan.modules.orders.access import ORDER as KIND
from gendan.modules.orders.detail import ORDER_PAGE, following_of, order_page
from gendan.modules.orders.forms import (
    AssignForm,
    ChangeForm,
    LinesForm,
    OrderForm,
    ProgressForm,
    PromiseForm,
    RushForm,
    ToldForm,
)
from gendan.modules.orders.forms.records import FIELDS
from gendan.modules.orders.listing import ORDERS
from gendan.modules.orders.models import Order
from gendan.spine.access.queries import require, require_any
from gendan.ui.detail.page import record_or_404, record_page
from gendan.ui.form.declare import FormPage, Section
from gendan.ui.form.dialog import dialog_form, gone
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page
from gendan.ui.records import record_url

ASK = ["GET", "POST"]
WHAT = Section(
    title=gettext_lazy("What is ordered"), wide=("name", "requirement"),
    fields=("customer_name", "name", "customer_number", "market", "special", "requirement", "packaging", "from_stock"),
)
TERMS = Section(title=gettext_lazy("Days and terms"), fields=("ordered_on", "wanted_on", "quoted_days", "currency", "payment_terms"))
ENTER = FormPage(
    key="order", kind=KIND, title=gettext_lazy("New order"), form=OrderForm, submit=gettext_lazy("Enter"), sections=(WHAT, TERMS),
    note=gettext_lazy("The products are chosen on the next page; then it is handed in for review."),
    crumb=(gettext_lazy("Orders"), "orders:list"),
)
EDIT = FormPage(
    key="order-edit", kind=KIND, title=gettext_lazy("Change an order"), form=OrderForm, submit=gettext_lazy("Save"),
    sections=(WHAT, TERMS), crumb=(gettext_lazy("Orders"), "orders:list"),
)


def order_of(request: HttpRequest, pk: int) -> Order:
    """The order, as far as the person sees it; else a 404."""
    record: Order = record_or_404(request, ORDER_PAGE, pk)
    return record


@login_required
def orders(request: HttpRequest) -> HttpResponse:
    """The list, or the board with ?layout=board."""
    return list_page(request, ORDERS)


@login_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One order."""
    return record_page(request, order_page(), order_of(request, pk))


def _source(request: HttpRequest, model: type[Any], name: str) -> Any:
    """The opportunity or contract from whose page the form was opened."""
    pk = request.GET.get(name, "")
    return get_object_or_404(model.objects.visible_to(request.user), pk=pk) if pk.isdecimal() else None


def _initial(request: HttpRequest, source: Any) -> dict[str, Any]:
    pk = request.GET.get("customer", "")
    customer = source.customer if source else (Customer.objects.visible_to(request.user).filter(pk=pk).first() if pk.isdecimal() else None)
    found: dict[str, Any] = {"ordered_on": timezone.localdate(), "name": source.name if source else ""}
    if customer is not None:
        found |= {"customer": customer.pk, "customer_name": customer.name, "market": "export" if customer.foreign else "domestic"}
    if isinstance(source, Contract):
        found |= actions.said_by(source)
    return found


@login_required
@require_http_methods(ASK)
def create(request: HttpRequest) -> HttpResponse:
    """Enter an order by itself or from an opportunity."""
    require_any(request.user, "create", KIND)
    contract = _source(request, Contract, "contract")
    source = contract or _source(request, Opportunity, "opportunity")

    def save(data: dict[str, Any]) -> Order:
        values = {name: data[name] for name in FIELDS if name in data}
        if contract is not None:
            return actions.register_from_contract(contract, actor=request.user, now=timezone.now(), **values)
        if source is not None:
            return actions.register_from_opportunity(source, actor=request.user, now=timezone.now(), **values)
        return actions.enter_order(data["customer"], actor=request.user, now=timezone.now(), **values)

    return form_page(
        request, ENTER, save=save, form_kwargs={"viewer": request.user, "initial": _initial(request, source)},
        cancel_url=request.GET.get("back", ""),
    )


@login_required
@require_http_methods(ASK)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft; two people on one record meet the comparison."""
    record = order_of(request, pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> Order:
        values = {name: data[name] for name in FIELDS if name in data}
        return actions.change_order(record, actor=request.user, now=timezone.now(), revision=data.get("revision"), **values)

    return form_page(
        request, EDIT, save=save, form_kwargs={"viewer": request.user, "instance": record}, cancel_url=record_url(KIND, pk),
    )


@login_required
@require_http_methods(ASK)
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The products of a draft."""
    record = order_of(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.set_lines(record, lines=data["lines"], actor=request.user, now=timezone.now())

    return dialog_form(
        request, LinesForm(request.POST or None, record=record), title=_("Products"), save=save,
        back=f"{record_url(KIND, pk)}?tab=data", done=_("Saved."),
    )


@login_required
@require_http_methods(ASK)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to another salesperson."""
    record = order_of(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.assign_order(record, actor=request.user, now=timezone.now(), **data)

    return dialog_form(
        request, AssignForm(request.POST or None), title=_("Hand over"), submit=_("Hand over"), save=save,
        back=record_url(KIND, pk), done=_("Handed over."),
    )


@login_required
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft with the same customer and products."""
    made = actions.order_again(order_of(request, pk), actor=request.user, now=timezone.now())
    return gone(request, record_url(KIND, made.pk))


@login_required
@require_http_methods(ASK)
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """Check capacity and material, and promise a day."""
    record = order_of(request, pk)
    require(request.user, "promise", record)
    found = actions.check_order(record, actor=request.user, now=timezone.now())

    def save(data: dict[str, Any]) -> None:
        actions.promise_date(record, on=data["on"], reason=data["reason"], actor=request.user, now=timezone.now())

    day = found.earliest_on
    question = _("Earliest day by capacity and key materials: %(day)s.") % {"day": day.isoformat()} if day else _("The workshops have no room.")
    if found.waits_for is not None:
        question += " " + _("%(name)s is on its way %(days)d working days.") % {"name": found.waits_for.name, "days": found.waits_for.lead_days}
    if found.unchecked:
        question += " " + _("Made by no workshop, so not checked: %(names)s.") % {"names": "、".join(found.unchecked)}
    form = PromiseForm(request.POST or None, initial={"on": max(filter(None, (day, record.wanted_on)), default=None)})
    return dialog_form(
        request, form, title=_("Promise a day"), submit=_("Promise"), save=save, question=question,
        back=f"{record_url(KIND, pk)}?tab=progress", done=_("Promised."),
    )


@login_required
@require_http_methods(ASK)
def stage(request: HttpRequest, pk: int) -> HttpResponse:
    """A stage is done, or planned for another day."""
    record = order_of(request, pk)
    require(request.user, "progress", record)

    def save(data: dict[str, Any]) -> None:
        actions.record_stage(record, **data, actor=request.user, now=timezone.now())

    upcoming = queries.next_stage(queries.progress_of(record).get(0, ()))
    initial = {"stage": upcoming.stage if upcoming else "", "actual_on": timezone.localdate()}
    form = ProgressForm(request.POST or None, record=record, initial=initial | request.GET.dict())
    back = request.GET.get("back") or f"{record_url(KIND, pk)}?tab=progress"
    return dialog_form(request, form, title=_("Write progress"), save=save, back=back, done=_("Recorded."))


@login_required
@require_POST
def by_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep progress for each line from now on."""
    record = order_of(request, pk)
    require(request.user, "progress", record)
    actions.plan_by_line(record, actor=request.user, now=timezone.now())
    return gone(request, f"{record_url(KIND, pk)}?tab=progress")


@login_required
@require_http_methods(ASK)
def told(request: HttpRequest, pk: int) -> HttpResponse:
    """The customer knows the new day."""
    record = order_of(request, pk)

    def save(data: dict[str, Any]) -> None:
        actions.confirm_told(record, how=data["how"], actor=request.user, now=timezone.now())

    return dialog_form(
        request, ToldForm(request.POST or None), title=_("Customer was told"), save=save, back=record_url(KIND, pk), done=_("Recorded."),
    )


@login_required
@require_http_methods(ASK)
def change_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a change of a noticed order."""
    record = order_of(request, pk)
    require_any(request.user, "create", "orders.change")

    def save(data: dict[str, Any]) -> None:
        actions.ask_change(record, **data, actor=request.user, now=timezone.now())

    form = ChangeForm(request.POST or None, record=record)
    return dialog_form(
        request, form, title=_("Ask for a change"), submit=_("Ask for a change"), save=save, back=f"{record_url(KIND, pk)}?tab=changes_of",
        done=_("The order centre answers it."), question=_("What is possible depends on how far the order has come."),
    )


@login_required
@require_http_methods(ASK)
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the order in line with its changed contract."""
    record = order_of(request, pk)
    require(request.user, "edit", record)
    ahead = following_of(record)
    context = {"differences": actions.differences_from(record, ahead) if ahead else []}

    def save(_data: dict[str, Any]) -> None:
        actions.follow_contract(record, actor=request.user, now=timezone.now())

    return dialog_form(
        request, forms.Form(request.POST if request.method == "POST" else None), title=_("Follow the contract"), submit=_("Follow the contract"), save=save,
        back=record_url(KIND, pk), done=_("The order follows the contract."), body="orders/differences.html", context=context,
        question=_("A draft is written anew, an order under review is reviewed again, a noticed one asks for a change."),
    )


@login_required
@require_http_methods(ASK)
def rush_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that the order goes first."""
    record = order_of(request, pk)
    require_any(request.user, "create", "orders.rush")

    def save(data: dict[str, Any]) -> None:
        actions.ask_rush(record, **data, actor=request.user, now=timezone.now())

    form = RushForm(request.POST or None, initial={"wanted_on": record.wanted_on})
    return dialog_form(
        request, form, title=_("Ask to go first"), submit=_("Ask to go first"), save=save, back=record_url(KIND, pk),
        done=_("The plan manager decides it."), question=_("It pushes others back: write who presses, and why."),
    )

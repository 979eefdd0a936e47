"""What the company sets for its prices: rates of exchange, units, who may go how far below the list."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gendan.modules.catalog import actions, queries
from gendan.modules.catalog.access import LIST
from gendan.modules.catalog.forms import AuthorityForm, ConversionForm, RateForm, UnitForm
from gendan.spine.access.actions import may_set_rules, require_may_set_rules
from gendan.spine.access.queries import may_any, require_any
from gendan.ui.form.dialog import dialog_form

ASK = ["GET", "POST"]


@login_required
@require_GET
def rates(request: HttpRequest) -> HttpResponse:
    """What foreign money is worth, today and before."""
    require_any(request.user, "view", LIST)
    context = {
        "today": queries.rates_of(timezone.localdate()), "rates": queries.all_rates(), "may_edit": may_any(request.user, "edit", LIST),
    }
    return render(request, "catalog/rates.html", context)


@login_required
@require_http_methods(ASK)
def rate(request: HttpRequest) -> HttpResponse:
    """A new rate from a day on."""
    require_any(request.user, "edit", LIST)

    def save(data: dict[str, Any]) -> None:
        actions.add_rate(**data, actor=request.user, now=timezone.now())

    form = RateForm(request.POST or None, initial={"valid_from": timezone.localdate()})
    return dialog_form(request, form, title=_("New rate of exchange"), save=save, back=reverse("catalog:rates"), done=_("It counts from that day on."))


@login_required
@require_GET
def units(request: HttpRequest) -> HttpResponse:
    """Units, and how many of one make another."""
    require_any(request.user, "view", LIST)
    context = {
        "units": queries.all_units(), "conversions": queries.all_conversions(), "may_edit": may_any(request.user, "edit", LIST),
    }
    return render(request, "catalog/units.html", context)


@login_required
@require_http_methods(ASK)
def unit(request: HttpRequest) -> HttpResponse:
    """A new unit."""
    require_any(request.user, "edit", LIST)
    return dialog_form(
        request, UnitForm(request.POST or None), title=_("New unit"), back=reverse("catalog:units"),
        save=lambda data: actions.add_unit(**data, actor=request.user),
    )


@login_required
@require_http_methods(ASK)
def conversion(request: HttpRequest) -> HttpResponse:
    """How many of one make another."""
    require_any(request.user, "edit", LIST)
    return dialog_form(
        request, ConversionForm(request.POST or None), title=_("New conversion"), back=reverse("catalog:units"),
        save=lambda data: actions.set_conversion(**data, actor=request.user),
    )


@login_required
@require_POST
def conversion_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """It no longer holds."""
    require_any(request.user, "edit", LIST)
    actions.drop_conversion(get_object_or_404(queries.all_conversions(), pk=pk), actor=request.user)
    return redirect("catalog:units")


@login_required
@require_http_methods(ASK)
def authority(request: HttpRequest) -> HttpResponse:
    """The ladder: which role may go how many percent below the list, and what needs nobody."""
    require_may_set_rules(request.user)
    form = AuthorityForm(request.POST or None, floor=queries.floor_share(on=timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        actions.set_authority(
            form.percents(), floor_percent=form.cleaned_data["floor_percent"], actor=request.user, now=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("catalog:authority")
    status = 422 if request.method == "POST" else 200
    return render(request, "catalog/authority.html", {"form": form, "may_edit": may_set_rules(request.user)}, status=status)

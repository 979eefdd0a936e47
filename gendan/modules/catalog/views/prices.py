"""Price lists: which there are, what they say, and writing prices as a spreadsheet has them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.catalog import actions, rows
from gendan.modules.catalog.access import LIST
from gendan.modules.catalog.forms import PriceListForm, PricesForm
from gendan.modules.catalog.listing import PRICE_LISTS
from gendan.modules.catalog.models import PriceList
from gendan.spine.access.queries import may, require, require_any
from gendan.ui.form.declare import FormPage
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page

ASK = ["GET", "POST"]
CRUMB = (_("Price lists"), "catalog:price_lists")
NEW = FormPage(key="price-list", title=_("New price list"), form=PriceListForm, submit=_("Write the prices"), crumb=CRUMB)
EDIT = FormPage(key="price-list-edit", title=_("Price list"), form=PriceListForm, submit=_("Save"), crumb=CRUMB)
PRICES = FormPage(
    key="prices", title=_("Prices of the list"), form=PricesForm, submit=_("Save"), crumb=CRUMB,
    note=_("Paste from a spreadsheet: product code, unit price, lowest price, from quantity."),
)


@login_required
@require_GET
def price_lists(request: HttpRequest) -> HttpResponse:
    """All lists."""
    return list_page(request, PRICE_LISTS)


def _found(request: HttpRequest, pk: int) -> PriceList:
    found: PriceList = get_object_or_404(PriceList.objects.visible_to(request.user), pk=pk)
    return found


@login_required
@require_GET
def price_list(request: HttpRequest, pk: int) -> HttpResponse:
    """One list with its prices."""
    record = _found(request, pk)
    found = record.prices.select_related("product").order_by("product__code", "from_quantity")
    context = {"record": record, "prices": found, "may_edit": bool(may(request.user, "edit", record))}
    return render(request, "catalog/price_list.html", context)


@login_required
@require_http_methods(ASK)
def price_list_new(request: HttpRequest) -> HttpResponse:
    """A new list, perhaps with the prices of another one, so many percent higher or lower."""
    require_any(request.user, "create", LIST)

    def save(data: dict[str, Any]) -> str:
        made = actions.write_price_list(None, values=data, actor=request.user, now=timezone.now())
        return reverse("catalog:prices", args=[made.pk])

    return form_page(request, NEW, save=save, form_kwargs={"viewer": request.user}, cancel_url=reverse("catalog:price_lists"))


@login_required
@require_http_methods(ASK)
def price_list_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its name, class and time."""
    record = _found(request, pk)
    require(request.user, "edit", record)

    def save(data: dict[str, Any]) -> str:
        actions.write_price_list(record, values=data, actor=request.user, now=timezone.now())
        return reverse("catalog:price_list", args=[pk])

    kwargs = {"viewer": request.user, "instance": record}
    return form_page(request, EDIT, save=save, form_kwargs=kwargs, cancel_url=reverse("catalog:price_list", args=[pk]))


@login_required
@require_http_methods(ASK)
def prices(request: HttpRequest, pk: int) -> HttpResponse:
    """All prices of the list as rows of text."""
    record = _found(request, pk)
    require(request.user, "edit", record)
    back = reverse("catalog:price_list", args=[pk])

    def save(data: dict[str, Any]) -> str:
        actions.write_prices(record, rows=data["prices"], actor=request.user, now=timezone.now())
        return back

    kwargs = {"initial": {"prices": rows.write(record.prices.select_related("product"))}}
    return form_page(request, PRICES, save=save, form_kwargs=kwargs, cancel_url=back)

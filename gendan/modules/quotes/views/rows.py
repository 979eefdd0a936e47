"""The lines: written fast, by keyboard or from a spreadsheet, with what the price lists say beside them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.money import digits
from gendan.modules.catalog.queries import products_for
from gendan.modules.quotes import actions, pasting, queries
from gendan.modules.quotes.access import KIND
from gendan.modules.quotes.forms import LinesForm
from gendan.modules.quotes.models import Quote
from gendan.modules.quotes.views.records import CRUMB, record_of
from gendan.spine.access.queries import require
from gendan.ui.form.declare import FormPage
from gendan.ui.form.page import form_page
from gendan.ui.records import record_url

MOST = 60
LINES = FormPage(
    key="quote-lines", title=_("Lines of the quotation"), form=LinesForm, submit=_("Save"), crumb=CRUMB,
    note=_("Paste from a spreadsheet: code, name, specification, quantity, unit, price, tax, factory price."),
)


@login_required
@require_http_methods(["GET", "POST"])
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the lines of the version that is open."""
    record = record_of(request, pk)
    require(request.user, "edit", record)
    with_costs = queries.sees_costs(request.user, record)

    def save(data: dict[str, Any]) -> Quote:
        revision = data.get("revision")
        actions.write_lines(record, rows=data["lines"], actor=request.user, now=timezone.now(), revision=revision)
        return record

    assert record.current is not None
    rows = record.current.lines.select_related("product")
    initial = {"lines": pasting.write(rows, with_costs=with_costs), "revision": record.revision}
    kwargs = {"grid": grid_of(record, with_costs=with_costs), "with_costs": with_costs, "initial": initial}
    return form_page(request, LINES, save=save, form_kwargs=kwargs, cancel_url=record_url(KIND, pk))


def grid_of(record: Quote, *, with_costs: bool) -> dict[str, Any]:
    """What the script needs to draw the grid over the text."""
    keys = pasting.COLUMNS if with_costs else pasting.COLUMNS[:-1]
    return {
        "columns": [{"key": key, "title": str(pasting.TITLES[key]), "number": key in pasting.PLACES} for key in keys],
        "digits": digits(record.currency), "currency": record.currency, "offers": reverse("quotes:offers", args=[record.pk]),
        "find": reverse("quotes:find"),
        "words": {
            "amount": gettext("amount"), "list": gettext("price list"), "add": gettext("Add a line"), "remove": gettext("Remove the line"),
            "total": gettext("total"), "below": gettext("below the lowest price %s"), "listed": gettext("list %s"),
            "keys": gettext("Enter: next line · arrows up and down · Ctrl Delete: remove the line · paste from a spreadsheet"),
        },
    }


@login_required
@require_GET
def offers(request: HttpRequest, pk: int) -> HttpResponse:
    """What products are called and cost this customer, by their codes."""
    record = record_of(request, pk)
    codes = request.GET.getlist("code")[:MOST]
    products = list(products_for(request.user).filter(code__in=codes))
    today = timezone.localdate(timezone.now())
    found = queries.offers_for(record, products, currency=record.currency, on=today, quantities={})
    return JsonResponse({one.code: _offer(one, found.get(one.pk)) for one in products})


def _offer(product: Product, offer: Any) -> dict[str, str]:
    plain = {
        "name": product.name, "specification": product.model, "unit": product.unit, "tax_rate": f"{product.tax_rate.normalize():f}",
    }
    if offer is None:
        return plain
    return plain | {
        "price": f"{offer.price.normalize():f}", "list": f"{offer.price.normalize():f}", "floor": f"{offer.floor.normalize():f}",
    }


@login_required
@require_GET
def find_products(request: HttpRequest) -> HttpResponse:
    """Products whose code or name begins like what is typed."""
    text = request.GET.get("q", "").strip()
    rows = products_for(request.user).filter(is_active=True)
    rows = rows.filter(Q(code__istartswith=text) | Q(name__icontains=text)).order_by("code")[:12] if text else rows.none()
    return render(request, "quotes/found.html", {"products": rows})

"""Pages of the catalogue."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gendan.modules.catalog import actions
from gendan.modules.catalog.access import KIND
from gendan.modules.catalog.forms import ProductForm
from gendan.modules.catalog.listing import PRODUCTS
from gendan.modules.catalog.models import Product
from gendan.spine.access.queries import require, require_any
from gendan.ui.form.declare import FormPage
from gendan.ui.form.page import form_page
from gendan.ui.listing.page import list_page

PRODUCT = FormPage(
    key="product", title=_("New product"), form=ProductForm, submit=_("Save"), crumb=(_("Products"), "catalog:list"),
    kind=KIND,
)


@login_required
def products(request: HttpRequest) -> HttpResponse:
    """The catalogue."""
    return list_page(request, PRODUCTS)


@login_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Add a product."""
    require_any(request.user, "create", KIND)
    return _form(request, None)


@login_required
@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at a product, and change it."""
    product = get_object_or_404(Product.objects.visible_to(request.user), pk=pk)
    require(request.user, "edit", product)
    return _form(request, product)


def _form(request: HttpRequest, product: Product | None) -> HttpResponse:
    def save(data: dict[str, Any]) -> Product:
        return actions.write_product(product, values=data, actor=request.user, now=timezone.now())

    kwargs = {"instance": product} if product else {}
    page = PRODUCT if product is None else replace(PRODUCT, title=product.name)
    back = reverse("catalog:list")
    return form_page(request, page, save=save, form_kwargs=kwargs, cancel_url=back, goes_to=back)

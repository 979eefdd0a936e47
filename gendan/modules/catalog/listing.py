"""The list of products."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.actions import change_product
from gendan.modules.catalog.models import ProductLine
from gendan.ui.listing.declare import Column, Empty, Format, Lead, Listing, Order, View
from gendan.ui.listing.filters import Choice, Contains, Numbers, YesNo


def line_choices() -> list[tuple[int, str]]:
    """All product lines."""
    return list(ProductLine.objects.values_list("pk", "name"))


PRODUCTS = Listing(
    key="products",
    kind="catalog.product",
    title=_("Products"),
    lead=Lead(title=_("product"), value="name"),
    columns=(
        Column(key="code", title=_("code"), format=Format.CODE, width=120, order="code"),
        Column(key="line", title=_("product line"), width=140),
        Column(key="model", title=_("model"), width=140),
        Column(key="unit", title=_("unit"), width=72),
        Column(key="list_price", title=_("list price"), unit=_("yuan"), format=Format.AMOUNT, width=120,
               order="price", edit="list_price"),
        Column(key="is_active", title=_("on sale"), format=Format.YES_NO, width=72),
    ),
    orders=(
        Order(key="code", title=_("code"), fields=(("code", "asc"),)),
        Order(key="price", title=_("list price, highest first"), fields=(("list_price", "desc"),), nulls=True),
    ),
    views=(
        View(key="active", title=_("On sale"), query="f.is_active=yes"),
        View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Choice(key="line", title=_("product line"), quick=True, choices=line_choices),
        YesNo(key="is_active", title=_("on sale"), quick=True),
        Contains(key="model", title=_("model")),
        Numbers(key="list_price", title=_("list price"), unit=_("yuan")),
    ),
    change=change_product,
    related=("line",),
    search=lambda text: Q(name__icontains=text) | Q(code__icontains=text) | Q(model__icontains=text),
    search_words=_("name, code, model"),
    list_url="catalog:list",
    create=("catalog:create", _("New product")),
    next_step=False,
    peek=False,
    empty=Empty(
        nothing=_("No product yet. Add the first one, or import them from a file."),
        hidden=_("No product matches these conditions."),
    ),
)

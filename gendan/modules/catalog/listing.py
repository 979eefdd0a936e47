"""The list of products."""

from datetime import datetime

from django import forms
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.access import LIST
from gendan.modules.catalog.actions import change_product
from gendan.modules.catalog.models import Product, ProductLine, RangeStatus
from gendan.modules.catalog.models.prices import Grade
from gendan.modules.catalog.money import Currency
from gendan.spine.org.models import Employee
from gendan.ui.listing.declare import Bulk, Column, Format, Lead, Listing, Order, View
from gendan.ui.listing.each import one_by_one
from gendan.ui.listing.filters import Asked, Choice, Contains, Custom, Numbers, YesNo


def line_choices() -> list[tuple[int, str]]:
    """All product lines."""
    return list(ProductLine.objects.values_list("pk", "name"))


class RangeForm(forms.Form):
    """Where many products stand in the range (F58)."""

    range_status = forms.ChoiceField(label=_("range status"), choices=RangeStatus)


def set_range(product: Product, *, range_status: str, actor: Employee, now: datetime) -> None:
    """Move one product in the range."""
    change_product(product, values={"range_status": range_status}, actor=actor, now=now)


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
        Column(key="range_status", title=_("range status"), format=Format.CHOICE, width=88),
        Column(key="in_export_range", title=_("in the export range"), format=Format.YES_NO, width=96, default=False),
        Column(key="batch_notice", title=_("notice of batch production"), width=120, default=False),
        Column(key="tax_rate", title=_("tax rate, percent"), format=Format.NUMBER, width=80, default=False),
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
        Choice(key="range_status", title=_("range status"), quick=True, choices=RangeStatus),
        YesNo(key="in_export_range", title=_("in the export range")),
        Contains(key="model", title=_("model")),
        Numbers(key="list_price", title=_("list price"), unit=_("yuan")),
    ),
    bulk=(
        Bulk(key="range", title=_("Range status"), icon="versions", form=RangeForm, run=one_by_one("catalog.product", set_range)),
    ),
    change=change_product,
    related=("line",),
    search=lambda text: Q(name__icontains=text) | Q(code__icontains=text) | Q(model__icontains=text),
    search_words=_("name, code, model"),
    list_url="catalog:list",
    create=("catalog:create", _("New product")),
    next_step=False,
    peek=False,
    empty=_("No product yet. Add the first one, or import them from a file."),
)


def _valid(asked: Asked) -> Q:
    return Q(valid_from__lte=asked.today) & (Q(valid_until=None) | Q(valid_until__gte=asked.today))


def _count_prices(rows: QuerySet) -> QuerySet:
    return rows.annotate(count=Count("prices"))


PRICE_LISTS = Listing(
    key="price_lists",
    kind=LIST,
    title=_("Price lists"),
    lead=Lead(title=_("price list"), value="name"),
    columns=(
        Column(key="grade", title=_("customer class"), format=Format.CHOICE, width=110),
        Column(key="currency", title=_("currency"), width=80),
        Column(key="valid_from", title=_("valid from"), format=Format.DATE, width=96, order="newest"),
        Column(key="valid_until", title=_("valid until"), format=Format.DATE, width=96),
        Column(key="count", title=_("prices"), format=Format.NUMBER, width=72),
        Column(key="note", title=_("note"), width=240),
    ),
    orders=(Order(key="newest", title=_("newest first"), fields=(("valid_from", "desc"),)),),
    views=(
        View(key="valid", title=_("Valid today"), query="f.time=valid"), View(key="all", title=_("All"), query=""),
    ),
    filters=(
        Custom(key="time", title=_("valid today"), quick=True, meanings=(("valid", _("valid today"), _valid),)),
        Choice(key="grade", title=_("customer class"), choices=Grade),
        Choice(key="currency", title=_("currency"), quick=True, choices=Currency),
    ),
    annotate=_count_prices,
    search=lambda text: Q(name__icontains=text),
    search_words=_("name"),
    list_url="catalog:price_lists",
    row_url=lambda row: reverse("catalog:price_list", args=[row.pk]),
    create=("catalog:price_list_new", _("New price list")),
    next_step=False,
    peek=False,
    empty=_("No price list yet. Write one, or paste it from a spreadsheet; until then a product's own list price counts."),
)

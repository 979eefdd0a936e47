"""Pages of the catalogue."""

from gendan.modules.catalog.views.company import authority, conversion, conversion_drop, rate, rates, unit, units
from gendan.modules.catalog.views.prices import price_list, price_list_edit, price_list_new, price_lists, prices
from gendan.modules.catalog.views.products import create, detail, products

__all__ = [
    "authority", "conversion", "conversion_drop", "create", "detail", "price_list", "price_list_edit", "price_list_new", "price_lists",
    "prices", "products", "rate", "rates", "unit", "units",
]

"""Products with their units, prices with their lists and floors, rates, and the line of every paper with prices."""

from gendan.modules.catalog.models.lines import PricedLine
from gendan.modules.catalog.models.prices import Authority, Price, PriceList, Rate
from gendan.modules.catalog.models.products import Product, ProductAlias, ProductLine, RangeStatus
from gendan.modules.catalog.models.units import Unit, UnitConversion

__all__ = [
    "Authority", "Price", "PriceList", "PricedLine", "Product", "ProductAlias", "ProductLine", "RangeStatus", "Rate", "Unit",
    "UnitConversion",
]

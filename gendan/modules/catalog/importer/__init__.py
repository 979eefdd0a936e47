"""What the catalogue takes from files: products, and prices into their lists."""

from gendan.modules.catalog.importer.prices import IMPORTER as PRICES
from gendan.modules.catalog.importer.products import IMPORTER as PRODUCTS
from gendan.modules.catalog.importer.products import find_products, suggest_products

__all__ = ["PRICES", "PRODUCTS", "find_products", "suggest_products"]

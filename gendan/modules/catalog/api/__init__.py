"""Products, price lists and rates over REST."""

from gendan.modules.catalog.api.prices import list_router, rate_router
from gendan.modules.catalog.api.products import product_router

__all__ = ["list_router", "product_router", "rate_router"]

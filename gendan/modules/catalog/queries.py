"""Reads of the catalogue."""

from django.db.models import QuerySet

from gendan.modules.catalog.access import KIND
from gendan.modules.catalog.models import Product
from gendan.spine.access.queries import may_any
from gendan.spine.org.models import Employee


def products_for(user: Employee) -> QuerySet[Product]:
    """All products for whoever may see the catalogue, else none."""
    return Product.objects.all() if may_any(user, "view", KIND) else Product.objects.none()

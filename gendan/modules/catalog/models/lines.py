"""The line of a quotation, contract, order, tender or sample: what, how many, at which price."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models.products import Product
from gendan.modules.catalog.money import amount_of


class PricedLine(models.Model):
    """Name, specification and unit are as the paper says them, whatever becomes of the product.

    `price` is for one with tax, in the currency of the paper; `amount` is kept as it was rounded.
    """

    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product")
    )
    name = models.CharField(_("name"), max_length=160)
    specification = models.CharField(_("specification"), max_length=200, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, default=1)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    price = models.DecimalField(_("unit price"), max_digits=14, decimal_places=4, default=0)
    tax_rate = models.DecimalField(_("tax rate, percent"), max_digits=5, decimal_places=2, default=13)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, default=0, editable=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.name

    def reckon(self, currency: str) -> None:
        """Set the amount from quantity and price, in the currency of the paper."""
        self.amount = amount_of(self.quantity, self.price, currency=currency)

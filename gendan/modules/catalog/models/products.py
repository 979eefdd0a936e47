"""Product lines, products with their place in the range, and the misspellings that a person has confirmed."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.spine.access.visibility import ScopedQuerySet
from gendan.spine.fields.models import OwnFields


class ProductLine(models.Model):
    """A family of products (F11.3)."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class RangeStatus(models.TextChoices):
    """Where a product stands in the range (型谱): only a normal one is ordered without a special review (F58)."""

    DEVELOPING = "developing", pgettext_lazy("range", "in development")
    NORMAL = "normal", pgettext_lazy("range", "normal")
    SUSPENDED = "suspended", pgettext_lazy("range", "suspended")
    ELIMINATED = "eliminated", pgettext_lazy("range", "eliminated")


class Product(OwnFields):
    """Something the company sells; `list_price` in yuan with tax.

    `in_export_range` says that it stands in the export range (出口产品型谱), `batch_notice` is the number of its notice of
    batch production (批产通知单): with both, an order for it is a regular one (F58).
    """

    line = models.ForeignKey(ProductLine, models.PROTECT, related_name="products", verbose_name=_("product line"))
    code = models.CharField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    model = models.CharField(_("model"), max_length=80, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    list_price = models.DecimalField(_("list price"), max_digits=14, decimal_places=2, null=True, blank=True)
    is_active = models.BooleanField(_("on sale"), default=True)
    range_status = models.CharField(_("range status"), max_length=10, choices=RangeStatus, default=RangeStatus.NORMAL)
    in_export_range = models.BooleanField(_("in the export range"), default=False)
    batch_notice = models.CharField(_("notice of batch production"), max_length=60, blank=True)
    tax_rate = models.DecimalField(_("tax rate, percent"), max_digits=5, decimal_places=2, default=13)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        ordering: ClassVar = ["line", "code"]

    def __str__(self) -> str:
        return self.name

    def is_regular(self, *, export: bool) -> bool:
        """Whether an order for it needs no special review as far as the product goes (F58)."""
        in_range = self.in_export_range and bool(self.batch_notice) if export else True
        return in_range and self.range_status == RangeStatus.NORMAL


class ProductAlias(models.Model):
    """A spelling that somebody once confirmed to mean this product."""

    spelling = models.CharField(max_length=120, unique=True)
    product = models.ForeignKey(Product, models.CASCADE, related_name="aliases")
    confirmed_by = models.ForeignKey("org.Employee", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

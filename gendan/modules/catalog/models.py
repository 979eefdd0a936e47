"""A plain catalogue: lines, products, and the misspellings that a person has confirmed."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

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


class Product(OwnFields):
    """Something the company sells; `list_price` in yuan with tax."""

    line = models.ForeignKey(ProductLine, models.PROTECT, related_name="products", verbose_name=_("product line"))
    code = models.CharField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    model = models.CharField(_("model"), max_length=80, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    list_price = models.DecimalField(_("list price"), max_digits=14, decimal_places=2, null=True, blank=True)
    is_active = models.BooleanField(_("on sale"), default=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("product")
        ordering: ClassVar = ["line", "code"]

    def __str__(self) -> str:
        return self.name


class ProductAlias(models.Model):
    """A spelling that somebody once confirmed to mean this product."""

    spelling = models.CharField(max_length=120, unique=True)
    product = models.ForeignKey(Product, models.CASCADE, related_name="aliases")
    confirmed_by = models.ForeignKey("org.Employee", models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

"""Units, and how many of one make another."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models.products import Product


class Unit(models.Model):
    """What products are counted in; `digits` behind the point are allowed (pieces: none)."""

    name = models.CharField(_("name"), max_length=20, unique=True)
    digits = models.PositiveSmallIntegerField(_("digits behind the point"), default=0)

    class Meta:
        verbose_name = _("unit")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(digits__lte=3), name="catalog_unit_digits")]

    def __str__(self) -> str:
        return self.name


class UnitConversion(models.Model):
    """One `unit` is `factor` of `to`: a box is 24 pieces; for one product, or for all that say nothing else."""

    product = models.ForeignKey(
        Product, models.CASCADE, null=True, blank=True, related_name="conversions", verbose_name=_("product")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("one unit"))
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("is of unit"))
    factor = models.DecimalField(_("so many"), max_digits=16, decimal_places=6)

    class Meta:
        verbose_name = _("conversion of units")
        ordering: ClassVar = ["unit__name", "to__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["product", "unit", "to"], name="catalog_conversion_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(factor__gt=0), name="catalog_conversion_positive"),
            models.CheckConstraint(condition=~Q(unit=F("to")), name="catalog_conversion_of_two"),
        ]

"""The packing list: packages in their order, what is in them, what they weigh and how large they are."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.consignments.models.consignment import Consignment


class Packed(models.Model):
    """Packages of one kind; `line_key` is the line of the order, weights and volume are those of all of them together."""

    consignment = models.ForeignKey(Consignment, models.CASCADE, related_name="packed")
    position = models.PositiveIntegerField()
    line_key = models.PositiveIntegerField(_("product"))
    name = models.CharField(_("product"), max_length=160)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    packages = models.PositiveIntegerField(_("packages"))
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)
    net_kg = models.DecimalField(_("net weight, kg"), max_digits=12, decimal_places=2)
    gross_kg = models.DecimalField(_("gross weight, kg"), max_digits=12, decimal_places=2)
    volume_m3 = models.DecimalField(_("volume, m³"), max_digits=10, decimal_places=3)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consignment", "position"], name="consignments_packed_once"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, packages__gt=0, net_kg__gte=0, gross_kg__gte=F("net_kg")), name="consignments_packed_sound"
            ),
        ]

"""What can be made when: workshops with their weeks, key materials with their lead time, and what is booked (F21)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import Product, ProductLine
from gendan.modules.orders.models.orders import Order


class Workshop(models.Model):
    """Where the products of some lines are made: so many pieces in a week."""

    name = models.CharField(_("workshop"), max_length=60, unique=True)
    per_week = models.DecimalField(_("pieces a week"), max_digits=12, decimal_places=2)
    lines = models.ManyToManyField(ProductLine, related_name="workshops", blank=True, verbose_name=_("product lines"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("workshop")
        ordering: ClassVar = ["position", "name"]
        constraints: ClassVar = [models.CheckConstraint(condition=Q(per_week__gte=0), name="orders_workshop_not_negative")]

    def __str__(self) -> str:
        return self.name


class WeekCapacity(models.Model):
    """A week in which a workshop makes more or less than usual; `week` is its Monday."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="weeks")
    week = models.DateField(_("week from"))
    quantity = models.DecimalField(_("pieces"), max_digits=12, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["week"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["workshop", "week"], name="orders_week_once")]


class Material(models.Model):
    """A key material that is long on its way; `lead_days` are working days from ordering it."""

    name = models.CharField(_("key material"), max_length=80, unique=True)
    lead_days = models.PositiveIntegerField(_("lead time, working days"))
    in_stock = models.DecimalField(_("in stock"), max_digits=14, decimal_places=3, default=0)
    unit = models.CharField(_("unit"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("key material")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class MaterialUse(models.Model):
    """How much of a key material one piece of a product takes."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="key_materials")
    material = models.ForeignKey(Material, models.CASCADE, related_name="uses")
    per_piece = models.DecimalField(_("for one piece"), max_digits=12, decimal_places=4, default=1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["product", "material"], name="orders_use_once")]


class Booking(models.Model):
    """What a promised order takes of a workshop's week."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="bookings")
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="bookings")
    week = models.DateField()
    quantity = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["order", "workshop", "week"], name="orders_booking_once")]
        indexes: ClassVar = [models.Index(fields=["workshop", "week"], name="orders_booking_week")]

"""How a special order is made possible: formula and process, the chief engineer's signature, and trials (F13)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Customer
from gendan.modules.orders.models.orders import Order
from gendan.modules.orders.words import Trial
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Coordination(Scoped, UnderCustomer, Followed):
    """The coordination of one special order. `structure_only` needs no trial (F13.4)."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="coordinations", verbose_name=_("order"))
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", verbose_name=_("customer"))
    structure_only = models.BooleanField(_("only the structure changes"), default=False, editable=False)
    trial = models.CharField(_("trial"), max_length=12, choices=Trial, blank=True, editable=False)
    finished_on = models.DateField(_("finished on"), null=True, editable=False)
    created_at = models.DateTimeField(_("begun at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("coordination")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["next_due_at", "id"], name="orders_coord_next"),
            models.Index(fields=["-created_at", "-id"], name="orders_coord_new"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.order.name}"

    @property
    def main_object(self) -> Main:
        """The customer."""
        return Main("customers.customer", self.customer.pk, str(self.customer))


class Formula(models.Model):
    """A version of the formula and the process for one order; a later one never overwrites it (F13.1)."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="formulas")
    number = models.PositiveIntegerField()
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product"))
    formula = models.TextField(_("formula"), blank=True)
    process = models.TextField(_("process and structure"))
    materials = models.TextField(_("materials"), blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["coordination", "number"], name="orders_formula_once")]


class TrialRun(models.Model):
    """One trial with one version of the formula, and what quality says of it (F13.3)."""

    coordination = models.ForeignKey(Coordination, models.CASCADE, related_name="trials")
    stage = models.CharField(_("trial"), max_length=12, choices=Trial)
    attempt = models.PositiveIntegerField(default=1)
    formula = models.ForeignKey(Formula, models.PROTECT, related_name="trials")
    held_on = models.DateField(_("held on"))
    quantity = models.DecimalField(_("trial quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    result = models.TextField(_("result"))
    passed = models.BooleanField(_("passed"), null=True)
    quality_opinion = models.TextField(_("quality opinion"), blank=True)
    recorded_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    judged_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["coordination", "stage", "attempt"], name="orders_trial_once")
        ]

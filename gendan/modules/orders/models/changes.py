"""Wishes to change an order that was noticed, what each stage allows, and requests to go first (F21)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import Product
from gendan.modules.contracts.models import Contract
from gendan.modules.customers.models import Customer
from gendan.modules.orders.models.orders import Order, Version
from gendan.modules.orders.words import Allowed, Asker, ChangeKind, Stage
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class ChangeRule(models.Model):
    """What the company lets a stage say to a kind of change; without a row the declared table counts."""

    kind = models.CharField(max_length=10, choices=ChangeKind)
    stage = models.CharField(max_length=12, choices=Stage, blank=True)
    allowed = models.CharField(max_length=6, choices=Allowed)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "stage"], name="orders_change_rule_once")]


class Change(Scoped, UnderCustomer, Followed):
    """A wish to change a noticed order (F21.4). `stage` and `allowed` are what counted when it was asked."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="changes", verbose_name=_("order"))
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", verbose_name=_("customer"))
    kind = models.CharField(_("kind of change"), max_length=10, choices=ChangeKind)
    contract = models.ForeignKey(
        Contract, models.PROTECT, null=True, related_name="+", verbose_name=_("contract"), editable=False
    )
    line_key = models.PositiveIntegerField(_("line"), null=True, blank=True)
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product"))
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    price = models.DecimalField(_("unit price"), max_digits=14, decimal_places=4, null=True, blank=True)
    new_on = models.DateField(_("new day"), null=True, blank=True)
    text = models.TextField(_("what it should be"), blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    asked_by = models.CharField(_("wanted by"), max_length=10, choices=Asker, default=Asker.CUSTOMER)
    stage = models.CharField(_("progress"), max_length=12, choices=Stage, blank=True, editable=False)
    allowed = models.CharField(max_length=6, choices=Allowed, editable=False)
    confirmed_by = models.CharField(_("confirmed by"), max_length=60, blank=True, editable=False)
    confirmed_how = models.CharField(_("how it was confirmed"), max_length=60, blank=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    version = models.OneToOneField(Version, models.PROTECT, null=True, related_name="change", editable=False)
    created_at = models.DateTimeField(_("asked for at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("order change")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["next_due_at", "id"], name="orders_change_next"),
            models.Index(fields=["-created_at", "-id"], name="orders_change_new"),
        ]

    def __str__(self) -> str:
        return f"{self.order.number} {self.get_kind_display()}"

    @property
    def main_object(self) -> Main:
        """The customer."""
        return Main("customers.customer", self.customer.pk, str(self.customer))


class Rush(Scoped, UnderCustomer, Followed):
    """Somebody wants an order to go first; the plan manager decides, and sees whom it pushes back (F21.5)."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="rushes", verbose_name=_("order"))
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="+", verbose_name=_("customer"))
    requester = models.CharField(_("who presses"), max_length=60)
    wanted_on = models.DateField(_("wanted for"))
    reason = models.CharField(_("reason"), max_length=200)
    opinion = models.CharField(_("opinion"), max_length=200, blank=True, editable=False)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(_("asked for at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("rush request")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order"], condition=Q(state="asked"), name="orders_one_rush_at_a_time")
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["next_due_at", "id"], name="orders_rush_next"),
            models.Index(fields=["-created_at", "-id"], name="orders_rush_new"),
        ]

    def __str__(self) -> str:
        return f"{self.order.number} {self.requester}"

    @property
    def main_object(self) -> Main:
        """The customer."""
        return Main("customers.customer", self.customer.pk, str(self.customer))

"""An export consignment from the factory to the customer's port, and the log of pushing the factory (F68.6)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.consignments.words import Freight
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.orders.models import Order
from gendan.modules.quotes.models import Incoterm
from gendan.modules.samples.models import SampleRequest
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Consignment(Scoped, UnderCustomer, Followed):
    """The goods of an export order that leave together; `owner` pushes, `clerk` books.

    `part` says that more goods of the order follow in another one. What the consignment note says is written before it
    is handed over, what the carrier confirmed with the booking, what was shipped with the loading.
    """

    assigned_verb: ClassVar[str] = "consignments.assigned"

    number = models.CharField(_("number"), max_length=30, unique=True)
    order = models.ForeignKey(Order, models.PROTECT, related_name="consignments", verbose_name=_("order"))
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="consignments", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact"))
    part = models.BooleanField(_("part of the order, more follows"), default=False)
    factory = models.CharField(_("factory"), max_length=120, blank=True)
    sample = models.ForeignKey(
        SampleRequest, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("confirmed sample")
    )
    expected_on = models.DateField(_("factory is ready on"), null=True, blank=True)
    finished_on = models.DateField(_("finished on"), null=True, editable=False)

    goods = models.CharField(_("description of the goods"), max_length=200, blank=True)
    consignee = models.TextField(_("consignee"), blank=True)
    notify = models.TextField(_("notify party"), blank=True)
    from_port = models.CharField(_("port of loading"), max_length=80, blank=True)
    to_port = models.CharField(_("port of destination"), max_length=80, blank=True)
    incoterm = models.CharField(_("terms of delivery"), max_length=3, choices=Incoterm, blank=True)
    freight = models.CharField(_("freight"), max_length=8, choices=Freight, blank=True)
    latest_on = models.DateField(_("to be shipped by"), null=True, blank=True)
    marks = models.TextField(_("shipping marks"), blank=True)
    remarks = models.TextField(_("special conditions"), blank=True)
    handed_at = models.DateTimeField(_("handed to the document clerk"), null=True, editable=False)
    clerk = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("document clerk"))

    carrier = models.CharField(_("carrier"), max_length=120, blank=True, editable=False)
    vessel = models.CharField(_("vessel"), max_length=80, blank=True, editable=False)
    voyage = models.CharField(_("voyage"), max_length=40, blank=True, editable=False)
    booking_number = models.CharField(_("booking number"), max_length=60, blank=True, editable=False)
    closes_at = models.DateTimeField(_("closing of the warehouse"), null=True, editable=False)
    sails_on = models.DateField(_("sails on"), null=True, editable=False)
    arrives_on = models.DateField(_("expected to arrive on"), null=True, editable=False)

    loaded_on = models.DateField(_("loaded on"), null=True, editable=False)
    container = models.CharField(_("container"), max_length=60, blank=True, editable=False)
    seal = models.CharField(_("seal"), max_length=40, blank=True, editable=False)
    bill_number = models.CharField(_("bill of lading"), max_length=60, blank=True, editable=False)
    told_at = models.DateTimeField(_("customer told at"), null=True, editable=False)
    told_how = models.CharField(_("how he was told"), max_length=120, blank=True, editable=False)
    received_on = models.DateField(pgettext_lazy("goods", "received on"), null=True, editable=False)
    created_at = models.DateTimeField(_("begun at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("export consignment")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="consignments_own_next"),
            models.Index(fields=["next_due_at", "id"], name="consignments_all_next"),
            models.Index(fields=["-created_at", "-id"], name="consignments_new"),
            models.Index(fields=["sails_on", "id"], condition=Q(state="booked"), name="consignments_sailing"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.order.name}"

    @property
    def main_object(self) -> Main:
        """The customer."""
        return Main("customers.customer", self.customer.pk, str(self.customer))


class Push(models.Model):
    """The factory was asked how far it is, and what it answered."""

    consignment = models.ForeignKey(Consignment, models.CASCADE, related_name="pushes")
    at = models.DateTimeField(_("when"))
    text = models.TextField(_("what the factory said"))
    expected_on = models.DateField(_("factory is ready on"), null=True)
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

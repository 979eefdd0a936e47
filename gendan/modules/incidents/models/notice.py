"""One affected customer: his shipments, whether he is insured, and every word that he was told (F34.2)."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.models import Channel
from gendan.modules.incidents.models.incident import Incident
from gendan.modules.orders.models import Order
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Notice(Scoped, UnderCustomer, Followed):
    """What one customer has to be told of an incident, at once and before anything is asked of him."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="notices", verbose_name=_("transport incident"))
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="incident_notices", verbose_name=_("customer"))
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    insured = models.BooleanField(_("customer is insured"), null=True, editable=False)
    policy = models.CharField(_("policy"), max_length=120, blank=True, editable=False)
    told_at = models.DateTimeField(pgettext_lazy("incident", "told at"), null=True, editable=False)
    told_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("notice to a customer")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="incidents_notice_own"),
            models.Index(fields=["next_due_at", "id"], name="incidents_notice_all"),
            models.Index(fields=["-created_at", "-id"], name="incidents_notice_new"),
        ]

    def __str__(self) -> str:
        return f"{self.incident} · {self.customer.short_name or self.customer.name}"

    @property
    def main_object(self) -> Main:
        """The customer."""
        return Main("customers.customer", self.customer.pk, str(self.customer))


class Shipment(models.Model):
    """An order whose goods were on board; while the incident is open, its charges are not asked for."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="shipments")
    order = models.ForeignKey(Order, models.PROTECT, related_name="incident_shipments", verbose_name=_("order"))

    class Meta:
        ordering: ClassVar = ["order__number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["notice", "order"], name="incidents_shipment_once")]


class Word(models.Model):
    """Something that the customer was told: when, by which channel, by whom (by nobody = written by gendan)."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="told")
    at = models.DateTimeField(_("when"))
    channel = models.CharField(_("channel"), max_length=8, choices=Channel)
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("what was said"))
    by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

"""What else people call for: demands, questions and suggestions (F71, F76.5, F90.1, F103)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.complaints.models.complaint import Complaint
from gendan.modules.complaints.words import Channel, Matter
from gendan.modules.customers.models import Contact, Customer
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Enquiry(Scoped, UnderCustomer, Followed):
    """A call that is no complaint: somebody in charge answers it, the supervisor reads the result."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    matter = models.CharField(_("what it is"), max_length=12, choices=Matter)
    subject = models.CharField(_("what it is about"), max_length=160)
    text = models.TextField(pgettext_lazy("complaint", "what was said"), blank=True)
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="enquiries", verbose_name=_("customer")
    )
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact"))
    caller = models.CharField(_("who called"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    channel = models.CharField(_("channel"), max_length=8, choices=Channel, default=Channel.HOTLINE)
    feasible = models.BooleanField(_("feasible"), null=True, editable=False)
    answer = models.TextField(_("answer"), blank=True, editable=False)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    complaint = models.ForeignKey(
        Complaint, models.SET_NULL, null=True, blank=True, related_name="enquiries", editable=False, verbose_name=_("complaint")
    )
    received_at = models.DateTimeField(_("received at"))
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("enquiry")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="enquiries_own_next"),
            models.Index(fields=["next_due_at", "id"], name="enquiries_all_next"),
            models.Index(fields=["-received_at", "-id"], name="enquiries_new"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def main_object(self) -> Main | None:
        """The customer, once he is known."""
        return None if self.customer is None else Main("customers.customer", self.customer.pk, str(self.customer))

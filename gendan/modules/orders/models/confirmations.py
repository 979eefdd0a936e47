"""What the customer is asked to confirm of an order: a drawing, a version, a detail."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gendan.modules.orders.models.orders import Order
from gendan.modules.orders.words import Verdict
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Todo
from gendan.spine.timeline.models import Attachment


class Confirmation(models.Model):
    """One question to the customer, with the file that it is about, and his answer; `version` is what the order said then."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="confirmations")
    subject = models.CharField(_("what is to be confirmed"), max_length=120)
    note = models.CharField(_("what to look at"), max_length=300, blank=True)
    attachment = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField()
    todo = models.ForeignKey(Todo, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict, blank=True)
    answered_by = models.CharField(_("answered by"), max_length=60, blank=True)
    answered_how = models.CharField(_("how it was answered"), max_length=60, blank=True)
    words = models.CharField(_("the customer's words"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)

    main_field: ClassVar[str] = "order"

    class Meta:
        verbose_name = _("confirmation")
        ordering: ClassVar = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return self.subject

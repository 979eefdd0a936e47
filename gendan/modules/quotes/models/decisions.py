"""What was sent and when, who decided what about a price, and what the factory wrote."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.quotes.models.quotes import Quote
from gendan.modules.quotes.models.versions import Version
from gendan.modules.quotes.words import Way
from gendan.spine.org.models import Employee
from gendan.spine.timeline.models import Attachment


class Sending(models.Model):
    """A version went out; `is_repeat` where the customer had it before (F06.3)."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="sendings")
    at = models.DateTimeField()
    by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    way = models.CharField(_("sent by"), max_length=8, choices=Way, default=Way.MAIL)
    to = models.CharField(_("to whom"), max_length=120, blank=True)
    is_repeat = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]


class Decision(models.Model):
    """One step of an approval: somebody agreed, passed it on to more authority, or sent it back."""

    class Verdict(models.TextChoices):
        APPROVED = "approved", pgettext_lazy("price", "approved")
        PASSED_ON = "passed_on", pgettext_lazy("price", "passed on")
        RETURNED = "returned", pgettext_lazy("price", "returned")

    version = models.ForeignKey(Version, models.CASCADE, related_name="decisions")
    role = models.CharField(max_length=40)
    person = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    depth = models.DecimalField(max_digits=7, decimal_places=2)
    authority = models.DecimalField(max_digits=5, decimal_places=2)
    opinion = models.CharField(_("opinion"), max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]


class PriceCut(models.Model):
    """The customer asks for less than the supplier can lower: a manager or the VP decides (F68.3).

    `percent` is how many percent below the list the price would lie, `granted_percent` how many it may.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="cuts")
    percent = models.DecimalField(_("price cut asked, percent"), max_digits=5, decimal_places=2)
    words = models.CharField(_("what the customer says"), max_length=300)
    supplier = models.CharField(_("what the supplier answers"), max_length=300)
    depth = models.DecimalField(max_digits=7, decimal_places=2)
    asked_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    opinion = models.CharField(_("opinion"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lt=100), name="quotes_cut_percent")
        ]


class FactoryOffer(models.Model):
    """The delivery price with tax that a factory gave in writing; the paper is attached (F68.1)."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="factory_offers")
    factory = models.CharField(_("factory"), max_length=120)
    quoted_on = models.DateField(_("quoted on"))
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    paper = models.ForeignKey(Attachment, models.SET_NULL, null=True, related_name="+")
    recorded_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-quoted_on", "-id"]

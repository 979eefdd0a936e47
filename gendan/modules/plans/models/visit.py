"""A contact that is planned, prepared, carried out and reported: a visit, mostly (F31, F63)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Contact, Customer
from gendan.modules.followups.models import Activity, Way
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Urgency(models.TextChoices):
    """How soon the company has to know (F50)."""

    PLAIN = "plain", _("for the daily report")
    URGENT = "urgent", _("urgent: the head is told at once")


class Visit(Scoped, UnderCustomer, Followed):
    """One planned contact. `owner` goes there; `ticked` holds the keys of what is prepared.

    What happened is an activity, made with the report; here stands only what an activity does not know:
    what was expected and what came, who took part, where and when one arrived. `meeting` counts those in person (F57).
    """

    scope_includes_below = True

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="visits", verbose_name=_("customer"))
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    way = models.CharField(_("way"), max_length=14, choices=Way, default=Way.VISIT)
    at = models.DateTimeField(_("appointment"))
    place = models.CharField(pgettext_lazy("visit", "place"), max_length=200, blank=True)
    focus = models.CharField(_("contact focus"), max_length=200)
    expected_items = models.CharField(_("expected varieties and quantities"), max_length=200, blank=True)
    expected_amount = models.DecimalField(_("expected order amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    meeting = models.PositiveSmallIntegerField(_("which meeting"), null=True, blank=True, editable=False)
    companions = models.CharField(_("colleagues who come along"), max_length=120, blank=True)
    ticked = ArrayField(models.CharField(max_length=12), default=list, blank=True, editable=False)
    prepared_at = models.DateTimeField(_("prepared at"), null=True, blank=True, editable=False)

    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True, editable=False)
    arrived_place = models.CharField(_("where one arrived"), max_length=200, blank=True, editable=False)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, editable=False)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, editable=False)
    accuracy = models.PositiveIntegerField(null=True, editable=False)

    activity = models.OneToOneField(Activity, models.PROTECT, null=True, blank=True, related_name="visit", editable=False)
    participants = models.TextField(_("who took part, and for what they are responsible"), blank=True)
    topics = models.TextField(_("topics"), blank=True)
    problem = models.CharField(_("problem"), max_length=300, blank=True)
    urgency = models.CharField(_("urgency"), max_length=6, choices=Urgency, default=Urgency.PLAIN)
    recording_consent = models.BooleanField(pgettext_lazy("visit", "customer agreed to a recording"), default=False)
    referral_asked = models.BooleanField(_("asked for a referral"), default=False)
    referral = models.CharField(_("referral"), max_length=120, blank=True)
    actual_items = models.CharField(_("ordered varieties and quantities"), max_length=200, blank=True)
    actual_amount = models.DecimalField(_("order amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("planned contact")
        verbose_name_plural = _("planned contacts")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["customer", "-at", "-id"], name="plans_visit_customer"),
            models.Index(fields=["owner", "next_due_at", "id"], name="plans_visit_own_next"),
            models.Index(fields=["department", "next_due_at", "id"], name="plans_visit_dept_next"),
            models.Index(fields=["next_due_at", "id"], name="plans_visit_all_next"),
            models.Index(fields=["owner", "-at", "-id"], name="plans_visit_own_at"),
        ]

    def __str__(self) -> str:
        return f"{self.customer}：{self.focus}"

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object

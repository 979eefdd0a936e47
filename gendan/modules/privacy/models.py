"""Requests of people about their own data."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.customers.models import Consent, Contact, Customer
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class What(models.TextChoices):
    """What people may ask for (articles 45 and 47)."""

    COPY = "copy", _("a copy of the data")
    ERASURE = "erasure", _("erasure of the data")


class Request(Scoped, UnderCustomer, Followed):
    """A person asks for a copy of what is held, or for its erasure. No name in it: it stays as the proof.

    `also` are further words that name the person in texts; `outcome` says by holding what went and what was set aside.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="privacy_requests", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="privacy_requests", verbose_name=_("contact"))
    what = models.CharField(_("asks for"), max_length=8, choices=What)
    asked_on = models.DateField(_("asked on"))
    way = models.CharField(_("asked how"), max_length=8, choices=Consent.Way, default=Consent.Way.WRITTEN)
    note = models.CharField(pgettext_lazy("request", "in the person's words"), max_length=300, blank=True)
    answer_by = models.DateField(_("to be answered by"))
    verified = models.CharField(_("how it was checked who asks"), max_length=200, blank=True)
    also = ArrayField(models.CharField(max_length=60), verbose_name=_("also called"), default=list, blank=True)
    handed_over = models.CharField(_("how the copy was handed over"), max_length=200, blank=True)
    prepared_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name=_("prepared by"))
    approver = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name=_("to be approved by"))
    approved_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name=pgettext_lazy("request", "approved by"))
    answered_at = models.DateTimeField(_("answered at"), null=True)
    outcome = models.JSONField(default=list)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("request about personal data")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "what"], condition=models.Q(answered_at=None, state_kind="open"), name="privacy_one_at_a_time"),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="privacy_own_next"),
            models.Index(fields=["next_due_at", "id"], name="privacy_all_next"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.get_what_display()}"

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object


class Expiry(models.Model):
    """One run over what was kept beyond its months: who confirmed it, why, how many people, and what became of each holding."""

    at = models.DateTimeField()
    actor = models.ForeignKey(Employee, models.PROTECT, related_name="+", verbose_name=_("confirmed by"))
    why = models.CharField(_("reason"), max_length=200)
    people = models.PositiveIntegerField(default=0)
    outcome = models.JSONField(default=list)

    class Meta:
        verbose_name = _("data kept beyond their months")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} · {self.people}"


class Expired(models.Model):
    """A group of a person's data was erased since its months had passed; counts until the person is met again."""

    run = models.ForeignKey(Expiry, models.CASCADE, related_name="lines")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    group = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("data kept beyond their months")
        indexes: ClassVar = [models.Index(fields=["contact", "group", "-at"], name="privacy_expired_of")]

    def __str__(self) -> str:
        return self.group

"""Samples that customers asked for, the rounds of modification, and what is required (F24.5, F24.6, F27, F68)."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import Product
from gendan.modules.catalog.money import HOME, Currency, shown
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.samples.models.library import Sample
from gendan.modules.samples.models.projects import Project
from gendan.modules.samples.words import Origin, Payer, Requirement, Verdict, Way
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class SampleRequest(Scoped, UnderCustomer, Followed, OwnFields):
    """A sample for a customer, from the decision who pays to what the customer says.

    Fee, freight and trial cost stand in `currency`; `fee_cny` is the fee in yuan, by the rate of the day it was decided.

    `maker` gives it out or has it made; `accepted` answers whether the quality of the lot is accepted (F27.2).
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="sample_requests", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact"))
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="sample_requests", verbose_name=_("opportunity")
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("made-to-measure project")
    )
    origin = models.CharField(_("where it comes from"), max_length=6, choices=Origin)
    what = models.CharField(_("what is wanted"), max_length=160)
    details = models.TextField(_("details of the sample"), blank=True)
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product"))
    sample = models.ForeignKey(
        Sample, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("sample of the library")
    )
    quantity = models.PositiveIntegerField(_("pieces"), default=1)
    batch = models.CharField(_("batch"), max_length=60, blank=True)

    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=HOME)
    fee = models.DecimalField(_("sample fee"), max_digits=12, decimal_places=2, default=0)
    fee_cny = models.DecimalField(_("sample fee in yuan"), max_digits=14, decimal_places=2, default=0, editable=False)
    fee_payer = models.CharField(_("fee paid by"), max_length=8, choices=Payer, blank=True)
    freight = models.DecimalField(_("freight"), max_digits=12, decimal_places=2, default=0)
    freight_payer = models.CharField(_("freight paid by"), max_length=8, choices=Payer, blank=True)
    trial_cost = models.DecimalField(_("trial cost"), max_digits=12, decimal_places=2, default=0)
    trial_payer = models.CharField(_("trial paid by"), max_length=8, choices=Payer, blank=True)
    decided_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("decided by"))
    decided_at = models.DateTimeField(null=True, editable=False)
    maker = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gives it out or makes it")
    )
    due_on = models.DateField(_("sample due on"), null=True, blank=True, editable=False)
    ready_on = models.DateField(_("ready on"), null=True, blank=True, editable=False)
    round_no = models.PositiveSmallIntegerField(_("round"), default=0, editable=False)

    accepted = models.BooleanField(_("quality of the lot accepted"), null=True, editable=False)
    accepted_by = models.CharField(_("who said so"), max_length=60, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    objection = models.TextField(_("objection"), blank=True)
    cause = models.CharField(_("cause"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("asked for"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("sample request")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(fee__gte=0, freight__gte=0, trial_cost__gte=0), name="samples_no_negative_cost"),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="samples_request_own"),
            models.Index(fields=["next_due_at", "id"], name="samples_request_all"),
            models.Index(fields=["-created_at", "-id"], name="samples_request_new"),
        ]

    def __str__(self) -> str:
        return self.what

    def money(self, amount: Decimal) -> str:
        """Fee, freight or trial cost as people read it."""
        return shown(amount, self.currency)

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object


class Round(models.Model):
    """One time that the sample was made or given, sent, and judged; `wanted` is what was to be changed for it (F24.6)."""

    request = models.ForeignKey(SampleRequest, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("round"))
    wanted = models.TextField(_("what to change"), blank=True)
    begun_on = models.DateField(_("begun on"))
    due_on = models.DateField(_("due on"))
    ready_on = models.DateField(_("ready on"), null=True)
    way = models.CharField(_("way"), max_length=8, choices=Way, blank=True)
    carrier = models.CharField(_("carrier"), max_length=60, blank=True)
    waybill = models.CharField(_("waybill"), max_length=60, blank=True)
    sent_on = models.DateField(_("sent on"), null=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    said = models.TextField(_("what the customer said"), blank=True)
    judged_on = models.DateField(_("judged on"), null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "number"], name="samples_round_once")]


class Wanted(models.Model):
    """One requirement of the product, of kind a, b or c (F27.2, C24)."""

    request = models.ForeignKey(SampleRequest, models.CASCADE, related_name="wanted")
    kind = models.CharField(_("kind of requirement"), max_length=1, choices=Requirement)
    text = models.CharField(_("requirement"), max_length=300)
    noted_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    main_field: ClassVar[str] = "request"

    class Meta:
        ordering: ClassVar = ["kind", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "kind", "text"], name="samples_wanted_once")]

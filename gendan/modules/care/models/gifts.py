"""Gifts with their budget, what a person may be given, and who introduced whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.care.models.dates import Occasion
from gendan.modules.care.words import GiftKind, Role
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Department, Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class GiftTerms(models.Model):
    """What one person may be given: as whom they act, and whether they want anything at all (U13)."""

    contact = models.OneToOneField(Contact, models.CASCADE, related_name="gift_terms")
    role = models.CharField(_("acts as"), max_length=8, choices=Role)
    declines = models.BooleanField(_("wants no gifts"), default=False)
    note = models.CharField(_("note"), max_length=200, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")


class Budget(models.Model):
    """What a department, with all below that have none of their own, may spend on gifts and rewards in a year; in yuan."""

    department = models.ForeignKey(Department, models.PROTECT, related_name="+", verbose_name=_("department"))
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("budget"), max_digits=12, decimal_places=2)

    class Meta:
        ordering: ClassVar = ["-year", "department__path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["department", "year"], name="care_budget_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="care_budget_not_negative"),
        ]


class AfterSale(Scoped, UnderCustomer, Followed):
    """Care some weeks after a sale: a visit that also asks how satisfied they are, then the question whom they know (F30, F58.6).

    What was sold is an opportunity that was won, or the record that was delivered (`record_kind`, `record_id`).
    """

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="after_sales", verbose_name=_("customer"))
    opportunity = models.OneToOneField(
        Opportunity, models.CASCADE, null=True, related_name="after_sale", verbose_name=_("opportunity")
    )
    record_kind = models.CharField(max_length=60, blank=True, editable=False)
    record_id = models.BigIntegerField(null=True, editable=False)
    record_title = models.CharField(_("what was delivered"), max_length=200, blank=True, editable=False)
    visit_on = models.DateField(_("visit planned for"))
    visited_on = models.DateField(_("visited on"), null=True, blank=True, editable=False)
    doubts = models.TextField(_("doubts they had"), blank=True, editable=False)
    reassurance = models.TextField(_("how they were reassured"), blank=True, editable=False)
    score = models.PositiveSmallIntegerField(_("how satisfied, 1 to 5"), null=True, editable=False)
    feedback = models.TextField(_("what they say of goods and service"), blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("care after a sale")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record_kind", "record_id"], name="care_after_record_once"),
            models.CheckConstraint(condition=Q(opportunity__isnull=False) | Q(record_id__isnull=False), name="care_after_something"),
            models.CheckConstraint(condition=Q(score=None) | Q(score__range=(1, 5)), name="care_after_score"),
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="care_after_own"),
            models.Index(fields=["next_due_at", "id"], name="care_after_all"),
        ]

    def __str__(self) -> str:
        return self.record_title or str(self.opportunity)

    @property
    def sold(self) -> str:
        """What was sold, in words."""
        return self.opportunity.name if self.opportunity else self.record_title

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object


class Referral(Scoped, UnderCustomer, Followed):
    """A person at a customer introduced somebody (F30.4, F47). `customer` and `contact` are the introducer's.

    `introduced` and `opportunity` are known once the other has become a customer and has bought.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="referrals_made", verbose_name=_("introducer's company"))
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="referrals_made", verbose_name=_("introducer"))
    introduced_name = models.CharField(_("introduced"), max_length=160)
    introduced_phone = models.CharField(_("phone of the introduced"), max_length=40, blank=True)
    introduced = models.ForeignKey(
        Customer, models.SET_NULL, null=True, blank=True, related_name="referred_by", verbose_name=_("became the customer")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("opportunity")
    )
    after_sale = models.ForeignKey(
        AfterSale, models.SET_NULL, null=True, blank=True, related_name="referrals", verbose_name=_("care after a sale")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    claimed_late = models.BooleanField(_("claimed afterwards"), default=False, editable=False)
    introduced_on = models.DateField(_("introduced on"))
    rewarded_on = models.DateField(_("rewarded on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("referral")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["opportunity"], condition=Q(opportunity__isnull=False), name="care_one_reward_a_deal"
            )
        ]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="care_referrals_own"),
            models.Index(fields=["next_due_at", "id"], name="care_referrals_all"),
        ]

    def __str__(self) -> str:
        return f"{self.contact} → {self.introduced_name}"

    @property
    def main_object(self) -> Main:
        """The introducer's company."""
        return self.customer.main_object


class Gift(Scoped, UnderCustomer, Followed):
    """One line of the gift register: what somebody is to be given, why, and what became of it; in yuan.

    `budget` is the one it counts against: with its cost until it is given, then with what was really spent.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="gifts", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="gifts", verbose_name=_("receiver"))
    kind = models.CharField(pgettext_lazy("gift", "kind"), max_length=8, choices=GiftKind)
    what = models.CharField(pgettext_lazy("gift", "what"), max_length=120)
    cost = models.DecimalField(_("cost"), max_digits=10, decimal_places=2)
    spent = models.DecimalField(_("really spent"), max_digits=10, decimal_places=2, null=True, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=200)
    occasion = models.ForeignKey(
        Occasion, models.SET_NULL, null=True, blank=True, related_name="gifts", verbose_name=_("care occasion")
    )
    referral = models.ForeignKey(
        Referral, models.PROTECT, null=True, blank=True, related_name="gifts", verbose_name=_("referral")
    )
    budget = models.ForeignKey(Budget, models.PROTECT, related_name="gifts", editable=False)
    given_on = models.DateField(_("given on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("asked for"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("gift")
        constraints: ClassVar = [models.CheckConstraint(condition=Q(cost__gt=0), name="care_gift_costs")]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="care_gifts_own"),
            models.Index(fields=["next_due_at", "id"], name="care_gifts_all"),
            models.Index(fields=["-created_at", "-id"], name="care_gifts_new"),
        ]

    def __str__(self) -> str:
        return f"{self.contact} · {self.what}"

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object

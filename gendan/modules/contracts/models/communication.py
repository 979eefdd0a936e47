"""What is told to customers and learned from them: released product information, daily summaries, sudden troubles."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models import Product
from gendan.modules.contracts.models.contract import Contract
from gendan.modules.contracts.words import Media, Trigger
from gendan.modules.customers.models import Customer
from gendan.modules.followups.models import Activity, Channel
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Department, Employee
from gendan.spine.procedures.models import Followed, Todo
from gendan.spine.records import Main


class Release(Scoped, Followed):
    """Product information on its way to the public: checked by technology, approved by the general manager (F64.1)."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    name = models.CharField(pgettext_lazy("information", "title"), max_length=160)
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product"))
    media = models.CharField(_("medium"), max_length=10, choices=Media, default=Media.WECHAT)
    audience = models.CharField(_("for which users, and why there"), max_length=200)
    text = models.TextField(_("text"))
    technical_opinion = models.CharField(_("technical opinion"), max_length=300, blank=True, editable=False)
    checked_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    approved_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    published_on = models.DateField(_("published on"), null=True, blank=True, editable=False)
    address = models.CharField(_("where it stands"), max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("product information")
        indexes: ClassVar = [*Scoped.Meta.indexes, models.Index(fields=["-created_at", "-id"], name="contracts_release_new")]

    def __str__(self) -> str:
        return self.name


class Summary(Scoped, Followed):
    """What one department learned of customers in a day; its head assigns salespeople (F64.4, 信息部日总结表)."""

    day = models.DateField(_("day"))
    text = models.TextField(_("summary"), blank=True)
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("daily information summary")
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "department"], name="contracts_summary_once")]
        indexes: ClassVar = [*Scoped.Meta.indexes, models.Index(fields=["-day", "-id"], name="contracts_summary_new")]

    def __str__(self) -> str:
        return f"{self.department} {self.day.isoformat()}"


class Information(models.Model):
    """One line of a daily summary: from whom, what, and who takes it on."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="lines")
    customer = models.ForeignKey(Customer, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("customer"))
    who = models.CharField(_("from whom"), max_length=120)
    content = models.CharField(_("information"), max_length=300)
    activity = models.ForeignKey(Activity, models.SET_NULL, null=True, related_name="+")
    only_to_know = models.BooleanField(_("only to know"), default=False)
    assigned_to = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", verbose_name=_("assigned to"))
    assigned_at = models.DateTimeField(null=True)
    todo = models.OneToOneField(Todo, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["summary", "activity"], name="contracts_information_once")]


class Trouble(Scoped, UnderCustomer, Followed):
    """Something that the customer has to be told (F67.5): who told whom, what came back, and who in the house knows."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="troubles", verbose_name=_("customer"))
    contract = models.ForeignKey(
        Contract, models.SET_NULL, null=True, blank=True, related_name="troubles", verbose_name=_("contract")
    )
    trigger = models.CharField(_("trigger"), max_length=8, choices=Trigger)
    happened = models.CharField(_("what has happened"), max_length=500)
    effect = models.CharField(_("what it means for the delivery"), max_length=300)
    new_date = models.DateField(_("delivery now expected"), null=True, blank=True)
    told_at = models.DateTimeField(_("told at"), null=True, editable=False)
    told_whom = models.CharField(_("whom"), max_length=60, blank=True, editable=False)
    told_by = models.CharField(pgettext_lazy("trouble", "by"), max_length=8, choices=Channel, blank=True, editable=False)
    said = models.CharField(_("what was said"), max_length=500, blank=True, editable=False)
    answer = models.CharField(_("what the customer answered"), max_length=500, blank=True, editable=False)
    departments = models.ManyToManyField(Department, related_name="+", verbose_name=_("departments told"))
    created_at = models.DateTimeField(editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("trouble to be told")
        indexes: ClassVar = [
            *Scoped.Meta.indexes, *UnderCustomer.Meta.indexes,
            models.Index(fields=["-created_at", "-id"], name="contracts_trouble_new"),
            models.Index(fields=["main_owner"], name="contracts_trouble_owner"),
            models.Index(fields=["main_department"], name="contracts_trouble_dept"),
        ]

    def __str__(self) -> str:
        return self.happened[:80]

    @property
    def main_object(self) -> Main:
        """The customer."""
        return self.customer.main_object

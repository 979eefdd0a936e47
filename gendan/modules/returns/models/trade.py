"""Goods that a customer sends back, from the announcement to what became of them (F56.5 … F56.8)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gendan.modules.catalog.models import Product
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.orders.models import Order
from gendan.modules.returns.words import Fault, Goods, Inspection, Settlement, Size, Wish
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


def _quantity(label: Any, **options: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=12, decimal_places=2, **options)


def _person(**options: Any) -> models.ForeignKey:
    return models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False, **options)


class Return(Scoped, UnderCustomer, Followed):
    """Goods of one order or product that come back; `owner` speaks with the customer.

    `source_kind` and `source_id` name the record that asked for it (a complaint); "" = by itself. `defect_rate` is the
    share of defective pieces among those inspected, in percent. `keep_until` is the end of retention (F56.8).
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    source_kind = models.CharField(max_length=60, blank=True, editable=False)
    source_id = models.BigIntegerField(null=True, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="goods_returns", verbose_name=_("customer"))
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact"))
    order = models.ForeignKey(Order, models.PROTECT, null=True, blank=True, related_name="goods_returns", verbose_name=_("order"))
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product"))
    what = models.CharField(_("returned goods"), max_length=160)
    batch = models.CharField(_("batch"), max_length=60, blank=True)
    quantity = _quantity(_("quantity"))
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    reason = models.CharField(_("why they come back"), max_length=200)
    defect = models.TextField(_("defect"), blank=True)
    papers = models.CharField(_("return papers"), max_length=120, blank=True)

    received_on = models.DateField(_("received on"), null=True, editable=False)
    received_by = _person()
    size = models.CharField(_("return type"), max_length=5, choices=Size, blank=True, editable=False)
    place = models.CharField(_("isolated at"), max_length=60, blank=True, editable=False)
    isolated_at = models.DateTimeField(_("isolated and labelled"), null=True, editable=False)
    copied_at = models.DateTimeField(_("papers copied to quality"), null=True, editable=False)

    inspection = models.CharField(_("inspection"), max_length=8, choices=Inspection, blank=True, editable=False)
    report_number = models.CharField(_("inspection report"), max_length=30, blank=True, editable=False)
    inspected = _quantity(_("pieces inspected"), null=True, editable=False)
    defective = _quantity(_("defective pieces"), null=True, editable=False)
    defect_rate = models.DecimalField(_("defect rate, percent"), max_digits=5, decimal_places=2, null=True, editable=False)
    finding = models.TextField(_("finding"), blank=True, editable=False)
    inspected_at = models.DateTimeField(_("inspected at"), null=True, editable=False)
    inspected_by = _person(verbose_name=_("inspector"))

    fault = models.CharField(_("whose fault"), max_length=8, choices=Fault, blank=True, editable=False)
    cause = models.CharField(_("cause"), max_length=200, blank=True, editable=False)
    verdict = models.TextField(_("verdict"), blank=True, editable=False)
    verdict_at = models.DateTimeField(null=True, editable=False)
    verdict_by = _person()

    settlement = models.CharField(_("settled with the customer"), max_length=12, choices=Settlement, blank=True, editable=False)
    wish = models.CharField(_("what the customer wants"), max_length=9, choices=Wish, blank=True, editable=False)
    said = models.TextField(_("what the customer said"), blank=True, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)
    amount = models.DecimalField(_("refund"), max_digits=14, decimal_places=2, null=True, editable=False)
    doer = _person(verbose_name=_("carried out by"))
    promised_on = models.DateField(_("promised for"), null=True, editable=False)

    document = models.CharField(_("document of the disposition"), max_length=80, blank=True, editable=False)
    goods = models.CharField(_("what became of the goods"), max_length=8, choices=Goods, blank=True, editable=False)
    result = models.TextField(_("what was done"), blank=True, editable=False)
    finished_at = models.DateTimeField(pgettext_lazy("return", "finished at"), null=True, editable=False)
    keep_until = models.DateField(_("kept until"), null=True, editable=False)
    created_at = models.DateTimeField(_("registered at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)

    class Meta(Scoped.Meta):
        verbose_name = pgettext_lazy("goods", "return")
        constraints: ClassVar = [models.CheckConstraint(condition=Q(quantity__gt=0), name="returns_positive")]
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="returns_own_next"),
            models.Index(fields=["next_due_at", "id"], name="returns_all_next"),
            models.Index(fields=["-created_at", "-id"], name="returns_new"),
            models.Index(fields=["source_kind", "source_id"], name="returns_source"),
            models.Index(fields=["keep_until"], name="returns_keep"),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def main_object(self) -> Main:
        """The customer."""
        return Main("customers.customer", self.customer.pk, str(self.customer))


class InspectionLine(models.Model):
    """A line of the inspection report (成品检验报告): what was looked at, what was asked of it, and what was found."""

    record = models.ForeignKey(Return, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(_("what is inspected"), max_length=80)
    requirement = models.CharField(_("requirement"), max_length=120, blank=True)
    result = models.CharField(_("result"), max_length=120)
    inspected = _quantity(_("pieces inspected"))
    defective = _quantity(_("defective pieces"), default=0)
    defect = models.CharField(_("defect"), max_length=80, blank=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(defective__gte=0, defective__lte=models.F("inspected")), name="returns_line_sound"),
        ]

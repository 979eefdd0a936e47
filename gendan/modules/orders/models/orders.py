"""The order, its versions with their lines, and the record of a returned one."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions.text import ConcatPair
from django.utils.translation import gettext_lazy as _

from gendan.modules.catalog.models import PricedLine
from gendan.modules.catalog.money import HOME, Currency
from gendan.modules.contracts.models import Contract
from gendan.modules.customers.models import Contact, Customer
from gendan.modules.opportunities.models import Opportunity
from gendan.modules.orders.words import Answer, Market, Stage
from gendan.spine.access.models import Scoped, UnderCustomer
from gendan.spine.fields.models import OwnFields
from gendan.spine.org.models import Employee
from gendan.spine.procedures.models import Followed
from gendan.spine.records import Main


class Order(Scoped, UnderCustomer, Followed, OwnFields):
    """What a customer has ordered, as its newest version says it; amounts with tax in `currency`.

    `special` is the salesperson's word for a special technical requirement, `irregular` says per product why the range
    makes it a special order (F58). `promised_on` is the day promised to the customer, after the check of capacity and
    material; `first_promised_on` is never moved. `stage` and `stage_due_on` repeat the progress for lists.
    """

    assigned_verb: ClassVar[str] = "orders.assigned"

    number = models.CharField(_("number"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=160)
    words_dbl = models.GeneratedField(
        expression=Func(ConcatPair("number", ConcatPair(Value(" "), "name")), function="gendan_doubled"),
        output_field=models.TextField(), db_persist=True,
    )
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="orders", verbose_name=_("customer"))
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("contact")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("opportunity")
    )
    contract = models.ForeignKey(
        Contract, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("contract")
    )
    repeats = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="repeated_by", verbose_name=_("repeats"), editable=False
    )
    customer_number = models.CharField(_("customer's order number"), max_length=60, blank=True)
    market = models.CharField(_("domestic or export"), max_length=10, choices=Market, default=Market.DOMESTIC)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, default=HOME)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, default=0)
    amount_cny = models.DecimalField(_("amount in yuan"), max_digits=16, decimal_places=2, default=0)
    payment_terms = models.CharField(_("payment terms"), max_length=200, blank=True)
    ordered_on = models.DateField(_("ordered on"))
    wanted_on = models.DateField(_("wanted by the customer on"), null=True, blank=True)
    quoted_days = models.PositiveIntegerField(_("lead time quoted, days"), null=True, blank=True)
    promised_on = models.DateField(_("promised for"), null=True, blank=True, editable=False)
    first_promised_on = models.DateField(null=True, blank=True, editable=False)
    promise_check = models.JSONField(default=dict, blank=True, editable=False)
    shipped_on = models.DateField(_("shipped on"), null=True, blank=True, editable=False)
    special = models.BooleanField(_("special technical requirement"), default=False)
    requirement = models.TextField(_("technical requirement"), blank=True)
    packaging = models.CharField(_("packaging"), max_length=200, blank=True)
    from_stock = models.BooleanField(_("from stock"), default=False)
    rush = models.BooleanField(_("rush"), default=False, editable=False)
    irregular = models.JSONField(default=list, blank=True, editable=False)
    waived = models.BooleanField(default=False, editable=False)
    receiver = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    technical_plan = models.TextField(_("technical plan"), blank=True, editable=False)
    material_plan = models.TextField(_("raw-material plan"), blank=True, editable=False)
    technical_documents = models.TextField(_("export technical documents"), blank=True, editable=False)
    deviates = models.BooleanField(_("large deviation"), default=False, editable=False)
    handling_opinion = models.TextField(_("handling opinion"), blank=True, editable=False)
    customer_answer = models.CharField(_("customer's answer"), max_length=10, choices=Answer, blank=True, editable=False)
    needs_coordination = models.BooleanField(default=False, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    signed_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    notice_number = models.CharField(_("order notice"), max_length=30, blank=True, editable=False)
    noticed_at = models.DateTimeField(null=True, editable=False)
    stage = models.CharField(_("progress"), max_length=12, choices=Stage, blank=True, editable=False)
    stage_due_on = models.DateField(_("next stage planned for"), null=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("entered at"), editable=False)
    created_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+", editable=False)
    updated_at = models.DateTimeField(editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Scoped.Meta):
        verbose_name = _("order")
        indexes: ClassVar = [
            *Scoped.Meta.indexes,
            *UnderCustomer.Meta.indexes,
            models.Index(fields=["owner", "next_due_at", "id"], name="orders_own_next"),
            models.Index(fields=["department", "next_due_at", "id"], name="orders_dept_next"),
            models.Index(fields=["next_due_at", "id"], name="orders_all_next"),
            models.Index(fields=["owner", "-created_at", "-id"], name="orders_own_new"),
            models.Index(fields=["department", "-created_at", "-id"], name="orders_dept_new"),
            models.Index(fields=["-created_at", "-id"], name="orders_all_new"),
            models.Index(fields=["main_owner"], name="orders_main_owner"),
            models.Index(fields=["main_department"], name="orders_main_dept"),
            models.Index(fields=["state", "department"], name="orders_state"),
            models.Index(fields=["owner", "-amount_cny", "-id"], name="orders_own_amount"),
            models.Index(fields=["department", "-amount_cny", "-id"], name="orders_dept_amount"),
            models.Index(fields=["-amount_cny", "-id"], name="orders_amount"),
            models.Index(fields=["owner", "promised_on", "id"], name="orders_own_promised"),
            models.Index(fields=["department", "promised_on", "id"], name="orders_dept_promised"),
            models.Index(fields=["promised_on", "id"], name="orders_promised"),
            models.Index(fields=["stage_due_on", "id"], condition=Q(state="running"), name="orders_running"),
            models.Index(fields=["closed_on"], name="orders_closed"),
            GinIndex(fields=["words_dbl"], opclasses=["gin_trgm_ops"], name="orders_words"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def main_object(self) -> Main:
        """The customer."""
        return Main("customers.customer", self.customer.pk, str(self.customer))

    @property
    def is_export_special(self) -> bool:
        """Whether technology has to begin its review (F58.9)."""
        return self.market == Market.EXPORT and bool(self.irregular) and not self.waived

    @property
    def is_special(self) -> bool:
        """Whether it asks for something that is not made every day (F12, F58)."""
        return self.special or (bool(self.irregular) and not self.waived)

    @property
    def is_late(self) -> bool:
        """Whether it was shipped after the day first promised."""
        return bool(self.shipped_on and self.first_promised_on and self.shipped_on > self.first_promised_on)


class Version(models.Model):
    """What the order said from then on; a handed-in version is never changed again, a change makes the next."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, default=0)
    wanted_on = models.DateField(null=True)
    promised_on = models.DateField(null=True)
    requirement = models.TextField(blank=True)
    packaging = models.CharField(max_length=200, blank=True)
    fixed_at = models.DateTimeField(null=True)
    noticed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["order", "number"], name="orders_version_once")]


class Line(PricedLine):
    """A product ordered. `key` stays the same through all versions, so that progress follows the line."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="lines")
    key = models.PositiveIntegerField()

    class Meta(PricedLine.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="orders_line_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="orders_line_positive"),
        ]


class ReturnRecord(models.Model):
    """Why an order was given back to the customer (退单记录, F12.4c)."""

    number = models.CharField(_("number"), max_length=30, unique=True)
    order = models.OneToOneField(Order, models.PROTECT, related_name="return_record")
    reason = models.CharField(_("reason"), max_length=200)
    customer_says = models.TextField(_("what the customer says"), blank=True)
    lesson = models.CharField(_("lesson"), max_length=200, blank=True)
    returned_on = models.DateField(_("returned on"))
    returned_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("return record")

    def __str__(self) -> str:
        return self.number
